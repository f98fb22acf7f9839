import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StoredDomain } from '../../../shared/contract/domains.ts';
import { isProven } from '../../../shared/domain/dns-findings.ts';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';
import { type TenantLock, unlocked } from './tenant-lock.ts';

interface VerifyButtonProps {
  readonly domain: StoredDomain;
  /** `main`: what the dialog is there for. */
  readonly look?: 'main' | 'plain' | 'text';
  /** Where its tenant is at hand. */
  readonly lock?: TenantLock;
  onAnswer?(domain: StoredDomain): void;
}

const looks = {
  main: { variant: 'contained', color: 'primary', size: 'medium' },
  plain: { variant: 'outlined', color: 'inherit', size: 'small' },
  text: { variant: 'text', color: 'inherit', size: 'small' },
} as const;

/** Asks DNS now. What it found is shown where the domain is. */
export const VerifyButton = ({ domain, look = 'plain', lock = unlocked, onAnswer }: VerifyButtonProps) => {
  const { t } = useTranslation('domains');
  const succeed = useSucceed();
  const guard = useGuard({ call: 'domains.verify', ...lock });
  const verify = useChange('domains.verify', {
    errors: 'notice',
    onDone: (after) => {
      // What is missing stands where the domain is.
      if (after.isVerified && isProven(after.findings)) succeed(t('verify.done', { domain: after.unicodeName }));
      onAnswer?.(after);
    },
  });
  const words = domain.token === null ? 'verify.proof' : domain.checkedAt === null ? 'verify.button' : 'verify.again';
  if (guard.forbidden) return null;
  return (
    <GuardedButton
      guard={guard}
      {...looks[look]}
      busy={verify.isPending}
      icon={<RefreshCw size={13} strokeWidth={1.75} aria-hidden />}
      onClick={() => verify.mutate({ id: domain.id })}
    >
      {t(verify.isPending ? 'verify.asking' : words)}
    </GuardedButton>
  );
};
