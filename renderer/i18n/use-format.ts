import { useTranslation } from 'react-i18next';
import { usePlatform } from '../stores/session.ts';
import { useStores } from '../stores/stores-context.ts';
import type { Format } from './format.ts';

/** Formatters in the window's language and the open platform's zone. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const { formats, ownTimeZone } = useStores();
  const timeZone = usePlatform()?.timeZone ?? ownTimeZone;
  return formats({ language: i18n.language === 'tr' ? 'tr' : 'en', timeZone });
}
