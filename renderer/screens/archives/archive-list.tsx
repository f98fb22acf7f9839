import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveRow } from '../../../shared/contract/archives.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Mono } from '../../components/mono.tsx';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { isBackup, proofOf } from './archive-facts.ts';
import { fileLooks, proofLooks } from './archive-looks.ts';
import { useArchiveWords } from './archive-words.ts';

interface ArchiveListProps {
  readonly label: string;
  readonly archives: ReadonlyArray<ArchiveRow>;
  /** At the right edge of each. */
  readonly actions?: (archive: ArchiveRow) => ReactNode;
}

/** Files that were made of a tenant: what is in them, where they lie, whether they are good. */
export const ArchiveList = ({ label, archives, actions }: ArchiveListProps) => (
  <Box component="ul" aria-label={label} sx={{ m: 0, p: 0, listStyle: 'none' }}>
    {archives.map((archive) => (
      <Item key={archive.id} archive={archive} actions={actions?.(archive)} />
    ))}
  </Box>
);

const quiet = { fontSize: 12, lineHeight: '18px', color: 'ink.secondary' } as const;

const Item = ({ archive, actions }: { readonly archive: ArchiveRow; readonly actions: ReactNode }) => {
  const { t } = useTranslation('archives');
  const format = useFormat();
  const words = useArchiveWords();
  const { bytes, rows, tables, verification, module } = archive;
  const backup = isBackup(archive);
  return (
    <Box
      component="li"
      aria-label={t(backup ? 'list.of' : 'export.of', { when: format.dateTime(archive.madeAt) })}
      sx={{
        px: '14px',
        py: '9px',
        borderTop: '1px solid',
        borderColor: 'line.subtle',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(150px, 0.8fr) minmax(0, 1.1fr) minmax(0, 1.2fr) minmax(180px, 1fr)',
          columnGap: 3,
          alignItems: 'start',
        }}
      >
        <Box sx={{ minWidth: 0 }}>
          <Box className="n" sx={{ fontWeight: 500 }}>
            {format.dateTime(archive.madeAt)}
          </Box>
          <Box sx={{ ...quiet, overflowWrap: 'anywhere' }}>{t('by', { who: archive.madeBy })}</Box>
        </Box>
        <Box className="n" sx={{ minWidth: 0 }}>
          {format.bytes(bytes)}
          <Box sx={quiet}>
            {words.rows(rows)}, {words.tables(tables)}
            {module !== undefined && <Box>{t('ofModule', { module })}</Box>}
          </Box>
        </Box>
        <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          {archive.tool}
          <Box sx={quiet}>
            {t(`format.${archive.format}`)}, {archive.server}
          </Box>
        </Box>
        {backup && (
          <Box sx={{ minWidth: 0 }}>
            <Box sx={{ ml: '-6px' }}>
              <StatusChip look={proofLooks[proofOf(archive)]} form="grid" />
            </Box>
            {verification !== null && (
              <Box sx={{ ...quiet, overflowWrap: 'anywhere' }}>
                {t('proof.failedAt', { when: format.dateTime(verification.at), who: verification.by })}
              </Box>
            )}
          </Box>
        )}
      </Box>
      {verification !== null && verification.problem !== null && (
        <Box sx={{ mt: 1, fontSize: 12, lineHeight: '18px', color: 'status.danger.text', overflowWrap: 'anywhere' }}>
          {words.proof(archive)}
        </Box>
      )}
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 2, mt: 1 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flex: '1 1 300px', minWidth: 0, ml: '-6px' }}>
          <StatusChip look={fileLooks[archive.file]} form="grid" />
          <Box sx={{ ...quiet, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
            {t('file.where', { machine: archive.machine })} <Mono title={archive.path}>{archive.path}</Mono>
          </Box>
          <CopyButton text={archive.path} label={t('file.path')} />
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, ml: 'auto' }}>{actions}</Box>
      </Box>
    </Box>
  );
};
