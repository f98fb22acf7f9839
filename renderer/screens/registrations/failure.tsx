import { useTranslation } from 'react-i18next';
import type { RegistrationRow } from '../../../shared/contract/registrations.ts';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { InlineMessage } from '../../components/inline-message.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { CauseSentence } from '../operations/cause-sentence.tsx';
import { FailureWords } from '../operations/failure-words.tsx';
import { Leftovers } from '../operations/leftovers.tsx';
import { ChoiceCards } from './choice-card.tsx';
import { CleanUpCard } from './clean-up-card.tsx';
import { InterruptedCard, RetryCard } from './retry-card.tsx';
import type { Situation } from './situation.ts';

interface FailureProps {
  readonly row: RegistrationRow;
  readonly operation: OperationView | null;
  readonly situation: Situation;
}

/** Why it stands still, in a plain sentence and in the server's own words, and the two ways out. */
export const Failure = ({ row, operation, situation }: FailureProps) => {
  const { t } = useTranslation('registrations');
  const describe = useErrorText();
  const error = operation?.error ?? row.failure;
  const cause = error === null ? null : describe(error);
  const interrupted = situation === 'interrupted';
  return (
    <>
      {interrupted ? (
        <CauseSentence tone="warn" title={t('interrupted.cause')} body={t('interrupted.causeBody')} />
      ) : cause === null ? (
        <CauseSentence tone="danger" title={t('failure.elsewhere')} body={row.failureText ?? t('failure.noReason')} />
      ) : (
        <CauseSentence tone="danger" title={cause.title} body={cause.body} />
      )}
      {error !== null && !interrupted && <Leftovers error={error} />}
      {operation !== null && !interrupted && <FailureWords operation={operation} />}
      {operation?.state === 'needs_attention' && <InlineMessage tone="warn" title={t('failure.needsAttention')} />}
      <ChoiceCards>
        {interrupted && operation !== null ? (
          <InterruptedCard operation={operation} />
        ) : (
          <RetryCard row={row} operation={operation} />
        )}
        {situation !== 'clean_up_failed' && operation?.kind !== 'clean_up' && <CleanUpCard row={row} />}
      </ChoiceCards>
    </>
  );
};
