import { useTranslation } from 'react-i18next';
import type { ErrorKey } from '../../shared/error-keys.ts';
import type { ErrorParams } from '../../shared/errors.ts';

export interface ErrorText {
  /** What happened: one sentence. */
  readonly title: string;
  /** Whether anything changed and what to do next; empty for a field's problem. */
  readonly body: string;
}

/** An error's sentences. In the language files a line break parts what happened from what follows. */
export function useErrorText(): (error: { readonly key: ErrorKey; readonly params?: ErrorParams }) => ErrorText {
  const { t } = useTranslation('errors');
  return ({ key, params = {} }) => {
    const [title = '', ...rest] = t(key, { ...params }).split('\n');
    return { title, body: rest.join(' ') };
  };
}
