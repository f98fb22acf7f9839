import { useTranslation } from 'react-i18next';

interface Named {
  readonly code: string;
  readonly name: string;
  readonly isCore?: boolean;
}

/** The core is the console's own; what others are called, the platform says. */
export function useModuleName(): (module: Named) => string {
  const { t } = useTranslation('modules');
  return ({ code, name }) => (code === 'core' ? t('core') : name);
}
