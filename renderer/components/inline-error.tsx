import type { ReactNode } from 'react';
import type { AppError, AppErrorData } from '../../shared/errors.ts';
import { useErrorText } from '../i18n/use-error-text.ts';
import { InlineMessage } from './inline-message.tsx';
import { ServerWordsLine } from './server-words.tsx';

interface InlineErrorProps {
  /** Nothing is drawn for null and for what the operator cancelled. */
  readonly error: AppError | AppErrorData | null;
  readonly action?: ReactNode;
}

/** An action's own error, inside its dialog or form. */
export const InlineError = ({ error, action }: InlineErrorProps) => {
  const describe = useErrorText();
  if (error === null || error.code === 'cancelled') return null;
  const { title, body } = describe(error);
  return (
    <InlineMessage
      tone="danger"
      title={title}
      body={
        body === '' && error.server === undefined ? undefined : (
          <>
            {body}
            <ServerWordsLine words={error.server} />
          </>
        )
      }
      action={action}
    />
  );
};
