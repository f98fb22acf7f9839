import { useTranslation } from 'react-i18next';
import type { EffectiveLimit, LimitKey } from '../../../shared/domain/limits.ts';
import { useFormat } from '../../i18n/use-format.ts';

/** A limit in words: its name, an amount of it, and by how much it is exceeded. */
export function useLimitWords() {
  const { t } = useTranslation(['tenant-settings', 'packages']);
  const format = useFormat();
  const plain = (key: LimitKey, value: number): string => {
    if (key !== 'max_storage_gb') return format.number(value);
    return `${format.number(value, Number.isInteger(value) ? 0 : 2)} GB`;
  };
  return {
    name: (key: LimitKey): string => t(`packages:limit.${key}`),
    unit: (key: LimitKey): string => t(`packages:unit.${key}`),
    amount: (key: LimitKey, value: number | null): string =>
      value === null ? t('tenant-settings:limits.noLimit') : plain(key, value),
    excess({ key, used, value }: EffectiveLimit): string | null {
      if (used === null || value === null || used <= value) return null;
      return key === 'max_storage_gb'
        ? t('tenant-settings:limits.overGb', { amount: format.number(used - value, 1) })
        : t('tenant-settings:limits.over', { count: used - value });
    },
    origin({ origin }: EffectiveLimit): string {
      switch (origin.from) {
        case 'nothing':
          return t('tenant-settings:limits.none');
        case 'package':
          return t('tenant-settings:limits.fromPackage', { name: origin.packageName });
        case 'override':
          return origin.until === null
            ? t('tenant-settings:limits.overrideOpen', { by: origin.by })
            : t('tenant-settings:limits.override', { by: origin.by, until: format.day(origin.until) });
      }
    },
  };
}
