import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { Flag, History, Plus, SearchX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { FlagRow } from '../../../shared/contract/flags.ts';
import { type FlagState, flagStates } from '../../../shared/domain/flags.ts';
import { foldForSearch } from '../../../shared/domain/names.ts';
import { CountPill } from '../../components/count-pill.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { ChangesDrawer } from './changes-drawer.tsx';
import { type FlagDraft, isChanged } from './draft.ts';
import { EvaluatePanel } from './evaluate-panel.tsx';
import { FlagEditor } from './flag-editor.tsx';
import { FlagList } from './flag-list.tsx';
import { NewFlagDialog } from './new-flag-dialog.tsx';
import type { PickedTenant } from './tenant-picker.tsx';
import { WhoDrawer } from './who-drawer.tsx';
import { WouldChangePanel } from './would-change-panel.tsx';

type Shown = FlagState | 'all';

const panel = {
  display: 'flex',
  flexDirection: 'column',
  minHeight: 0,
  minWidth: 0,
  bgcolor: 'surface.panel',
  border: '1px solid',
  borderColor: 'line.default',
  borderRadius: '8px',
  overflow: 'hidden',
} as const;

const addressOf = (key: string): string => `/flags/${encodeURIComponent(key)}`;

/** The flags, the rules of one of them, and what these say of a tenant. */
export const FlagsScreen = () => {
  const { t } = useTranslation('flags');
  const { key } = useParams();
  const navigate = useNavigate();
  const { data, error, refetch } = useCall('flags.list', {});
  const create = useGuard({ call: 'flags.create' });
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState<Shown>('all');
  const [tenant, setTenant] = useState<PickedTenant | null>(null);
  const [drafts, setDrafts] = useState<ReadonlyMap<string, FlagDraft>>(new Map());
  const [asked, setAsked] = useState<'new' | 'changes' | null>(null);
  const selected = key ?? data?.flags[0]?.key;
  const open = (next: string): void => void navigate(addressOf(next), { replace: true });
  const putDraft = (of: string, draft: FlagDraft | undefined): void =>
    setDrafts((now) => {
      const next = new Map(now);
      if (draft === undefined) next.delete(of);
      else next.set(of, draft);
      return next;
    });

  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          <>
            <Button
              startIcon={<History size={14} strokeWidth={1.75} aria-hidden />}
              onClick={() => setAsked('changes')}
            >
              {t('changes.open')}
            </Button>
            <GuardedButton
              guard={create}
              variant="contained"
              color="primary"
              icon={<Plus size={14} strokeWidth={1.75} aria-hidden />}
              onClick={() => setAsked('new')}
            >
              {t('new.open')}
            </GuardedButton>
          </>
        }
      />
      <Box
        sx={{
          flex: 1,
          minHeight: 0,
          px: '20px',
          pb: '14px',
          display: 'grid',
          gap: '12px',
          gridTemplateColumns: { xs: '346px minmax(0, 1fr)', md: '346px minmax(0, 1fr) 300px' },
          gridTemplateRows: 'minmax(0, 1fr)',
        }}
      >
        <Box component="section" aria-label={t('list')} data-region tabIndex={-1} sx={{ ...panel, outline: 'none' }}>
          {error !== null && data === undefined ? (
            <ErrorState error={error} onRetry={() => void refetch()} />
          ) : (
            <Choosing
              flags={data?.flags}
              tenants={data?.tenants ?? 0}
              search={search}
              shown={shown}
              selected={selected}
              unsaved={new Set(drafts.keys())}
              onSearch={setSearch}
              onShown={setShown}
              onSelect={open}
            />
          )}
        </Box>
        {selected === undefined ? (
          <Box sx={panel}>
            {data !== undefined && <EmptyState icon={Flag} title={t('pick.title')} body={t('pick.body')} />}
          </Box>
        ) : (
          <OneFlag
            key={selected}
            flagKey={selected}
            draft={drafts.get(selected)}
            tenant={tenant}
            onTenant={setTenant}
            onDraft={(draft) => putDraft(selected, draft)}
            onRemoved={() => {
              putDraft(selected, undefined);
              void navigate('/flags', { replace: true });
            }}
          />
        )}
      </Box>
      {asked === 'changes' && <ChangesDrawer flagKey={selected} onClose={() => setAsked(null)} />}
      {asked === 'new' && (
        <NewFlagDialog
          onCreated={(made) => {
            setAsked(null);
            open(made);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
};

interface ChoosingProps {
  readonly flags: ReadonlyArray<FlagRow> | undefined;
  readonly tenants: number;
  readonly search: string;
  readonly shown: Shown;
  readonly selected: string | undefined;
  readonly unsaved: ReadonlySet<string>;
  onSearch(search: string): void;
  onShown(shown: Shown): void;
  onSelect(key: string): void;
}

const Choosing = (props: ChoosingProps) => {
  const { flags, tenants, search, shown, selected, unsaved, onSearch, onShown, onSelect } = props;
  const { t } = useTranslation('flags');
  const all = flags ?? [];
  const count = (state: FlagState): number => all.filter((flag) => flag.state === state).length;
  const words = foldForSearch(search).split(' ');
  const fitting = all.filter(({ key, name, owner, description, state }) => {
    const text = foldForSearch([key, name, owner ?? '', description ?? ''].join(' '));
    return (shown === 'all' || state === shown) && words.every((word) => text.includes(word));
  });
  const label = (value: Shown): ReactNode => (
    <>
      {t(`tab.${value}`)}
      <CountPill count={value === 'all' ? all.length : count(value)} />
    </>
  );
  return (
    <>
      <Box
        sx={{
          display: 'grid',
          gap: '8px',
          p: '10px',
          flex: 'none',
          borderBottom: '1px solid',
          borderColor: 'line.default',
          '& label': { px: '5px', gap: '3px' },
          '& label > span': { minWidth: 0 },
        }}
      >
        <SearchField label={t('find')} value={search} width={324} onChange={onSearch} />
        <div>
          <Segmented
            label={t('filter')}
            value={shown}
            options={(['all', ...flagStates] as const).map((value) => ({ value, label: label(value) }))}
            onChange={onShown}
          />
        </div>
      </Box>
      {flags === undefined ? (
        <SkeletonRows rows={8} height={48} />
      ) : all.length === 0 ? (
        <EmptyState icon={Flag} title={t('empty.title')} body={t('empty.body')} />
      ) : fitting.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title={t('nothing.title')}
          body={t('nothing.body', { search, state: t(shown === 'all' ? 'all' : `state.${shown}`) })}
          action={
            <Button
              onClick={() => {
                onSearch('');
                onShown('all');
              }}
            >
              {t('nothing.action')}
            </Button>
          }
        />
      ) : (
        <FlagList flags={fitting} tenants={tenants} selected={selected} unsaved={unsaved} onSelect={onSelect} />
      )}
    </>
  );
};

interface OneFlagProps {
  readonly flagKey: string;
  readonly draft: FlagDraft | undefined;
  /** Who is asked about: the same one for every flag. */
  readonly tenant: PickedTenant | null;
  onTenant(tenant: PickedTenant): void;
  onDraft(draft: FlagDraft | undefined): void;
  onRemoved(): void;
}

const OneFlag = ({ flagKey, draft, tenant, onTenant, onDraft, onRemoved }: OneFlagProps) => {
  const theme = useTheme();
  const narrow = useMediaQuery(theme.breakpoints.down('md'), { noSsr: true });
  const { data, error, refetch } = useCall('flags.get', { key: flagKey });
  const [who, setWho] = useState(false);
  if (data === undefined)
    return (
      <Box sx={panel}>
        {error === null ? <SkeletonRows rows={8} /> : <ErrorState error={error} onRetry={() => void refetch()} />}
      </Box>
    );
  const rules = isChanged(data, draft) ? (draft?.rules ?? null) : null;
  const beside = (
    <>
      <EvaluatePanel
        flagKey={flagKey}
        rules={rules}
        stopped={data.flag.stoppedFrom !== null}
        tenant={tenant}
        onTenant={onTenant}
      />
      <WouldChangePanel flagKey={flagKey} rules={rules} />
    </>
  );
  return (
    <>
      <FlagEditor
        detail={data}
        draft={draft}
        below={
          narrow ? <Box sx={{ display: 'grid', gap: '12px', pb: '14px', alignItems: 'start' }}>{beside}</Box> : null
        }
        onDraft={onDraft}
        onWho={() => setWho(true)}
        onRemoved={onRemoved}
      />
      {!narrow && (
        <Box
          component="aside"
          data-region
          tabIndex={-1}
          sx={{
            display: 'flex',
            flexDirection: 'column',
            gap: '12px',
            minHeight: 0,
            overflow: 'auto',
            outline: 'none',
            '& > *': { flex: 'none' },
          }}
        >
          {beside}
        </Box>
      )}
      {who && <WhoDrawer flagKey={flagKey} onClose={() => setWho(false)} />}
    </>
  );
};
