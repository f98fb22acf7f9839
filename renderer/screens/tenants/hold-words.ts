import { useTranslation } from 'react-i18next';
import { type Hold, isByPlatform } from '../../../shared/domain/holds.ts';
import { holdLook } from '../../components/status/hold-look.ts';
import type { StatusLook } from '../../components/status/look.ts';

type Named = Pick<Hold, 'kind' | 'recorded' | 'putBy'>;

/** A suspension that was found in the platform's columns has no kind that anybody chose. */
export const lookOfHold = (hold: Named): StatusLook =>
  isByPlatform(hold) ? { glyph: 'bars', tone: 'neutral', label: 'suspended', exception: true } : holdLook(hold.kind);

/** What a hold is called in a sentence or a title. */
export function useHoldName(): (hold: Named) => string {
  const { t } = useTranslation(['tenants', 'status']);
  return (hold) => (isByPlatform(hold) ? t('tenants:holds.platform') : t(`status:hold.${hold.kind}`));
}
