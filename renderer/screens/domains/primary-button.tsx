import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredDomain } from '../../../shared/contract/domains.ts';
import { ConfirmPopover } from '../../components/confirm-popover.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';
import type { TenantLock } from './tenant-lock.ts';

/** Sends people to this one. The others keep working. */
export const PrimaryButton = ({ domain, lock }: { readonly domain: StoredDomain; readonly lock: TenantLock }) => {
  const { t } = useTranslation('domains');
  const succeed = useSucceed();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const guard = useGuard({ call: 'domains.makePrimary', ...lock });
  const name = { domain: domain.unicodeName };
  const change = useChange('domains.makePrimary', {
    errors: 'here',
    onDone: () => {
      setAnchor(null);
      succeed(t('makePrimary.done', name));
    },
  });
  if (guard.forbidden) return null;
  return (
    <>
      <GuardedButton guard={guard} size="small" onClick={(event) => setAnchor(event.currentTarget)}>
        {t('makePrimary.button')}
      </GuardedButton>
      <ConfirmPopover
        anchor={anchor}
        title={t('makePrimary.title', name)}
        body={t('makePrimary.body')}
        verb={t('makePrimary.verb')}
        busy={change.isPending}
        error={change.error}
        onConfirm={() => change.mutate({ id: domain.id })}
        onClose={() => {
          change.reset();
          setAnchor(null);
        }}
      />
    </>
  );
};
