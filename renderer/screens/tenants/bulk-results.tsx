import Button from '@mui/material/Button';
import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BulkPlan } from '../../../shared/contract/tenants.ts';
import type { OperationId, TenantId } from '../../../shared/domain/ids.ts';
import { InlineMessage } from '../../components/inline-message.tsx';
import { OperationInDialog } from '../operations/operation-in-dialog.tsx';
import { useOperationView } from '../operations/use-operation-view.ts';
import { failedOf } from './failed-of.ts';

interface BulkResultsProps {
  readonly id: OperationId;
  /** What is said of so many that it worked for. */
  done(count: number): string;
  readonly plan: BulkPlan;
  readonly busy: boolean;
  onRetry(tenants: ReadonlyArray<TenantId>): void;
}

/** What became of each tenant, with its receipt; those that failed can be tried again by themselves. */
export const BulkResults = ({ id, done, plan, busy, onRetry }: BulkResultsProps) => {
  const { t } = useTranslation('tenants');
  const { operation } = useOperationView(id);
  const failed = operation === null ? [] : failedOf(operation, plan);
  return (
    <OperationInDialog
      id={id}
      done={
        failed.length === 0 ? (
          <InlineMessage tone="ok" title={done(plan.radius.tenants)} />
        ) : (
          <InlineMessage
            tone="warn"
            title={t('bulk.someFailed', { count: failed.length })}
            body={t('bulk.someFailedBody')}
            action={
              <Button
                size="small"
                disabled={busy}
                startIcon={<RotateCw size={13} strokeWidth={1.75} aria-hidden />}
                onClick={() => onRetry(failed.map(({ id: tenant }) => tenant))}
              >
                {t('bulk.retry', { count: failed.length })}
              </Button>
            }
          />
        )
      }
    />
  );
};
