import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { CountPill } from '../../components/count-pill.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useFrame } from '../../stores/frame.ts';
import { OperationActions } from '../operations/operation-actions.tsx';
import { isInterrupted, positionOf } from '../operations/operation-facts.ts';
import { useOperationLook } from '../operations/use-operation-look.ts';
import { useStepPhrase } from '../operations/use-step-phrase.ts';
import { AttentionRow } from './attention-row.tsx';

/** Operations that wait for a person: gone on with, undone, or settled by a word, right here. */
export const StoppedOperations = ({ operations }: { readonly operations: ReadonlyArray<OperationView> }) => {
  const { t } = useTranslation('attention');
  return (
    <Panel title={t('operations.title')} note={<CountPill count={operations.length} tone="danger" />} padding="none">
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {operations.map((operation) => (
          <StoppedRow key={operation.id} operation={operation} />
        ))}
      </Box>
    </Panel>
  );
};

const StoppedRow = ({ operation }: { readonly operation: OperationView }) => {
  const { t } = useTranslation(['attention', 'status']);
  const format = useFormat();
  const describe = useErrorText();
  const nameOf = useStepPhrase();
  const openDrawer = useFrame((frame) => frame.openDrawer);
  const { look, label } = useOperationLook()(operation);
  const { error, holder, subject, kind, currentStep } = operation;
  const position = positionOf(operation);
  const left = isInterrupted(operation) && holder !== null && !holder.here;
  return (
    <AttentionRow
      chip={<StatusChip look={look} label={label} />}
      title={subject.label}
      evidence={
        <>
          {currentStep === null
            ? t(`status:operationKind.${kind}`)
            : t('attention:operations.row', {
                kind: t(`status:operationKind.${kind}`),
                ...position,
                name: nameOf(currentStep),
              })}
          {error !== null && <Box sx={{ color: 'status.danger.text' }}>{describe(error).title}</Box>}
        </>
      }
      since={
        left
          ? t('attention:operations.left', {
              who: holder.operator,
              machine: holder.machine,
              age: format.age(holder.heartbeatAgeSeconds),
            })
          : t('attention:operations.stopped', {
              who: operation.startedBy,
              when: format.moment(operation.endedAt ?? operation.createdAt),
            })
      }
      ways={
        <>
          <Button variant="text" onClick={() => openDrawer(operation.id)}>
            {t('attention:operations.open')}
          </Button>
          <OperationActions operation={operation} />
        </>
      }
    />
  );
};
