import Box from '@mui/material/Box';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { type Hold, isByPlatform, isLive } from '../../../shared/domain/holds.ts';
import { CountPill } from '../../components/count-pill.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { usePermissions } from '../../stores/session.ts';
import { lookOfHold } from './hold-words.ts';
import { ReleaseDialog } from './release-dialog.tsx';

/** Every hold of the tenant, those in force first; each is lifted by its own kind of role. */
export const HoldsPanel = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { t } = useTranslation('tenants');
  const [releasing, setReleasing] = useState<Hold | null>(null);
  const live = tenant.holds.filter(isLive);
  const past = tenant.holds.filter((hold) => !isLive(hold));
  return (
    <Panel
      title={t('holds.title')}
      note={live.length === 0 ? undefined : <CountPill count={live.length} />}
      padding="none"
    >
      {tenant.holds.length === 0 && <Box sx={{ p: '14px', color: 'ink.secondary' }}>{t('holds.none')}</Box>}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {[...live, ...past].map((hold) => (
          <HoldRow key={hold.id} tenant={tenant} hold={hold} onRelease={() => setReleasing(hold)} />
        ))}
      </Box>
      {releasing !== null && <ReleaseDialog tenant={tenant} hold={releasing} onClose={() => setReleasing(null)} />}
    </Panel>
  );
};

const HoldRow = ({
  tenant,
  hold,
  onRelease,
}: {
  readonly tenant: TenantDetail;
  readonly hold: Hold;
  onRelease(): void;
}) => {
  const { t } = useTranslation(['tenants', 'status']);
  const format = useFormat();
  const guard = useGuard({
    call: 'tenants.release',
    input: { id: tenant.id, holdId: hold.id, kind: hold.kind, reason: '...' },
    running: tenant.runningOperation === null ? null : t('tenants:hold.running'),
  });
  const live = isLive(hold);
  // Who never lifts one has no use for the button; who lifts others is told why not this one.
  const mayLiftAny = usePermissions().some((permission) => permission.startsWith('holds.'));
  const putBy = ({ putAt, putBy: who }: Hold): string => {
    if (!isByPlatform(hold)) return t('tenants:holds.put', { who, when: format.moment(putAt) });
    return Date.parse(putAt) > 0
      ? t('tenants:holds.byPlatformSince', { when: format.moment(putAt) })
      : t('tenants:holds.byPlatform');
  };
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 3,
        px: '14px',
        py: '9px',
        borderTop: '1px solid',
        borderColor: 'line.subtle',
        '&:first-of-type': { borderTop: 0 },
        color: live ? 'ink.primary' : 'ink.tertiary',
      }}
    >
      <Box sx={{ width: 124, flex: 'none' }}>
        <StatusChip look={lookOfHold(hold)} form={live ? 'tinted' : 'quiet'} />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ overflowWrap: 'anywhere' }}>
          {isByPlatform(hold) && hold.reason === '' ? t('tenants:holds.noReason') : hold.reason}
        </Box>
        <Box sx={{ fontSize: 12, color: live ? 'ink.secondary' : 'ink.tertiary' }}>
          {[
            putBy(hold),
            hold.effects.map((effect) => t(`status:holdEffect.${effect}`)).join(', '),
            ...(live && hold.reviewOn !== null ? [t('tenants:holds.review', { date: format.day(hold.reviewOn) })] : []),
            ...(hold.liftedAt === null
              ? []
              : [t('tenants:holds.lifted', { who: hold.liftedBy ?? '', when: format.moment(hold.liftedAt) })]),
          ].join(' · ')}
        </Box>
      </Box>
      {live && mayLiftAny && (
        <GuardedButton
          guard={guard}
          size="small"
          icon={<Play size={13} strokeWidth={1.75} aria-hidden />}
          onClick={onRelease}
        >
          {t('tenants:release.open')}
        </GuardedButton>
      )}
    </Box>
  );
};
