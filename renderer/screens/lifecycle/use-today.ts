import { usePlatform } from '../../stores/session.ts';
import { dayIn } from './grace.ts';

/** Today where the platform's days begin and end. */
export const useToday = (): string => dayIn(new Date(), usePlatform()?.timeZone ?? 'UTC');
