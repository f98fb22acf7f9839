import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { ArchiveRestore, Boxes, Download, Flag, Pause, Play, Repeat, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantTotals } from '../../../shared/contract/tenants.ts';
import { Arc } from '../../components/arc.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useChange } from '../../ipc/use-change.ts';
import { BackUpDialog } from '../archives/back-up-dialog.tsx';
import { SetFlagDialog } from '../flags/set-flag-dialog.tsx';
import { BulkActivateDialog } from '../modules/bulk-activate-dialog.tsx';
import { BulkChangeDialog } from '../subscriptions/bulk-change-dialog.tsx';
import { BulkHoldDialog } from './bulk-hold-dialog.tsx';
import type { ListState } from './list-state.ts';
import { allSelected, mostSelected } from './selection.ts';
import { useHoldKinds } from './use-hold-kinds.ts';
import type { SelectionState } from './use-selection.ts';

interface BulkBarProps {
  readonly list: ListState;
  readonly selection: SelectionState;
  readonly totals: TenantTotals | undefined;
  readonly range: ReactNode;
  readonly exporting: boolean;
  onExport(): void;
}

/** In the footer's place while something is selected, so that it covers no row. There is no deleting of many. */
export const BulkBar = ({ list, selection, totals, range, exporting, onExport }: BulkBarProps) => {
  const { t } = useTranslation(['tenants', 'flags']);
  const format = useFormat();
  const [asked, setAsked] = useState<
    'setFlag' | 'backUp' | 'hold' | 'release' | 'changePackage' | 'activateModule' | null
  >(null);
  const { ids, mrr } = selection;
  const tenants = [...ids];
  const kinds = useHoldKinds();
  const [kind = 'maintenance'] = kinds;
  const shape = { tenants, kind, reason: '...' };
  const hold = useGuard({ call: 'tenants.holdMany', input: { ...shape, effects: ['block_login'], reviewOn: null } });
  const release = useGuard({ call: 'tenants.releaseMany', input: shape });
  const backUp = useGuard({ call: 'archives.backUp' });
  const activateModule = useGuard({ call: 'modules.activate' });
  const changePackage = useGuard({ call: 'subscriptions.changeMany' });
  const setFlag = useGuard({ call: 'flags.setMany' });
  const sums = (mrr ?? []).map((sum) => format.money(sum, { whole: true })).join(' + ');
  return (
    <Box
      role="region"
      aria-label={t('bulk.bar')}
      sx={{
        display: 'flex',
        alignItems: 'center',
        flexWrap: 'wrap',
        gap: 1,
        flex: 'none',
        minHeight: 44,
        px: '14px',
        bgcolor: 'surface.ink',
        color: 'surface.onInk',
        fontSize: 13,
        '& .MuiButton-root': { color: 'surface.onInk' },
        '& .MuiButton-root:hover': { color: 'surface.onInk', bgcolor: 'status.neutral.solid' },
        '& .MuiButton-root[aria-disabled="true"], & .MuiButton-root.Mui-disabled': { color: 'surface.onInk2' },
        '& .MuiButton-root[aria-disabled="true"]:hover': { bgcolor: 'transparent' },
        '& .MuiButton-root.Mui-focusVisible, & .MuiIconButton-root.Mui-focusVisible': {
          outlineColor: 'var(--tn-palette-surface-onInk)',
        },
      }}
    >
      <Box role="status" sx={{ display: 'flex', alignItems: 'baseline', gap: 2, mr: 1 }}>
        <Box component="span" className="n" sx={{ fontWeight: 600 }}>
          {t('bulk.selected', { count: ids.size })}
        </Box>
        {sums !== '' && (
          <Box component="span" className="n" sx={{ fontSize: 12, color: 'surface.onInk2' }}>
            {t('mrrSum', { sum: sums })}
          </Box>
        )}
      </Box>
      <SelectAll list={list} selection={selection} totals={totals} />
      <Line />
      {!backUp.forbidden && (
        <GuardedButton
          guard={backUp}
          variant="text"
          icon={<ArchiveRestore size={14} strokeWidth={1.75} aria-hidden />}
          onClick={() => setAsked('backUp')}
        >
          {t('bulk.backUp')}
        </GuardedButton>
      )}
      <Button
        variant="text"
        startIcon={<Download size={14} strokeWidth={1.75} aria-hidden />}
        disabled={exporting}
        onClick={onExport}
      >
        {t('bulk.export')}
      </Button>
      {!changePackage.forbidden && (
        <GuardedButton
          guard={changePackage}
          variant="text"
          icon={<Repeat size={14} strokeWidth={1.75} aria-hidden />}
          onClick={() => setAsked('changePackage')}
        >
          {t('bulk.changePackage')}
        </GuardedButton>
      )}
      {!activateModule.forbidden && (
        <GuardedButton
          guard={activateModule}
          variant="text"
          icon={<Boxes size={14} strokeWidth={1.75} aria-hidden />}
          onClick={() => setAsked('activateModule')}
        >
          {t('bulk.activate')}
        </GuardedButton>
      )}
      {!setFlag.forbidden && (
        <GuardedButton
          guard={setFlag}
          variant="text"
          icon={<Flag size={14} strokeWidth={1.75} aria-hidden />}
          onClick={() => setAsked('setFlag')}
        >
          {t('flags:many.open')}
        </GuardedButton>
      )}
      {kinds.length > 0 && (
        <>
          <Line />
          <GuardedButton
            guard={hold}
            variant="text"
            icon={<Pause size={14} strokeWidth={1.75} aria-hidden />}
            onClick={() => setAsked('hold')}
          >
            {t('bulk.hold')}
          </GuardedButton>
          <GuardedButton
            guard={release}
            variant="text"
            icon={<Play size={14} strokeWidth={1.75} aria-hidden />}
            onClick={() => setAsked('release')}
          >
            {t('bulk.release')}
          </GuardedButton>
        </>
      )}
      <Box sx={{ flex: 1 }} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flex: 'none' }}>
        <Box
          component="span"
          className="n"
          sx={{ fontSize: 12, color: 'surface.onInk2', display: { xs: 'none', md: 'inline' } }}
        >
          {range}
        </Box>
        <IconButton
          aria-label={t('bulk.clear')}
          onClick={selection.clear}
          sx={{ color: 'surface.onInk', '&:hover': { color: 'surface.onInk', bgcolor: 'status.neutral.solid' } }}
        >
          <X size={14} strokeWidth={1.75} aria-hidden />
        </IconButton>
        <Kbd aria-hidden sx={{ background: 'transparent', color: 'surface.onInk2', borderColor: 'surface.onInk2' }}>
          Esc
        </Kbd>
      </Box>
      {asked === 'setFlag' && <SetFlagDialog tenants={tenants} onClose={() => setAsked(null)} />}
      {asked === 'backUp' && <BackUpDialog tenants={tenants} onClose={() => setAsked(null)} />}
      {asked === 'changePackage' && <BulkChangeDialog tenants={tenants} onClose={() => setAsked(null)} />}
      {asked === 'activateModule' && <BulkActivateDialog tenants={tenants} onClose={() => setAsked(null)} />}
      {(asked === 'hold' || asked === 'release') && (
        <BulkHoldDialog action={asked} tenants={tenants} kinds={kinds} onClose={() => setAsked(null)} />
      )}
    </Box>
  );
};

const Line = () => (
  <Box aria-hidden sx={{ width: '1px', height: 20, mx: 1, flex: 'none', bgcolor: 'status.neutral.solid' }} />
);

/** A step of its own: a tick in the head means this page only. */
const SelectAll = ({ list, selection, totals }: Pick<BulkBarProps, 'list' | 'selection' | 'totals'>) => {
  const { t } = useTranslation('tenants');
  const asking = useChange('tenants.ids', {
    errors: 'notice',
    onDone: (ids) => selection.set(allSelected(ids, totals)),
  });
  if (totals === undefined || selection.ids.size >= Math.min(totals.count, mostSelected)) return null;
  return (
    <Button
      variant="text"
      disabled={asking.isPending}
      startIcon={asking.isPending ? <Arc /> : undefined}
      onClick={() => asking.mutate({ filter: list.filter, sort: list.sort })}
      sx={{ textDecoration: 'underline', textUnderlineOffset: 3 }}
    >
      {totals.count > mostSelected
        ? t('bulk.selectFirst', { count: mostSelected })
        : t('bulk.selectAll', { count: totals.count })}
    </Button>
  );
};
