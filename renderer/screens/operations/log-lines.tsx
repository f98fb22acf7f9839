import Box from '@mui/material/Box';
import { mono, monoFeatures, v } from '../../theme/tokens.ts';
import type { LogLine } from './use-operation-log.ts';

const colours: Readonly<Record<LogLine['tone'], string>> = {
  plain: v('ink-secondary'),
  warn: v('status-warn-text'),
  danger: v('status-danger-text'),
};

interface LogLinesProps {
  readonly lines: ReadonlyArray<LogLine>;
  /** Left out where all lines are of one step. */
  readonly steps?: boolean;
}

export const LogLines = ({ lines, steps = true }: LogLinesProps) => (
  <Box
    component="ol"
    sx={{
      m: 0,
      p: 0,
      listStyle: 'none',
      fontFamily: mono,
      fontFeatureSettings: monoFeatures,
      fontSize: 12,
      lineHeight: '18px',
      letterSpacing: '-0.01em',
    }}
  >
    {lines.map(({ key, at, step, text, tone }) => (
      <Box component="li" key={key} sx={{ display: 'flex', gap: 3, color: 'ink.primary' }}>
        <Box component="span" sx={{ flex: 'none', color: 'ink.tertiary' }}>
          {at}
        </Box>
        {steps && (
          <Box component="span" sx={{ flex: 'none', width: 172 }}>
            {step}
          </Box>
        )}
        <Box component="span" sx={{ minWidth: 0, overflowWrap: 'anywhere' }} style={{ color: colours[tone] }}>
          {text}
        </Box>
      </Box>
    ))}
  </Box>
);
