import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { ArrowLeftRight, GitCompare, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveRow, CopyRow } from '../../../shared/contract/archives.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { CountPill } from '../../components/count-pill.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { Panel } from '../../components/panel.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { ComparisonDialog } from './comparison-dialog.tsx';
import { comparisonFacts } from './comparison-facts.ts';
import { DropCopyDialog } from './drop-copy-dialog.tsx';
import { SwapDialog } from './swap-dialog.tsx';
import type { Busy, TenantBusy } from './tenant-busy.ts';

interface CopiesPanelProps {
  readonly tenant: TenantDetail;
  readonly archives: ReadonlyArray<ArchiveRow>;
  readonly busy: TenantBusy;
}

/** The databases beside the tenant's own: brought back for comparing, or kept for going back. */
export const CopiesPanel = ({ tenant, archives, busy }: CopiesPanelProps) => {
  const { t } = useTranslation('archives');
  const { data: copies, error, refetch } = useCall('copies.list', { tenantId: tenant.id });
  // A copy that is swapped or dropped leaves the list, and its dialog still shows how that ended.
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <Panel
      title={t('copies.title')}
      note={copies === undefined ? undefined : <CountPill count={copies.length} />}
      padding="none"
    >
      {copies === undefined ? (
        error === null ? (
          <SkeletonRows rows={2} />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )
      ) : copies.length === 0 ? (
        <Box sx={{ p: '14px', color: 'ink.secondary' }}>{t('copies.none')}</Box>
      ) : (
        <Box component="ul" aria-label={t('copies.title')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {copies.map((copy) => (
            <Copy
              key={copy.id}
              copy={copy}
              source={archives.find(({ id }) => id === copy.archiveId)}
              busy={busy.toChange}
              onAsk={(what) => setAsked({ what, copy })}
            />
          ))}
        </Box>
      )}
      {asked !== null && <CopyDialog tenant={tenant} asked={asked} onClose={() => setAsked(null)} />}
    </Panel>
  );
};

interface Asked {
  readonly what: 'compare' | 'swap' | 'drop';
  readonly copy: CopyRow;
}

interface CopyDialogProps {
  readonly tenant: TenantDetail;
  readonly asked: Asked;
  onClose(): void;
}

const CopyDialog = ({ tenant, asked: { what, copy }, onClose }: CopyDialogProps) => {
  if (what === 'swap') return <SwapDialog tenant={tenant} copy={copy} onClose={onClose} />;
  if (what === 'drop') return <DropCopyDialog copy={copy} onClose={onClose} />;
  if (copy.comparison === null) return null;
  return <ComparisonDialog copy={copy} comparison={copy.comparison} onClose={onClose} />;
};

interface CopyProps {
  readonly copy: CopyRow;
  readonly source: ArchiveRow | undefined;
  readonly busy: Busy;
  onAsk(what: Asked['what']): void;
}

const quiet = { fontSize: 12, lineHeight: '18px', color: 'ink.secondary' } as const;

const Copy = ({ copy, source, busy, onAsk }: CopyProps) => {
  const { t } = useTranslation('archives');
  const format = useFormat();
  const id = useId();
  const { purpose, database, bytes, exists } = copy;
  return (
    <Box
      component="li"
      aria-labelledby={id}
      sx={{
        px: '14px',
        py: '9px',
        borderTop: '1px solid',
        borderColor: 'line.subtle',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 3 }}>
        <Box id={id} sx={{ flex: 1, minWidth: 0, fontWeight: 500 }}>
          {t(`copies.purpose.${purpose}`)}
        </Box>
        <Box className="n" sx={{ flex: 'none' }}>
          {bytes === null ? <Missing /> : format.bytes(bytes)}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 0, my: '-2px' }}>
        <Mono sx={{ overflowWrap: 'anywhere' }}>{database}</Mono>
        <CopyButton text={database} label={t('copies.copy')} />
      </Box>
      <Box sx={quiet}>
        {t('copies.made', { when: format.dateTime(copy.madeAt), who: copy.madeBy })}
        {source !== undefined && `, ${t('copies.from', { when: format.dateTime(source.madeAt) })}`}
      </Box>
      {!exists && <Box sx={{ ...quiet, color: 'status.danger.text' }}>{t('copies.gone')}</Box>}
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 2, mt: 1.5 }}>
        <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>{purpose !== 'scratch' && <ComparisonSummary copy={copy} />}</Box>
        <CopyActions copy={copy} busy={busy} onAsk={onAsk} />
      </Box>
    </Box>
  );
};

const ComparisonSummary = ({ copy }: { readonly copy: CopyRow }) => {
  const { t } = useTranslation('archives');
  const format = useFormat();
  if (copy.comparison === null)
    return copy.purpose === 'beside' ? <Box sx={quiet}>{t('copies.notCompared')}</Box> : null;
  const { result, at } = copy.comparison;
  const { differing, lost, gained } = comparisonFacts(result);
  const differs =
    differing === 0
      ? t('copies.otherwise')
      : t('copies.differs', { count: differing, amount: format.number(differing) });
  return (
    <Box sx={{ display: 'flex', gap: 1.5, ...quiet, '& > svg': { mt: '3px' } }}>
      <StatusGlyph glyph={result.same ? 'check' : 'triangle'} tone={result.same ? 'ok' : 'warn'} />
      <span className="n">
        {[
          result.same ? t('copies.same') : differs,
          ...(lost + gained === 0
            ? []
            : [t('copies.rows', { lost: format.number(-lost), gained: `+${format.number(gained)}` })]),
          t('copies.compared', { when: format.dateTime(at) }),
        ].join(', ')}
      </span>
    </Box>
  );
};

const CopyActions = ({ copy, busy, onAsk }: Omit<CopyProps, 'source'>) => {
  const { t } = useTranslation('archives');
  const { comparison, purpose, exists } = copy;
  const gone = exists ? null : t('copies.gone');
  const swap = useGuard({
    call: 'copies.swap',
    ...busy,
    state: gone ?? (purpose === 'beside' && comparison === null ? t('copies.noComparison') : busy.state),
  });
  const drop = useGuard({ call: 'copies.drop', ...busy });
  return (
    <>
      {comparison !== null && (
        <Button
          size="small"
          startIcon={<GitCompare size={13} strokeWidth={1.75} aria-hidden />}
          onClick={() => onAsk('compare')}
        >
          {t('copies.compare')}
        </Button>
      )}
      {purpose !== 'scratch' && (
        <GuardedButton
          guard={swap}
          size="small"
          icon={<ArrowLeftRight size={13} strokeWidth={1.75} aria-hidden />}
          onClick={() => onAsk('swap')}
        >
          {t('copies.swap')}
        </GuardedButton>
      )}
      <GuardedButton
        guard={drop}
        size="small"
        color="error"
        icon={<Trash2 size={13} strokeWidth={1.75} aria-hidden />}
        onClick={() => onAsk('drop')}
      >
        {t('copies.drop')}
      </GuardedButton>
    </>
  );
};
