import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { canBeHeld } from '../../../shared/domain/holds.ts';

/** Why nothing can be changed about the tenant's domains now, whoever asks. */
export interface TenantLock {
  readonly state: string | null;
  readonly running: string | null;
}

export const unlocked: TenantLock = { state: null, running: null };

export function useTenantLock({ lifecycle, runningOperation }: TenantDetail): TenantLock {
  const { t } = useTranslation(['domains', 'status']);
  return {
    state: canBeHeld(lifecycle) ? null : t('domains:tenant.locked', { state: t(`status:lifecycle.${lifecycle}`) }),
    running: runningOperation === null ? null : t('domains:tenant.running'),
  };
}
