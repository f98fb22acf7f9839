import Box from '@mui/material/Box';
import { Archive, ArchiveRestore, Upload } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveRow } from '../../../shared/contract/archives.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { proofOf } from './archive-facts.ts';
import { proofLooks } from './archive-looks.ts';
import { useArchiveWords } from './archive-words.ts';
import { BackUpDialog } from './back-up-dialog.tsx';
import { ExportDialog } from './export-dialog.tsx';
import type { TenantBusy } from './tenant-busy.ts';

interface NewestPanelProps {
  readonly tenant: TenantDetail;
  readonly newest: ArchiveRow | undefined;
  readonly busy: TenantBusy;
}

/** What a tenant could be brought back from at this moment, and what makes it better. */
export const NewestPanel = ({ tenant, newest, busy }: NewestPanelProps) => {
  const { t } = useTranslation('archives');
  return (
    <Panel title={t('newest.title')} actions={<NewestActions tenant={tenant} busy={busy} />}>
      {newest === undefined ? (
        <EmptyState icon={Archive} title={t('newest.none')} body={t('newest.noneBody')} />
      ) : (
        <Newest archive={newest} />
      )}
    </Panel>
  );
};

const NewestActions = ({ tenant, busy }: Omit<NewestPanelProps, 'newest'>) => {
  const { t } = useTranslation('archives');
  const [asked, setAsked] = useState<'backUp' | 'export' | null>(null);
  const { toRead } = busy;
  const state = tenant.databaseName === null ? t('noDatabase') : toRead.state;
  const backUp = useGuard({ call: 'archives.backUp', ...toRead, state });
  const exporting = useGuard({ call: 'archives.export', ...toRead, state });
  const close = (): void => setAsked(null);
  return (
    <>
      <GuardedButton
        guard={exporting}
        size="small"
        icon={<Upload size={13} strokeWidth={1.75} aria-hidden />}
        onClick={() => setAsked('export')}
      >
        {t('export.button')}
      </GuardedButton>
      <GuardedButton
        guard={backUp}
        size="small"
        variant="contained"
        color="primary"
        icon={<ArchiveRestore size={13} strokeWidth={1.75} aria-hidden />}
        onClick={() => setAsked('backUp')}
      >
        {t('backUp.button')}
      </GuardedButton>
      {asked === 'backUp' && <BackUpDialog tenants={[tenant.id]} onClose={close} />}
      {asked === 'export' && <ExportDialog tenant={tenant} onClose={close} />}
    </>
  );
};

const Newest = ({ archive }: { readonly archive: ArchiveRow }) => {
  const { t } = useTranslation('archives');
  const format = useFormat();
  const words = useArchiveWords();
  const describe = useErrorText();
  const { verification, bytes, rows, tables } = archive;
  const look = proofLooks[proofOf(archive)];
  const problem = verification?.problem ?? null;
  const locked = words.locked(archive);
  // Why it failed is told below, in full.
  const proof =
    verification === null || problem === null
      ? words.proof(archive)
      : t('proof.failedOn', { when: format.dateTime(verification.at), who: verification.by });
  return (
    <Box sx={{ display: 'grid', gap: '12px' }}>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: '28px', alignItems: 'start' }}>
        <KeyValues
          rows={[
            {
              label: t('newest.made'),
              value: t('newest.madeAt', {
                when: format.dateTime(archive.madeAt),
                age: format.relative(archive.madeAt),
                who: archive.madeBy,
              }),
            },
            {
              label: t('newest.proof'),
              value: (
                <Box component="span" sx={{ display: 'flex', gap: 1.5, '& > svg': { mt: '4px' } }}>
                  <StatusGlyph glyph={look.glyph} tone={look.tone} />
                  <span>{proof}</span>
                </Box>
              ),
            },
          ]}
        />
        <KeyValues
          rows={[
            {
              label: t('newest.size'),
              value: (
                <span className="n">
                  {format.bytes(bytes)}, {words.rows(rows)}, {words.tables(tables)}
                </span>
              ),
            },
            { label: t('newest.tool'), value: words.tool(archive) },
          ]}
        />
      </Box>
      {problem !== null && (
        <InlineMessage tone="danger" title={describe(problem).title} body={describe(problem).body || undefined} />
      )}
      {locked !== null && archive.file !== 'elsewhere' && <InlineMessage tone="danger" title={locked} />}
      {verification === null && <InlineMessage tone="warn" title={t('proof.never')} body={t('proof.neverBody')} />}
    </Box>
  );
};
