import Box from '@mui/material/Box';
import type { OperationStepView } from '../../../shared/domain/operations.ts';
import { Mono } from '../../components/mono.tsx';
import { ServerWordsLine } from '../../components/server-words.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useEvidenceFacts } from './evidence-facts.ts';

export const hasEvidence = ({ evidence, error }: OperationStepView): boolean =>
  error !== null || Object.keys(evidence ?? {}).length > 0;

/** What was seen that proves a step's effect, or why it has none. */
export const StepEvidence = ({ step }: { readonly step: OperationStepView }) => {
  const describe = useErrorText();
  const factsOf = useEvidenceFacts();
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
      {factsOf(step.evidence).map(({ name, label, value, kind }) => (
        <Box key={name} sx={{ display: 'flex', gap: 2 }}>
          <Box component="span" sx={{ flex: 'none', minWidth: 112, color: 'ink.tertiary' }}>
            {label ?? <Mono>{name}</Mono>}
          </Box>
          {kind === 'name' ? (
            <Mono sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>{value}</Mono>
          ) : (
            <span className="n">{value}</span>
          )}
        </Box>
      ))}
    </Box>
  );
};
