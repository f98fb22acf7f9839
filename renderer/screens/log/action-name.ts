import { useTranslation } from 'react-i18next';
import type { loggedActions } from './logged-actions.ts';

type LoggedAction = (typeof loggedActions)[number];

/** What an operator calls an action; one that this version has no words for is shown as it was written. */
export function useActionName(): (action: string) => string {
  const { t, i18n } = useTranslation('log');
  return (action) => {
    const key = action.replace('.', '_');
    return i18n.exists(`log:action.${key}`) ? t(`action.${key as LoggedAction}`) : action;
  };
}
