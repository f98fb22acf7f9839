import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DdlStatement, SchemaReport } from '../../../shared/contract/platform.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Mono } from '../../components/mono.tsx';
import { Panel } from '../../components/panel.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { mono, monoFeatures } from '../../theme/tokens.ts';

/** Longer statements are folded to this many lines. */
const shownLines = 8;

/** The statements exactly as they would run, each with what it is for. */
export const PlanPanel = ({ plan }: Pick<SchemaReport, 'plan'>) => {
  const { t } = useTranslation('platform');
  return (
    <Panel
      title={t('plan.title')}
      note={t('plan.note', { count: plan.length })}
      padding="none"
      actions={
        <CopyButton
          text={plan.map(({ sql }) => `${sql};\n`).join('\n')}
          label={t('plan.copyWhat')}
          words={t('plan.copy')}
        />
      }
    >
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {plan.map((statement, index) => (
          <Statement key={`${statement.purpose} ${statement.object}`} number={index + 1} statement={statement} />
        ))}
      </Box>
    </Panel>
  );
};

/** The indentation that all lines but the first share is that of the program's own text. */
function withoutIndent(sql: string): ReadonlyArray<string> {
  const [first = '', ...rest] = sql.trim().split('\n');
  const indents = rest.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const common = indents.length === 0 ? 0 : Math.min(...indents);
  return [first, ...rest.map((line) => `  ${line.slice(common)}`.trimEnd())];
}

const Statement = ({ number, statement }: { readonly number: number; readonly statement: DdlStatement }) => {
  const { t } = useTranslation('platform');
  const format = useFormat();
  const [whole, setWhole] = useState(false);
  const lines = withoutIndent(statement.sql);
  const folds = lines.length > shownLines + 2;
  const shown = folds && !whole ? lines.slice(0, shownLines) : lines;
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: '24px minmax(0, 1fr)',
        columnGap: 2,
        px: '14px',
        py: '10px',
        borderTop: number === 1 ? 0 : '1px solid',
        borderColor: 'line.subtle',
      }}
    >
      <Box
        className="n"
        sx={{ gridRow: 'span 2', textAlign: 'right', fontSize: 12, lineHeight: '20px', color: 'ink.tertiary' }}
      >
        {format.number(number)}
      </Box>
      <Box sx={{ fontSize: 13, lineHeight: '20px', overflowWrap: 'anywhere' }}>
        {t(`ddl.${statement.purpose}`)} <Mono sx={{ fontWeight: 600 }}>{statement.object}</Mono>
      </Box>
      <Box>
        <Box
          component="pre"
          sx={{
            m: 0,
            mt: '6px',
            px: '10px',
            py: '8px',
            borderRadius: '6px',
            bgcolor: 'surface.sunken',
            color: 'ink.secondary',
            fontFamily: mono,
            fontFeatureSettings: monoFeatures,
            fontSize: 12,
            lineHeight: '18px',
            whiteSpace: 'pre-wrap',
            overflowWrap: 'anywhere',
          }}
        >
          {shown.join('\n')}
        </Box>
        {folds && (
          <Button size="small" variant="text" sx={{ mt: '4px' }} onClick={() => setWhole(!whole)}>
            {whole ? t('plan.less') : t('plan.more', { lines: format.number(lines.length) })}
          </Button>
        )}
      </Box>
    </Box>
  );
};
