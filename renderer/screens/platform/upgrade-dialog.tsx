import Box from '@mui/material/Box';
import { Columns3, DatabaseZap, FileStack, Hourglass, PackagePlus, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DdlStatement, SchemaReport } from '../../../shared/contract/platform.ts';
import type { AppError } from '../../../shared/errors.ts';
import { Arc } from '../../components/arc.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import type { Consequence } from '../../components/consequence-list.tsx';

interface UpgradeDialogProps {
  readonly report: SchemaReport;
  readonly busy: boolean;
  readonly error: AppError | null;
  onConfirm(): void;
  onClose(): void;
}

const made = ['schema', 'table', 'sequence', 'index', 'function', 'trigger', 'extension'] as const;

/** What the plan does, in numbers, before it runs. */
export const UpgradeDialog = ({ report, busy, error, onConfirm, onClose }: UpgradeDialogProps) => {
  const { t } = useTranslation('platform');
  const { plan, state } = report;
  const creating = state === 'empty';
  const count = (purpose: DdlStatement['purpose']): number => plan.filter((one) => one.purpose === purpose).length;
  const columns = count('column');
  const things = made.filter((purpose) => count(purpose) > 0);
  const consequences: ReadonlyArray<Consequence> = [
    {
      icon: FileStack,
      text: t('dialog.transaction'),
      amount: t('dialog.statements', { count: plan.length }),
      kind: 'changed',
    },
    ...(things.length === 0
      ? []
      : [
          {
            icon: PackagePlus,
            text: t('dialog.makes'),
            amount: things.map((purpose) => t(`dialog.${purpose}`, { count: count(purpose) })).join(', '),
            kind: 'changed',
          } as const,
        ]),
    ...(columns === 0 || creating
      ? []
      : [{ icon: Columns3, text: t('dialog.columns'), amount: columns, kind: 'changed' } as const]),
    ...(creating ? [] : [{ icon: Hourglass, text: t('dialog.wait'), kind: 'changed' } as const]),
    { icon: ShieldCheck, text: t(creating ? 'dialog.othersKept' : 'dialog.rowsKept'), kind: 'kept' },
  ];
  return (
    <ConfirmDialog
      open
      level={2}
      title={t(creating ? 'dialog.createTitle' : 'dialog.upgradeTitle')}
      consequences={consequences}
      verb={t(creating ? 'dialog.createVerb' : 'dialog.upgradeVerb')}
      verbIcon={<DatabaseZap size={14} strokeWidth={1.75} aria-hidden />}
      note={busy ? <Running /> : undefined}
      busy={busy}
      error={error}
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
};

const Running = () => {
  const { t } = useTranslation('platform');
  return (
    <Box role="status" sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
      <Arc />
      {t('dialog.running')}
    </Box>
  );
};
