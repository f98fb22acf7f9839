import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { type OperationView, waitsForPerson } from '../../../shared/domain/operations.ts';
import { InlineMessage } from '../../components/inline-message.tsx';
import { ServerWordsLine } from '../../components/server-words.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { CauseSentence } from './cause-sentence.tsx';
import { FailureWords } from './failure-words.tsx';
import { Leftovers } from './leftovers.tsx';
import { isInterrupted } from './operation-facts.ts';
import { resultsOf } from './operation-results.ts';
import { useStepPhrase } from './use-step-phrase.ts';

/** What is wrong with it, if anything: the cause, the warnings, or that nobody works on it any more. */
export const OperationProblem = ({ operation }: { readonly operation: OperationView }) => {
  const { t } = useTranslation('operations');
  const describe = useErrorText();
  const format = useFormat();
  const nameOf = useStepPhrase();
  const { error, resolution } = operation;
  // Of many things the table says for each why it did not work.
  const many = resultsOf(operation).length > 0;
  const warned = operation.steps.filter(({ name, state }) => state === 'warned' && !(many && name.includes('/')));
  const cause = error === null || !waitsForPerson(operation.state) ? null : describe(error);
  const interrupted = isInterrupted(operation);
  if (cause === null && warned.length === 0 && !interrupted && !operation.cancelRequested && resolution === null)
    return null;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2.5 }}>
      {cause !== null && (
        <>
          <CauseSentence tone="danger" title={cause.title} body={cause.body} />
          {error !== null && <Leftovers error={error} />}
          <FailureWords operation={operation} />
        </>
      )}
      {resolution !== null && (
        <InlineMessage
          tone="info"
          title={t('resolve.resolved', { who: resolution.by, when: format.dateTime(resolution.at) })}
          body={resolution.note}
        />
      )}
      {interrupted && <InlineMessage tone="warn" title={t('interruptedTitle')} body={t('interruptedBody')} />}
      {operation.cancelRequested && operation.state === 'running' && !interrupted && (
        <InlineMessage tone="info" title={t('cancel.requested')} />
      )}
      {warned.map((step) => {
        const why = step.error === null ? null : describe(step.error);
        return (
          <InlineMessage
            key={step.seq}
            tone="warn"
            title={t('warned', { step: nameOf(step.name) })}
            body={
              <>
                {why?.title} {why?.body}
                <ServerWordsLine words={step.error?.server} />
              </>
            }
          />
        );
      })}
    </Box>
  );
};
