import { useTranslation } from 'react-i18next';
import { v } from '../theme/tokens.ts';

/** A value that is not there. Zero is written as 0. */
export const Missing = () => {
  const { t } = useTranslation('components');
  return (
    <span role="img" aria-label={t('missing')} style={{ color: v('ink-tertiary') }}>
      —
    </span>
  );
};
