import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../shared/domain/platform.ts';
import { en, tr } from './resources.ts';

const isStandIn = (name: string): name is keyof typeof en.common.standIn => name in en.common.standIn;

/** The window's one translator; `lang` on the root element follows it. */
export async function createI18n(language: Language): Promise<i18n> {
  const instance = i18next.createInstance();
  await instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    ns: Object.keys(en),
    defaultNS: 'common',
    resources: { en, tr },
    // React escapes; doing it twice shows &amp; to the operator.
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
    // An error's parameters are optional: a sentence must still read well when the host or the name is not known.
    missingInterpolationHandler: (_text, match: RegExpExecArray) => {
      const name = match[1]?.split(',')[0]?.trim() ?? '';
      return isStandIn(name) ? instance.t(`common:standIn.${name}`) : '—';
    },
  });
  const follow = (to: string): void => {
    document.documentElement.lang = to;
  };
  follow(instance.language);
  instance.on('languageChanged', follow);
  return instance;
}
