import Box from '@mui/material/Box';
import type { OperationStepView } from '../../../shared/domain/operations.ts';
import { Mono } from '../../components/mono.tsx';
import { ServerWordsLine } from '../../components/server-words.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';

export const hasEvidence = ({ evidence, error }: OperationStepView): boolean =>
  error !== null || Object.keys(evidence ?? {}).length > 0;

/** What was seen that proves a step's effect, or why it has none. */
export const StepEvidence = ({ step }: { readonly step: OperationStepView }) => {
  const describe = useErrorText();
  return (
    <Box
      sx={{
        my: 1,
        px: '10px',
        py: '6px',
        fontSize: 12,
        lineHeight: '18px',
        fontWeight: 400,
        color: 'ink.secondary',
        border: '1px solid',
        borderColor: 'line.default',
        borderRadius: '6px',
      }}
    >
      {step.error !== null && (
        <>
          {describe(step.error).title}
          <ServerWordsLine words={step.error.server} />
        </>
      )}
      {Object.entries(step.evidence ?? {}).map(([name, value]) => (
        <Box key={name} sx={{ display: 'flex', gap: 2 }}>
          <Mono sx={{ flex: 'none', minWidth: 96, color: 'ink.tertiary' }}>{name}</Mono>
          <Mono sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>{`${value}`}</Mono>
        </Box>
      ))}
    </Box>
  );
};
