import { KeyRound, Play, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { effectiveAccess, type Hold } from '../../../shared/domain/holds.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useHoldName } from './hold-words.ts';
import { ReceiptFacts } from './receipt-facts.tsx';

/** Lifts one hold, and says before whether the tenant's people get in again. */
export const ReleaseDialog = ({
  tenant,
  hold,
  onClose,
}: {
  readonly tenant: TenantDetail;
  readonly hold: Hold;
  onClose(): void;
}) => {
  const { t } = useTranslation(['tenants', 'status']);
  const nameOf = useHoldName();
  const release = useChange('tenants.release', { errors: 'here' });
  const { access } = effectiveAccess(
    tenant.lifecycle,
    tenant.holds.filter(({ id }) => id !== hold.id),
  );
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('tenants:release.title', { kind: nameOf(hold), name: tenant.name })}
      consequences={[
        {
          icon: KeyRound,
          text: t('tenants:release.access'),
          amount: t(`status:access.${access}`),
          kind: access === 'full' ? 'kept' : 'changed',
        },
        { icon: ShieldCheck, text: t('tenants:release.restores'), kind: 'kept' },
      ]}
      asksReason
      verb={t('tenants:release.verb')}
      verbIcon={<Play size={14} strokeWidth={1.75} aria-hidden />}
      busy={release.isPending}
      error={release.error}
      {...(release.data === undefined
        ? {}
        : { progress: <ReceiptFacts done="lifted" receipt={release.data.receipt} hold={release.data.hold} /> })}
      onConfirm={({ reason }) => release.mutate({ id: tenant.id, holdId: hold.id, kind: hold.kind, reason })}
      onClose={onClose}
    />
  );
};
