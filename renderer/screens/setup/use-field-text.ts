import type { FieldPath } from 'react-hook-form';
import type { SetupForm } from '../../../shared/contract/setup.ts';
import { type ErrorKey, errorKeys } from '../../../shared/error-keys.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import type { SetupFormHandle } from './setup-form.ts';

const isKey = (text: string): text is ErrorKey => errorKeys.some((key) => key === text);

/** The sentence at a field, in the operator's language. */
export function useFieldText(form: SetupFormHandle): (path: FieldPath<SetupForm>) => string | undefined {
  const describe = useErrorText();
  return (path) => {
    const message = form.getFieldState(path, form.formState).error?.message;
    if (message === undefined) return undefined;
    return isKey(message) ? describe({ key: message }).title : message;
  };
}
