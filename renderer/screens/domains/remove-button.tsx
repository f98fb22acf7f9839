import { Database, Globe, KeyRound, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredDomain } from '../../../shared/contract/domains.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';
import type { TenantLock } from './tenant-lock.ts';

export const RemoveButton = ({ domain, lock }: { readonly domain: StoredDomain; readonly lock: TenantLock }) => {
  const { t } = useTranslation('domains');
  const succeed = useSucceed();
  const [asking, setAsking] = useState(false);
  const guard = useGuard({ call: 'domains.remove', ...lock });
  const name = { domain: domain.unicodeName };
  const change = useChange('domains.remove', {
    errors: 'here',
    onDone: () => succeed(t('remove.done', name)),
  });
  if (guard.forbidden) return null;
  return (
    <>
      <GuardedButton guard={guard} size="small" variant="text" onClick={() => setAsking(true)}>
        {t('remove.button')}
      </GuardedButton>
      <ConfirmDialog
        open={asking}
        level={2}
        title={t('remove.title', name)}
        consequences={[
          { icon: Users, text: t('remove.gone', name), kind: 'lost' },
          ...(domain.kind === 'own'
            ? [
                { icon: KeyRound, text: t('remove.proof'), kind: 'lost' } as const,
                { icon: Globe, text: t('remove.free'), kind: 'changed' } as const,
              ]
            : []),
          { icon: Database, text: t('remove.kept'), kind: 'kept' },
        ]}
        verb={t('remove.verb')}
        busy={change.isPending}
        error={change.error}
        onConfirm={() => change.mutate({ id: domain.id })}
        onClose={() => {
          change.reset();
          setAsking(false);
        }}
      />
    </>
  );
};
