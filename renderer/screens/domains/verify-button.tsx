import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StoredDomain } from '../../../shared/contract/domains.ts';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';

interface VerifyButtonProps {
  readonly domain: StoredDomain;
  readonly variant?: 'contained' | 'outlined' | 'text';
  onAnswer?(domain: StoredDomain): void;
}

/** Asks DNS now. What it found is shown where the domain is. */
export const VerifyButton = ({ domain, variant = 'outlined', onAnswer }: VerifyButtonProps) => {
  const { t } = useTranslation('domains');
  const succeed = useSucceed();
  const guard = useGuard({ call: 'domains.verify' });
  const verify = useChange('domains.verify', {
    errors: 'notice',
    onDone: (after) => {
      const key = after.isVerified ? 'verify.done' : 'verify.notYet';
      succeed(t(key, { domain: after.unicodeName }));
      onAnswer?.(after);
    },
  });
  const words = domain.token === null ? 'verify.proof' : domain.checkedAt === null ? 'verify.button' : 'verify.again';
  if (guard.forbidden) return null;
  return (
    <GuardedButton
      guard={guard}
      size="small"
      variant={variant}
      busy={verify.isPending}
      icon={<RefreshCw size={13} strokeWidth={1.75} aria-hidden />}
      onClick={() => verify.mutate({ id: domain.id })}
    >
      {t(verify.isPending ? 'verify.asking' : words)}
    </GuardedButton>
  );
};
