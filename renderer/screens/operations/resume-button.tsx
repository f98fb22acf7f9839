import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { ConfirmPopover } from '../../components/confirm-popover.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useOperations } from '../../stores/operations.ts';
import { positionOf, wayOn } from './operation-facts.ts';
import { pastDurations, remaining } from './past-durations.ts';
import { TakeOverDialog } from './take-over-dialog.tsx';

/** Goes on with an operation that failed, or that its console left. Draws nothing where there is no way on. */
export const ResumeButton = ({ operation }: { readonly operation: OperationView }) => {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const guard = useGuard({ call: 'operations.resume', permission: operation.needs.resume });
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [takingOver, setTakingOver] = useState(false);
  const resume = useChange('operations.resume', { errors: 'here', onDone: () => setAnchor(null) });
  const list = useOperations((mirror) => mirror.list);
  const way = wayOn(operation);
  if (way === null) return null;
  const { step } = positionOf(operation);
  const usual = remaining(operation.steps, pastDurations(list, operation.kind), new Date());
  if (way === 'take_over') {
    return (
      <>
        <GuardedButton guard={guard} variant="contained" color="primary" onClick={() => setTakingOver(true)}>
          {t('takeOver.button')}
        </GuardedButton>
        {operation.holder !== null && (
          <TakeOverDialog
            operation={operation}
            holder={operation.holder}
            open={takingOver}
            onClose={() => setTakingOver(false)}
          />
        )}
      </>
    );
  }
  return (
    <>
      <GuardedButton
        guard={guard}
        variant="contained"
        color="primary"
        icon={<RotateCw size={14} strokeWidth={1.75} aria-hidden />}
        busy={resume.isPending}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('resume.button', { step })}
      </GuardedButton>
      <ConfirmPopover
        anchor={anchor}
        title={t('resume.title', { step })}
        body={usual === null ? t('resume.body') : t('resume.bodyAbout', { time: format.about(usual) })}
        verb={t(`resume.${way}`)}
        busy={resume.isPending}
        error={resume.error}
        onConfirm={() => resume.mutate({ id: operation.id, fence: operation.holder?.fence ?? null })}
        onClose={() => {
          resume.reset();
          setAnchor(null);
        }}
      />
    </>
  );
};
