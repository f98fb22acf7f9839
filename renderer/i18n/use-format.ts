import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlatform } from '../stores/session.ts';
import { createFormat, type Format } from './format.ts';

/** Formatters in the window's language and the open platform's zone. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const timeZone = usePlatform()?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const language = i18n.language === 'tr' ? 'tr' : 'en';
  return useMemo(() => createFormat({ language, timeZone }), [language, timeZone]);
}
