import { useTranslation } from 'react-i18next';
import { daysBetween } from '../../../shared/domain/calendar.ts';

/** Days of the seller's calendar, counted from today. */
export function useDayWords(today: string) {
  const { t } = useTranslation('subscriptions');
  return {
    /** `12 days left`, `last day`, `3 days ago`: of a last day. */
    left(day: string): string {
      const count = daysBetween(today, day);
      if (count === 0) return t('lastDay');
      return count > 0 ? t('daysLeft', { count }) : t('daysAgo', { count: -count });
    },
  };
}
