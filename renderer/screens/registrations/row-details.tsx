import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RegistrationRow } from '../../../shared/contract/registrations.ts';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { useFrame } from '../../stores/frame.ts';
import { OperationProblem } from '../operations/operation-problem.tsx';
import { ChoiceCard, ChoiceCards } from './choice-card.tsx';
import { DecideButton } from './decide-button.tsx';
import { Facts } from './facts.tsx';
import { Failure } from './failure.tsx';
import { ProvisionButton } from './provision-button.tsx';
import { ResendButton } from './resend-button.tsx';
import { ResendWelcomeButton } from './resend-welcome-button.tsx';
import type { Situation } from './situation.ts';
import { StepsColumn } from './steps-column.tsx';

interface DetailsProps {
  readonly row: RegistrationRow;
  readonly operation: OperationView | null;
  readonly situation: Situation;
}

/** Where the newest operation tells how it came to this. */
const withSteps: ReadonlySet<Situation> = new Set([
  'provisioning',
  'cleaning_up',
  'failed',
  'clean_up_failed',
  'interrupted',
  'completed',
]);

/** A row, opened in place: steps or facts at the left; the cause and the ways on at the right. */
export const RowDetails = (props: DetailsProps) => {
  const told = props.operation !== null && withSteps.has(props.situation) ? props.operation : null;
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 300px) minmax(0, 1fr)', bgcolor: 'surface.canvas' }}>
      <Box sx={{ px: '18px', py: '12px', borderRight: '1px solid', borderColor: 'line.default' }}>
        {told === null ? <Facts row={props.row} /> : <StepsColumn operation={told} />}
      </Box>
      <Box sx={{ p: '12px 16px', display: 'flex', flexDirection: 'column', gap: '12px', minWidth: 0 }}>
        <Ways {...props} />
      </Box>
    </Box>
  );
};

const Ways = ({ row, operation, situation }: DetailsProps) => {
  switch (situation) {
    case 'failed':
    case 'clean_up_failed':
    case 'interrupted':
      return <Failure row={row} operation={operation} situation={situation} />;
    case 'pending_verification':
    case 'expired':
      return <WaitingWays row={row} />;
    case 'verified':
      return <VerifiedWays row={row} />;
    case 'provisioning':
    case 'cleaning_up':
      return <RunningWays operation={operation} />;
    case 'completed':
      return <CompletedWays row={row} operation={operation} />;
    case 'rejected':
      return <RejectedWays row={row} />;
    default:
      return situation satisfies never;
  }
};

const WaitingWays = ({ row }: { readonly row: RegistrationRow }) => {
  const { t } = useTranslation('registrations');
  return (
    <ChoiceCards>
      <ChoiceCard title={t('resend.cardTitle')} action={<ResendButton row={row} />}>
        {t('resend.card', { email: row.email })}
      </ChoiceCard>
      {row.state === 'pending_verification' && (
        <ChoiceCard title={t('confirm.cardTitle')} action={<DecideButton row={row} decision="confirm" />}>
          {t('confirm.card')}
        </ChoiceCard>
      )}
      <ChoiceCard title={t('reject.cardTitle')} action={<DecideButton row={row} decision="reject" />}>
        {t('reject.card')}
      </ChoiceCard>
    </ChoiceCards>
  );
};

const VerifiedWays = ({ row }: { readonly row: RegistrationRow }) => {
  const { t } = useTranslation('registrations');
  return (
    <ChoiceCards>
      <ChoiceCard title={t('provision.cardTitle')} action={<ProvisionButton row={row} />}>
        {t('provision.card')}
      </ChoiceCard>
      <ChoiceCard title={t('reject.cardTitle')} action={<DecideButton row={row} decision="reject" />}>
        {t('reject.card')}
      </ChoiceCard>
    </ChoiceCards>
  );
};

const RunningWays = ({ operation }: { readonly operation: OperationView | null }) => {
  const { t } = useTranslation('registrations');
  const openDrawer = useFrame((frame) => frame.openDrawer);
  if (operation === null) return <Box sx={{ color: 'ink.secondary' }}>{t('running.elsewhere')}</Box>;
  return (
    <ChoiceCards>
      <ChoiceCard
        title={t(operation.kind === 'clean_up' ? 'running.clean_up' : 'running.provision')}
        action={<Button onClick={() => openDrawer(operation.id)}>{t('action.watch')}</Button>}
      >
        {t('running.body')}
      </ChoiceCard>
    </ChoiceCards>
  );
};

const CompletedWays = ({
  row,
  operation,
}: {
  readonly row: RegistrationRow;
  readonly operation: OperationView | null;
}) => {
  const { t } = useTranslation('registrations');
  return (
    <>
      {operation !== null && <OperationProblem operation={operation} />}
      {operation !== null && <Facts row={row} />}
      {row.tenantId !== null && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: '8px' }}>
          {operation !== null && <ResendWelcomeButton operation={operation} />}
          <Button component={Link} to={`/tenants/${row.tenantId}`}>
            {t('action.openTenant')}
          </Button>
        </Box>
      )}
    </>
  );
};

const RejectedWays = ({ row }: { readonly row: RegistrationRow }) => {
  const { t } = useTranslation('registrations');
  return (
    <Box>
      <Box sx={{ fontWeight: 600 }}>{t('reject.ended')}</Box>
      {row.failureText !== null && (
        <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>{row.failureText}</Box>
      )}
    </Box>
  );
};
