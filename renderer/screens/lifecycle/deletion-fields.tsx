import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { DeletionPlan } from '../../../shared/contract/lifecycle.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { InlineMessage } from '../../components/inline-message.tsx';
import { Mono } from '../../components/mono.tsx';
import type { GivenAssurance } from './assurance.ts';
import { AssuranceField } from './assurance-field.tsx';

interface DeletionFieldsProps {
  readonly tenant: TenantDetail;
  readonly plan: DeletionPlan;
  readonly backup: GivenAssurance;
  readonly exported: GivenAssurance;
  onBackup(given: GivenAssurance): void;
  onExported(given: GivenAssurance): void;
  /** The dialog is left for the place where a copy is made. */
  onLeave(): void;
}

/** What would stop a deletion, and what it asks for before it begins. */
export const DeletionFields = ({
  tenant,
  plan,
  backup,
  exported,
  onBackup,
  onExported,
  onLeave,
}: DeletionFieldsProps) => {
  const { t } = useTranslation('lifecycle');
  const navigate = useNavigate();
  const toBackups = (label: string) => (
    <Button
      size="small"
      onClick={() => {
        onLeave();
        void navigate(`/tenants/${tenant.id}/backups`);
      }}
    >
      {label}
    </Button>
  );
  return (
    <>
      {plan.blockers.length > 0 && (
        <InlineMessage
          tone="warn"
          title={t('delete.blockers')}
          body={
            <>
              <Mono>{plan.blockers.join(', ')}</Mono> {t('delete.blockersBody')}
            </>
          }
        />
      )}
      <AssuranceField
        kind="backup"
        archive={plan.backup}
        given={backup}
        make={toBackups(t('delete.backUpNow'))}
        onChange={onBackup}
      />
      <AssuranceField
        kind="export"
        archive={plan.export}
        given={exported}
        make={toBackups(t('delete.exportNow'))}
        onChange={onExported}
      />
    </>
  );
};
