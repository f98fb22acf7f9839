import Box from '@mui/material/Box';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Redirect } from '../../../shared/contract/lifecycle.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { ConfirmPopover } from '../../components/confirm-popover.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { Mono } from '../../components/mono.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';

interface RedirectsProps {
  readonly tenantId: TenantId;
  readonly redirects: ReadonlyArray<Redirect>;
}

/** Addresses that the tenant had before, which still lead to it. */
export const Redirects = ({ tenantId, redirects }: RedirectsProps) => {
  const { t } = useTranslation('lifecycle');
  return (
    <Box component="section" sx={{ borderTop: '1px solid', borderColor: 'line.subtle' }}>
      <Box component="h3" sx={{ m: 0, px: '14px', pt: '10px', pb: '4px', fontSize: 12, fontWeight: 600 }}>
        {t('redirect.title')}
      </Box>
      <Box component="ul" sx={{ m: 0, p: 0, pb: '6px', listStyle: 'none' }}>
        {redirects.map((redirect) => (
          <RedirectRow key={redirect.domain} tenantId={tenantId} redirect={redirect} />
        ))}
      </Box>
    </Box>
  );
};

const RedirectRow = ({ tenantId, redirect }: { readonly tenantId: TenantId; readonly redirect: Redirect }) => {
  const { t } = useTranslation('lifecycle');
  const format = useFormat();
  const succeed = useSucceed();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const guard = useGuard({ call: 'lifecycle.removeRedirect' });
  const { domain, to, since } = redirect;
  const remove = useChange('lifecycle.removeRedirect', {
    errors: 'here',
    onDone: () => {
      setAnchor(null);
      succeed(t('redirect.removed', { domain }));
    },
  });
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 3, px: '14px', py: '5px' }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Mono sx={{ overflowWrap: 'anywhere' }}>{domain}</Mono>
        <Box sx={{ fontSize: 12, color: 'ink.secondary' }}>{t('redirect.since', { to, date: format.date(since) })}</Box>
      </Box>
      {!guard.forbidden && (
        <GuardedButton
          guard={guard}
          size="small"
          icon={<X size={13} strokeWidth={1.75} aria-hidden />}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          {t('redirect.remove')}
        </GuardedButton>
      )}
      <ConfirmPopover
        anchor={anchor}
        title={t('redirect.confirm', { domain })}
        body={t('redirect.confirmBody')}
        verb={t('redirect.verb')}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ id: tenantId, domain })}
        onClose={() => {
          remove.reset();
          setAnchor(null);
        }}
      />
    </Box>
  );
};
