import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { isWorkedOn, type OperationKind } from '../../../shared/domain/operations.ts';
import { useOperation } from '../../stores/operations.ts';

/** Why something can't be begun on a tenant now, as the guard takes it. */
export interface Busy {
  readonly state: string | null;
  readonly running: string | null;
}

export interface TenantBusy {
  /** For what only reads the tenant's database: backing up, verifying, exporting. */
  readonly toRead: Busy;
  readonly toChange: Busy;
}

/** Such a one that failed has left nothing, and the next one takes its place. */
const onlyReads: ReadonlySet<OperationKind> = new Set(['backup', 'verify_backup', 'export']);

const free: Busy = { state: null, running: null };

/** The operation that keeps others from a tenant: it runs, or it stopped and waits for a person. */
export function useTenantBusy({ unendedOperation }: Pick<TenantDetail, 'unendedOperation'>): TenantBusy {
  const { t } = useTranslation(['archives', 'status']);
  const operation = useOperation(unendedOperation);
  if (unendedOperation === null) return { toRead: free, toChange: free };
  if (operation === null || isWorkedOn(operation)) {
    const busy = { state: null, running: t('archives:busy') };
    return { toRead: busy, toChange: busy };
  }
  const waits = {
    state: t('archives:waits', { kind: t(`status:operationKind.${operation.kind}`) }),
    running: null,
  };
  const makesWay = operation.state === 'failed' && onlyReads.has(operation.kind);
  return { toRead: makesWay ? free : waits, toChange: waits };
}
