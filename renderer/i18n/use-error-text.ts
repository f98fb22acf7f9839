import { useTranslation } from 'react-i18next';
import type { ErrorKey } from '../../shared/error-keys.ts';
import type { ErrorParams } from '../../shared/errors.ts';
import { useFormat } from './use-format.ts';

export interface ErrorText {
  /** What happened: one sentence. */
  readonly title: string;
  /** Whether anything changed and what to do next; empty for a field's problem. */
  readonly body: string;
}

const sizes: ReadonlySet<string> = new Set(['free', 'needed']);
const isDay = /^\d{4}-\d{2}-\d{2}$/;

/** An error's sentences. In the language files a line break parts what happened from what follows. */
export function useErrorText(): (error: { readonly key: ErrorKey; readonly params?: ErrorParams }) => ErrorText {
  const { t } = useTranslation('errors');
  const format = useFormat();
  return ({ key, params = {} }) => {
    const said = Object.entries(params).map(([name, value]) => {
      if (typeof value === 'number' && sizes.has(name)) return [name, format.bytes(value)] as const;
      return [name, typeof value === 'string' && isDay.test(value) ? format.day(value) : value] as const;
    });
    const [title = '', ...rest] = t(key, Object.fromEntries(said)).split('\n');
    return { title, body: rest.join(' ') };
  };
}
