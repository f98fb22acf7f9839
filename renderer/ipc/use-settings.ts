import { useQueryClient } from '@tanstack/react-query';
import type { CallInput } from '../../shared/contract/contract.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import { toAppError } from '../../shared/errors.ts';
import { useNotices } from '../stores/notices.ts';
import { call } from './client.ts';
import { callKey, useCall } from './use-call.ts';

/** This computer's settings; undefined only before the first answer. */
export const useSettings = (): Settings | undefined =>
  useCall('settings.get', {}, { staleTime: Number.POSITIVE_INFINITY }).data;

/** Keeps a part of the settings, and shows what main has kept. */
export function useSaveSettings(): (part: CallInput<'settings.set'>) => void {
  const queries = useQueryClient();
  const present = useNotices((notices) => notices.present);
  const save = (part: CallInput<'settings.set'>): void => {
    void call('settings.set', part).then(
      (kept) => queries.setQueryData(callKey('settings.get', {}), kept),
      (error: unknown) => present({ error: toAppError(error), retry: () => save(part) }),
    );
  };
  return save;
}
