import { Building2, KeyRound, Link2Off, MailCheck, ScrollText, Timer, UserCheck, UserX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserChange } from '../../../shared/contract/users.ts';
import type { PlatformUser } from '../../../shared/domain/users.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import type { Consequence } from '../../components/consequence-list.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';

export type AskedAction = 'disable' | 'enable' | 'sendReset';

interface UserActionDialogProps {
  readonly action: AskedAction;
  readonly user: PlatformUser;
  onClose(): void;
}

/** Level 2: the user notices. What could not be done in the tenant's own database stays in the dialog until it was read. */
export const UserActionDialog = ({ action, user, onClose }: UserActionDialogProps) => {
  const { t } = useTranslation('users');
  const succeed = useSucceed();
  const [half, setHalf] = useState(false);
  const changed = ({ inTenant }: UserChange): void => {
    if (inTenant === 'unreachable') {
      setHalf(true);
      return;
    }
    succeed(t(`action.${action}.done`, { email: user.email }));
    onClose();
  };
  const changes = {
    disable: useChange('users.disable', { errors: 'here', onDone: changed }),
    enable: useChange('users.enable', { errors: 'here', onDone: changed }),
    sendReset: useChange('users.sendReset', {
      errors: 'here',
      onDone: ({ sentTo }) => {
        succeed(t('action.sendReset.done', { email: sentTo }));
        onClose();
      },
    }),
  };
  const { isPending, error } = changes[action];
  return (
    <ConfirmDialog
      open
      level={2}
      title={t(`action.${action}.title`, { name: user.username })}
      description={user.email}
      consequences={useConsequences(action, user)}
      asksReason={action !== 'sendReset'}
      verb={t(`action.${action}.verb`)}
      busy={isPending}
      error={error}
      {...(half
        ? {
            progress: (
              <InlineMessage
                tone="warn"
                title={t(`half.${action === 'enable' ? 'enabled' : 'disabled'}`)}
                body={t(`half.${action === 'enable' ? 'enabledBody' : 'disabledBody'}`)}
              />
            ),
          }
        : {})}
      onConfirm={({ reason }) => {
        if (action === 'sendReset') changes.sendReset.mutate({ id: user.id });
        else changes[action].mutate({ id: user.id, reason });
      }}
      onClose={onClose}
    />
  );
};

function useConsequences(action: AskedAction, user: PlatformUser): ReadonlyArray<Consequence> {
  const { t } = useTranslation('users');
  const { tenant, resetExpiresAt } = user;
  const inTenant: ReadonlyArray<Consequence> =
    tenant === null ? [] : [{ icon: Building2, text: t('action.inTenant'), amount: tenant.name, kind: 'changed' }];
  const logged: Consequence = { icon: ScrollText, text: t('action.kept'), kind: 'kept' };
  switch (action) {
    case 'disable':
      return [
        { icon: UserX, text: t('action.disable.effect'), kind: 'lost' },
        { icon: Timer, text: t('action.disable.session'), kind: 'changed' },
        ...inTenant,
        ...(resetExpiresAt === null
          ? []
          : [{ icon: Link2Off, text: t('action.oldLink'), kind: 'changed' } satisfies Consequence]),
        logged,
      ];
    case 'enable':
      return [{ icon: UserCheck, text: t('action.enable.effect'), kind: 'changed' }, ...inTenant, logged];
    case 'sendReset':
      return [
        { icon: MailCheck, text: t('action.sendReset.effect'), kind: 'changed' },
        { icon: KeyRound, text: t('action.sendReset.must'), kind: 'changed' },
        ...(resetExpiresAt === null
          ? []
          : [{ icon: Link2Off, text: t('action.oldLink'), kind: 'changed' } satisfies Consequence]),
        { icon: ScrollText, text: t('action.sendReset.unseen'), kind: 'kept' },
      ];
  }
}
