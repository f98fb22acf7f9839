import { Gauge, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import type { EffectiveLimit } from '../../../shared/domain/limits.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useNotices } from '../../stores/notices.ts';
import { useLimitWords } from './use-limit-words.ts';

interface ClearDialogProps {
  readonly tenant: TenantDetail;
  readonly limit: EffectiveLimit;
  onClose(): void;
}

/** The package's limit holds again. */
export const ClearDialog = ({ tenant, limit, onClose }: ClearDialogProps) => {
  const { t } = useTranslation('tenant-settings');
  const words = useLimitWords();
  const { key, value, used, origin } = limit;
  const name = words.name(key);
  const after = origin.from === 'override' ? origin.packageValue : null;
  const succeed = useNotices((notices) => notices.succeed);
  const change = useChange('tenantSettings.clearOverride', {
    errors: 'here',
    onDone: () => {
      succeed(t('clear.done', { limit: name, name: tenant.name }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('clear.title', { limit: name })}
      consequences={[
        {
          icon: Gauge,
          text: t('clear.effect', { limit: name }),
          amount: t('override.change', { before: words.amount(key, value), after: words.amount(key, after) }),
          kind: 'changed',
        },
        ...(used !== null && after !== null && used > after
          ? [
              {
                icon: TriangleAlert,
                text: t('clear.over', { used: words.amount(key, used) }),
                kind: 'lost' as const,
              },
            ]
          : []),
      ]}
      asksReason
      verb={t('clear.verb')}
      busy={change.isPending}
      error={change.error}
      onConfirm={({ reason }) => change.mutate({ tenantId: tenant.id, key, reason })}
      onClose={onClose}
    />
  );
};
