import Button from '@mui/material/Button';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FindingRow } from '../../../shared/contract/attention.ts';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { RetrySetUp } from './retry-set-up.tsx';

const mendedByBackup: ReadonlySet<FindingRow['kind']> = new Set([
  'tenant_without_database',
  'copy_without_database',
  'forgotten_copy',
]);

/** The safe ways out of one finding. Nothing that may be somebody's is ever removed from here. */
export const FindingWays = ({ finding }: { readonly finding: FindingRow }) => {
  const { t } = useTranslation('attention');
  const { kind, subject, tenantId, registrationId, removable } = finding;
  return (
    <>
      {registrationId !== null && (
        <>
          <Button
            component={Link}
            to={`/registrations?${new URLSearchParams({ search: subject, open: registrationId })}`}
          >
            {t('way.openRegistration')}
          </Button>
          <RetrySetUp registrationId={registrationId} />
        </>
      )}
      {tenantId !== null && mendedByBackup.has(kind) && (
        <Button component={Link} to={`/tenants/${tenantId}/backups`}>
          {t('way.backups')}
        </Button>
      )}
      {tenantId !== null && (
        <Button component={Link} to={`/tenants/${tenantId}`}>
          {t('way.openTenant')}
        </Button>
      )}
      {removable !== null && <RemoveButton finding={finding} removable={removable} />}
    </>
  );
};

const RemoveButton = ({
  finding,
  removable,
}: {
  readonly finding: FindingRow;
  readonly removable: NonNullable<FindingRow['removable']>;
}) => {
  const { t } = useTranslation('attention');
  const [open, setOpen] = useState(false);
  const guard = useGuard({ call: 'attention.remove', state: finding.confirmed ? null : t('way.notConfirmed') });
  return (
    <>
      <GuardedButton
        guard={guard}
        color="error"
        icon={<Trash2 size={14} strokeWidth={1.75} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('way.remove')}
      </GuardedButton>
      {open && <RemoveDialog finding={finding} removable={removable} onClose={() => setOpen(false)} />}
    </>
  );
};
