import { KeyRound, LockOpen, Send, UserCheck, UserX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  mayDo,
  type PlatformUser,
  type UserAction,
  type UserStanding,
  userActions,
} from '../../../shared/domain/users.ts';
import { ConfirmPopover } from '../../components/confirm-popover.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';
import { type AskedAction, UserActionDialog } from './user-action-dialog.tsx';

const icons = {
  disable: UserX,
  enable: UserCheck,
  unlock: LockOpen,
  sendReset: KeyRound,
  resendInvitation: Send,
} as const;

/** What may be done with a user as they stand, each with its own level of asking. */
export const UserActions = ({ user, standing }: { readonly user: PlatformUser; readonly standing: UserStanding }) => {
  const [asked, setAsked] = useState<AskedAction | null>(null);
  return (
    <>
      {userActions
        .filter((action) => mayDo(standing, action))
        .toReversed()
        .map((action) =>
          action === 'unlock' || action === 'resendInvitation' ? (
            <QuickButton key={action} action={action} user={user} />
          ) : (
            <AskingButton key={action} action={action} onAsk={() => setAsked(action)} />
          ),
        )}
      {asked !== null && <UserActionDialog action={asked} user={user} onClose={() => setAsked(null)} />}
    </>
  );
};

const AskingButton = ({ action, onAsk }: { readonly action: AskedAction; onAsk(): void }) => {
  const { t } = useTranslation('users');
  const guard = useGuard({ call: `users.${action}` });
  return (
    <GuardedButton guard={guard} icon={<Icon action={action} />} onClick={onAsk}>
      {t(`action.${action}.open`)}
    </GuardedButton>
  );
};

/** Level 1: costs nobody anything. */
const QuickButton = ({
  action,
  user,
}: {
  readonly action: 'unlock' | 'resendInvitation';
  readonly user: PlatformUser;
}) => {
  const { t } = useTranslation('users');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const succeed = useSucceed();
  const guard = useGuard({ call: `users.${action}` });
  const onDone = (): void => {
    setAnchor(null);
    succeed(t(`action.${action}.done`, { email: user.email }));
  };
  const changes = {
    unlock: useChange('users.unlock', { errors: 'here', onDone }),
    resendInvitation: useChange('users.resendInvitation', { errors: 'here', onDone }),
  };
  const { isPending, error, mutate, reset } = changes[action];
  return (
    <>
      <GuardedButton
        guard={guard}
        icon={<Icon action={action} />}
        busy={isPending}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t(`action.${action}.open`)}
      </GuardedButton>
      <ConfirmPopover
        anchor={anchor}
        title={t(`action.${action}.title`, { name: user.username })}
        body={t(`action.${action}.effect`, { email: user.email })}
        verb={t(`action.${action}.verb`)}
        busy={isPending}
        error={error}
        onConfirm={() => mutate({ id: user.id })}
        onClose={() => {
          reset();
          setAnchor(null);
        }}
      />
    </>
  );
};

const Icon = ({ action }: { readonly action: UserAction }) => {
  const Shown = icons[action];
  return <Shown size={14} strokeWidth={1.75} aria-hidden />;
};
