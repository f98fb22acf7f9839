import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { Flag, History, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { ChangesDrawer } from './changes-drawer.tsx';
import { Choosing, type Shown } from './choosing.tsx';
import { type FlagDraft, isChanged } from './draft.ts';
import { EvaluatePanel } from './evaluate-panel.tsx';
import { FlagEditor } from './flag-editor.tsx';
import { NewFlagDialog } from './new-flag-dialog.tsx';
import type { PickedTenant } from './tenant-picker.tsx';
import { WhoDrawer } from './who-drawer.tsx';
import { WouldChangePanel } from './would-change-panel.tsx';

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
