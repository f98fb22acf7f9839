import { useTranslation } from 'react-i18next';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Mono } from '../../components/mono.tsx';
import { useFormat } from '../../i18n/use-format.ts';

/** Who works on it, where, and when that console was last heard of. */
export const HolderFacts = ({ operation }: { readonly operation: OperationView }) => {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const { holder } = operation;
  return (
    <KeyValues
      labelWidth={120}
      rows={[
        { label: t('facts.startedBy'), value: operation.startedBy },
        { label: t('facts.started'), value: format.dateTime(operation.createdAt) },
        ...(operation.endedAt === null ? [] : [{ label: t('facts.ended'), value: format.dateTime(operation.endedAt) }]),
        ...(operation.attempts > 1 ? [{ label: t('facts.attempt'), value: format.number(operation.attempts) }] : []),
        ...(holder === null
          ? []
          : [
              {
                label: t('facts.holder'),
                value: holder.here
                  ? t('facts.here', { operator: holder.operator })
                  : t('facts.there', { operator: holder.operator, machine: holder.machine }),
              },
              {
                label: t('facts.heartbeat'),
                value: holder.leaseRunsOut
                  ? t('facts.leaseRanOut', { age: format.age(holder.heartbeatAgeSeconds) })
                  : t('facts.heartbeatAge', { age: format.age(holder.heartbeatAgeSeconds) }),
              },
              { label: t('facts.fence'), value: <Mono>{holder.fence}</Mono> },
            ]),
        { label: t('facts.id'), value: <Mono>{operation.id}</Mono> },
      ]}
    />
  );
};
