import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router';
import type { UserDetail } from '../../../shared/contract/users.ts';
import { standingOf } from '../../../shared/domain/users.ts';
import { AppError } from '../../../shared/errors.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { type KeyValue, KeyValues } from '../../components/key-values.tsx';
import { Missing } from '../../components/missing.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { SkeletonRows, Skeletons } from '../../components/skeletons.tsx';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { userLook } from '../../components/status/user-look.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { PermissionList } from './permission-list.tsx';
import { UserActions } from './user-actions.tsx';
import { UserEvents } from './user-events.tsx';

interface UserPanelProps {
  readonly id: string;
  readonly now: Date;
  onClose(): void;
}

/** The longest label in either language. */
const labelWidth = 136;

/** One user beside the list: who, of whom, with which rights, what was done, and what may be done. */
export const UserPanel = ({ id, now, onClose }: UserPanelProps) => {
  const { t } = useTranslation('users');
  const { data, error, refetch } = useCall('users.get', { id });
  // An address may name anybody.
  const told = error?.code === 'invalid_input' ? new AppError('not_found', 'user.not_found') : error;
  return (
    <SidePanel
      inset
      title={data?.user.username ?? t('one')}
      foot={
        data === undefined ? undefined : (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
            <UserActions user={data.user} standing={standingOf(data.user, now.getTime())} />
          </Box>
        )
      }
      onClose={onClose}
    >
      {told !== null && data === undefined && <ErrorState error={told} onRetry={() => void refetch()} />}
      {told === null && data === undefined && (
        <Skeletons>
          <SkeletonRows rows={8} />
        </Skeletons>
      )}
      {data !== undefined && <Facts detail={data} now={now} />}
    </SidePanel>
  );
};

const Facts = ({ detail, now }: { readonly detail: UserDetail; readonly now: Date }) => {
  const { t } = useTranslation(['users', 'status']);
  const { user, role, permissions, inTenant, tenantRead, events } = detail;
  const standing = standingOf(user, now.getTime());
  return (
    <Box sx={{ display: 'grid', gap: '14px' }}>
      <Box>
        <StatusChip look={userLook(standing)} />
      </Box>
      {inTenant !== null && inTenant.active !== user.active && (
        <InlineMessage
          tone="warn"
          title={t(user.active ? 'users:differs.inTenantDisabled' : 'users:differs.inTenantActive')}
          body={t(user.active ? 'users:differs.inTenantDisabledBody' : 'users:differs.inTenantActiveBody')}
        />
      )}
      <KeyValues rows={useFacts(detail, now)} labelWidth={labelWidth} />
      <Section title={t('users:permissions')}>
        {role === null ? (
          <Box sx={{ fontSize: 12, color: 'ink.tertiary' }}>
            {t(`users:noRole.${tenantRead === null ? 'platform' : tenantRead ? 'notThere' : 'unread'}`)}
          </Box>
        ) : (
          <PermissionList role={role} permissions={permissions} labelWidth={labelWidth} />
        )}
      </Section>
      <Section title={t('users:events.title')}>
        <UserEvents events={events} />
      </Section>
    </Box>
  );
};

function useFacts({ user, role, inTenant }: UserDetail, now: Date): ReadonlyArray<KeyValue> {
  const { t } = useTranslation(['users', 'common']);
  const format = useFormat();
  const moment = (at: string | null): ReactNode => (at === null ? <Missing /> : format.moment(at, now));
  const { tenant } = user;
  return [
    {
      label: t('users:column.email'),
      value: (
        <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, overflowWrap: 'anywhere' }}>
          {user.email}
          <CopyButton text={user.email} label={t('users:column.email')} />
        </Box>
      ),
    },
    {
      label: t('users:column.tenant'),
      value:
        tenant === null ? (
          t('users:ofPlatform')
        ) : (
          <Link component={RouterLink} to={`/tenants/${tenant.id}/users`}>
            {tenant.name}
          </Link>
        ),
    },
    { label: t('users:column.role'), value: role === null ? <Missing /> : t(`users:role.${role}`) },
    { label: t('users:emailVerified'), value: t(user.emailVerified ? 'common:yes' : 'common:no') },
    { label: t('users:column.lastLogin'), value: moment(user.lastLoginAt ?? inTenant?.lastLoginAt ?? null) },
    { label: t('users:mustChange'), value: t(user.mustChangePassword ? 'common:yes' : 'common:no') },
    ...(user.lockedUntil === null ? [] : [{ label: t('users:lockedUntil'), value: lockEnd(user.lockedUntil) }]),
    ...(user.active ? [] : [{ label: t('users:disabledAt'), value: moment(user.disabledAt) }]),
    ...(user.resetExpiresAt === null
      ? []
      : [{ label: t('users:linkUntil'), value: format.dateTime(user.resetExpiresAt) }]),
  ];

  /** The last moment that there is stands for a lock without an end. */
  function lockEnd(at: string): string {
    return at.startsWith('9999') ? t('users:lockedForGood') : format.dateTime(at);
  }
}

const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Box component="section">
    <Box component="h3" sx={{ fontSize: 12, fontWeight: 600, m: 0, mb: '6px' }}>
      {title}
    </Box>
    {children}
  </Box>
);
