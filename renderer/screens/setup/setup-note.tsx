import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { useFrame } from '../../stores/frame.ts';
import { SetupDialog } from './setup-dialog.tsx';

/** Of a tenant without a subscription: what that means, and the one way forward. What failed is one click away. */
export const SetupNote = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { t } = useTranslation('setup');
  const [open, setOpen] = useState(false);
  const openDrawer = useFrame((frame) => frame.openDrawer);
  const guard = useGuard({
    call: 'setup.start',
    running: tenant.runningOperation === null ? null : t('running'),
  });
  return (
    <>
      <InlineMessage
        tone="info"
        title={t('open')}
        body={t('openBody')}
        action={
          <Box sx={{ display: 'flex', gap: 2 }}>
            {tenant.unendedOperation !== null && (
              <Button size="small" onClick={() => openDrawer(tenant.unendedOperation)}>
                {t('showOperation')}
              </Button>
            )}
            <GuardedButton
              guard={guard}
              size="small"
              variant="contained"
              color="primary"
              icon={<ListChecks size={14} strokeWidth={1.75} aria-hidden />}
              onClick={() => setOpen(true)}
            >
              {t('button')}
            </GuardedButton>
          </Box>
        }
      />
      {open && <SetupDialog tenant={tenant} onClose={() => setOpen(false)} />}
    </>
  );
};
