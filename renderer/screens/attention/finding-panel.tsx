import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindingRow } from '../../../shared/contract/attention.ts';
import { normalMinutes } from '../../../shared/domain/reconcile.ts';
import { Chip } from '../../components/chip.tsx';
import { CountPill } from '../../components/count-pill.tsx';
import { Mono } from '../../components/mono.tsx';
import { Panel } from '../../components/panel.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { AttentionRow } from './attention-row.tsx';
import { FindingWays } from './finding-ways.tsx';
import type { FindingGroup } from './group-findings.ts';
import { useEvidenceWords } from './use-evidence-words.ts';

/** So that no kind hides the others. */
const atFirst = 6;

/** All findings of one kind, with what it means. */
export const FindingPanel = ({ group: { kind, tone, findings } }: { readonly group: FindingGroup }) => {
  const { t } = useTranslation('attention');
  const [all, setAll] = useState(false);
  const shown = all ? findings : findings.slice(0, atFirst);
  const minutes = kind === 'stuck_deleting' ? normalMinutes.deleting : normalMinutes.provisioning;
  return (
    <Panel title={t(`kind.${kind}`)} note={<CountPill count={findings.length} tone={tone} />} padding="none">
      <Box
        sx={{
          px: '14px',
          py: '8px',
          fontSize: 12,
          lineHeight: '18px',
          color: 'ink.secondary',
          bgcolor: 'surface.sunken',
        }}
      >
        {t(`means.${kind}`, { minutes })}
      </Box>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {shown.map((finding) => (
          <FindingItem key={finding.id} finding={finding} />
        ))}
      </Box>
      {shown.length < findings.length && (
        <Box sx={{ px: '6px', py: '6px', borderTop: '1px solid', borderColor: 'line.subtle' }}>
          <Button size="small" variant="text" onClick={() => setAll(true)}>
            {t('showAll', { count: findings.length })}
          </Button>
        </Box>
      )}
    </Panel>
  );
};

const FindingItem = ({ finding }: { readonly finding: FindingRow }) => {
  const { t } = useTranslation('attention');
  const format = useFormat();
  const wordsOf = useEvidenceWords();
  const { subject, evidence, firstSeenAt, confirmed, confirmableAt } = finding;
  const later = Date.parse(confirmableAt) > Date.now();
  return (
    <AttentionRow
      chip={
        confirmed ? (
          <Chip glyph="triangle" tone="warn">
            {t('confirmed')}
          </Chip>
        ) : (
          <Chip glyph="clock" tone="neutral">
            {t('once')}
          </Chip>
        )
      }
      title={<Mono sx={{ fontSize: 13 }}>{subject}</Mono>}
      evidence={wordsOf(evidence)}
      since={[
        t('firstSeen', { when: format.moment(firstSeenAt) }),
        confirmed ? t('confirmedNote') : later ? t('onceNote', { time: format.time(confirmableAt) }) : t('onceNow'),
      ].join(' · ')}
      ways={<FindingWays finding={finding} />}
    />
  );
};
