import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation, OperatorRow } from '../../../shared/contract/operators.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { Page } from '../../components/page.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Panel } from '../../components/panel.tsx';
import { SkeletonRows, Skeletons } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useOperator } from '../../stores/session.ts';
import { ChangePasswordDialog } from './change-password-dialog.tsx';
import { InvitationDialog } from './invitation-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { OperatorList } from './operator-list.tsx';
import { RolesPanel } from './roles-panel.tsx';

/** Who may operate this platform, and what each role may do. */
export const OperatorsScreen = () => {
  const { t } = useTranslation('operators');
  const operators = useCall('operators.list', {});
  const me = useOperator();
  const invite = useGuard({ call: 'operators.invite' });
  const [inviting, setInviting] = useState(false);
  const [changing, setChanging] = useState(false);
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          <>
            {me !== null && <Button onClick={() => setChanging(true)}>{t('password.open')}</Button>}
            <GuardedButton
              guard={invite}
              variant="contained"
              color="primary"
              icon={<UserPlus size={14} strokeWidth={1.75} aria-hidden />}
              onClick={() => setInviting(true)}
            >
              {t('invite.open')}
            </GuardedButton>
          </>
        }
      />
      <Page>
        <Box sx={{ display: 'grid', gap: '12px' }}>
          <Panel title={t('list')} padding="none">
            <Operators query={operators} onInvitation={setInvitation} />
          </Panel>
          <RolesPanel />
        </Box>
      </Page>
      {inviting && (
        <InviteDialog
          onInvited={(made) => {
            setInviting(false);
            setInvitation(made);
            void operators.refetch();
          }}
          onClose={() => setInviting(false)}
        />
      )}
      {invitation !== null && <InvitationDialog invitation={invitation} onClose={() => setInvitation(null)} />}
      {changing && <ChangePasswordDialog onClose={() => setChanging(false)} />}
    </>
  );
};

const Operators = ({
  query,
  onInvitation,
}: {
  readonly query: ReturnType<typeof useCall<'operators.list'>>;
  onInvitation(invitation: Invitation): void;
}) => {
  if (query.error !== null && query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) {
    return (
      <Skeletons>
        <SkeletonRows rows={4} />
      </Skeletons>
    );
  }
  const rows: ReadonlyArray<OperatorRow> = query.data;
  return <OperatorList operators={rows} onChanged={() => void query.refetch()} onInvitation={onInvitation} />;
};
