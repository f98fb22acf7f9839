import { useTranslation } from 'react-i18next';
import type { OperationId } from '../../../shared/domain/ids.ts';
import { InlineMessage } from '../../components/inline-message.tsx';
import { OperationInDialog } from '../operations/operation-in-dialog.tsx';
import { useOperationView } from '../operations/use-operation-view.ts';

interface ManyResultsProps {
  readonly id: OperationId;
  /** How many it was begun for. */
  readonly of: number;
  /** Words of those that are done. */
  done(count: number): string;
}

/** What became of each tenant of a change of many. */
export const ManyResults = ({ id, of, done }: ManyResultsProps) => {
  const { t } = useTranslation('tenants');
  const { operation } = useOperationView(id);
  const failed = operation?.steps.filter(({ state }) => state === 'warned' || state === 'failed').length ?? 0;
  return (
    <OperationInDialog
      id={id}
      done={
        failed === 0 ? (
          <InlineMessage tone="ok" title={done(of)} />
        ) : (
          <InlineMessage tone="warn" title={t('bulk.someFailed', { count: failed })} body={t('bulk.someFailedBody')} />
        )
      }
    />
  );
};
