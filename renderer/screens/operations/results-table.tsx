import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { Mono } from '../../components/mono.tsx';
import { PlainTable } from '../../components/plain-table.tsx';
import { ServerWordsLine } from '../../components/server-words.tsx';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { stepLook } from '../../components/status/step-look.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useEvidenceFacts } from './evidence-facts.ts';
import type { SubjectResult } from './operation-results.ts';

interface ResultsTableProps {
  readonly results: ReadonlyArray<SubjectResult>;
}

/** An operation over many things: what became of each, and why where it did not work. */
export const ResultsTable = ({ results }: ResultsTableProps) => {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const count = (...states: ReadonlyArray<SubjectResult['state']>): number =>
    results.filter(({ state }) => states.includes(state)).length;
  const notDone = results.filter((result) => result.nothingDone).length;
  const warned = count('warned', 'failed') - notDone;
  return (
    <Box sx={{ mb: 3, border: '1px solid', borderColor: 'line.default', borderRadius: '6px', overflow: 'hidden' }}>
      <Box sx={{ px: '14px', py: '7px', fontSize: 13, lineHeight: '20px', fontWeight: 600 }}>
        {t('results.done', { done: format.number(count('done')), of: format.number(results.length) })}
        {notDone + warned > 0 && (
          <Box component="span" sx={{ ml: 2, color: 'status.warn.text' }}>
            {[
              ...(notDone === 0 ? [] : [t('results.notDoneCount', { count: notDone })]),
              ...(warned === 0 ? [] : [t('results.warned', { count: warned })]),
            ].join(', ')}
          </Box>
        )}
      </Box>
      <PlainTable aria-label={t('results.title')}>
        <thead>
          <tr>
            <th scope="col">{t('results.subject')}</th>
            <th scope="col">{t('results.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {results.map((result) => (
            <Row key={result.subject} result={result} />
          ))}
        </tbody>
      </PlainTable>
    </Box>
  );
};

const Row = ({ result }: { readonly result: SubjectResult }) => {
  const { t } = useTranslation(['operations', 'status']);
  const describe = useErrorText();
  const factsOf = useEvidenceFacts();
  const { subject, steps, state, nothingDone } = result;
  const look = stepLook(state);
  // What went wrong after it is only what came of it.
  const why = steps.find(({ error }) => error !== null)?.error ?? null;
  // Amounts are read at a glance; names and sums are in the log.
  const facts = steps
    .flatMap(({ evidence }) => factsOf(evidence))
    .filter(({ kind, label }) => kind === 'amount' && label !== null)
    .map(({ label, value }) => `${label}: ${value}`);
  return (
    <tr>
      <td style={{ width: '42%', overflowWrap: 'anywhere' }}>
        <Mono>{subject}</Mono>
      </td>
      <td>
        <Box sx={{ ml: '-6px' }}>
          <StatusChip
            look={look}
            form="grid"
            label={nothingDone ? t('operations:results.notDone') : t(`status:${look.label}`)}
          />
        </Box>
        {why !== null && (
          <Box sx={{ mt: 1, fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>
            {describe(why).title} {describe(why).body}
            <ServerWordsLine words={why.server} />
          </Box>
        )}
        {facts.length > 0 && (
          <Box className="n" sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.tertiary' }}>
            {[...new Set(facts)].join(', ')}
          </Box>
        )}
      </td>
    </tr>
  );
};
