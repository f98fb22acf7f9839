import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { type OperationView, waitsForPerson } from '../../../shared/domain/operations.ts';
import { InlineMessage } from '../../components/inline-message.tsx';
import { ServerWordsLine } from '../../components/server-words.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { CauseSentence } from './cause-sentence.tsx';
import { FailureWords } from './failure-words.tsx';
import { isInterrupted } from './operation-facts.ts';

/** What is wrong with it, if anything: the cause, the warnings, or that nobody works on it any more. */
export const OperationProblem = ({ operation }: { readonly operation: OperationView }) => {
  const { t } = useTranslation('operations');
  const describe = useErrorText();
  const { error, warnings } = operation;
  const cause = error === null || !waitsForPerson(operation.state) ? null : describe(error);
  const interrupted = isInterrupted(operation);
  if (cause === null && warnings.length === 0 && !interrupted && !operation.cancelRequested) return null;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2.5 }}>
      {cause !== null && (
        <>
          <CauseSentence tone="danger" title={cause.title} body={cause.body} />
          <FailureWords operation={operation} />
        </>
      )}
      {interrupted && <InlineMessage tone="warn" title={t('interruptedTitle')} body={t('interruptedBody')} />}
      {operation.cancelRequested && operation.state === 'running' && !interrupted && (
        <InlineMessage tone="info" title={t('cancel.requested')} />
      )}
      {warnings.map((warning) => {
        const { title, body } = describe(warning);
        return (
          <InlineMessage
            key={warning.key}
            tone="warn"
            title={title}
            body={
              <>
                {body}
                <ServerWordsLine words={warning.server} />
              </>
            }
          />
        );
      })}
    </Box>
  );
};
