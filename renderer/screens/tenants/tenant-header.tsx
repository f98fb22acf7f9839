import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { ChevronRight, Pause } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { canBeHeld } from '../../../shared/domain/holds.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { Mono } from '../../components/mono.tsx';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { tenantLook } from '../../components/status/tenant-look.ts';
import { isTypingTarget } from '../../components/typing-target.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { LifecycleMenu } from '../lifecycle/lifecycle-menu.tsx';
import { HoldDialog } from './hold-dialog.tsx';
import { useHoldKinds } from './use-hold-kinds.ts';

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toLocaleUpperCase('tr'))
    .join('');

/** The same on every tab: identity, state, and what can be done with it. */
export const TenantHeader = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { t } = useTranslation(['tenants', 'status']);
  const format = useFormat();
  const [holding, setHolding] = useState(false);
  const { kinds, guard } = useHoldGuard(tenant);
  useHoldKey(() => guard.allowed && setHolding(true));
  return (
    <Box component="header" sx={{ px: '20px', pt: '12px', pb: '8px', flex: 'none' }}>
      <Box
        component="nav"
        aria-label={t('tenants:crumbs')}
        sx={{ display: 'flex', alignItems: 'center', gap: 1.5, fontSize: 12, color: 'ink.tertiary', mb: '8px' }}
      >
        <Link component={RouterLink} to="/tenants" color="inherit" underline="hover">
          {t('tenants:title')}
        </Link>
        <ChevronRight size={12} strokeWidth={1.75} aria-hidden />
        <span lang="tr">{tenant.name}</span>
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3 }}>
        <Box
          aria-hidden
          sx={{
            width: 42,
            height: 42,
            flex: 'none',
            borderRadius: '8px',
            bgcolor: 'surface.chrome',
            border: '1px solid',
            borderColor: 'line.default',
            display: 'grid',
            placeItems: 'center',
            fontWeight: 600,
            color: 'ink.secondary',
          }}
        >
          {initials(tenant.name)}
        </Box>
        <Box sx={{ minWidth: 0, flex: 1 }}>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
            <Typography variant="h1" noWrap lang="tr" title={tenant.name}>
              {tenant.name}
            </Typography>
            <StatusChip look={tenantLook(tenant)} />
          </Box>
          <Box
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 2,
              fontSize: 12,
              color: 'ink.secondary',
              '& > *:not(:first-of-type)': { borderLeft: '1px solid', borderColor: 'line.default', pl: 2 },
            }}
          >
            <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1 }}>
              <Mono>{tenant.code}</Mono>
              <CopyButton text={tenant.code} label={t('tenants:column.code')} />
            </Box>
            {tenant.packageName !== null && <span>{tenant.packageName}</span>}
            {tenant.domain !== null && <span>{tenant.domain}</span>}
            {tenant.createdAt !== null && <span>{t('tenants:since', { date: format.date(tenant.createdAt) })}</span>}
          </Box>
        </Box>
        {kinds.length > 0 && (
          <GuardedButton
            guard={guard}
            icon={<Pause size={14} strokeWidth={1.75} aria-hidden />}
            onClick={() => setHolding(true)}
          >
            {t('tenants:hold.open')}
          </GuardedButton>
        )}
        <LifecycleMenu tenant={tenant} />
      </Box>
      {holding && <HoldDialog tenant={tenant} kinds={kinds} onClose={() => setHolding(false)} />}
    </Box>
  );
};

/** Which kinds this operator may put, and whether any can be put now. */
function useHoldGuard(tenant: TenantDetail) {
  const { t } = useTranslation(['tenants', 'status']);
  const kinds = useHoldKinds();
  const [kind = 'maintenance'] = kinds;
  const guard = useGuard({
    call: 'tenants.hold',
    input: { id: tenant.id, kind, effects: ['block_login'], reason: '...', reviewOn: null },
    state: canBeHeld(tenant.lifecycle)
      ? null
      : t('tenants:hold.notNow', { state: t(`status:lifecycle.${tenant.lifecycle}`) }),
    running: tenant.runningOperation === null ? null : t('tenants:hold.running'),
  });
  return { kinds, guard };
}

function useHoldKey(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.shiftKey && !event.ctrlKey && !event.metaKey && event.key === 'S' && !isTypingTarget(event.target))
        open();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}
