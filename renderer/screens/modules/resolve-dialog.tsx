import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { PowerOff, Repeat, Trash2, Upload } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { TenantModule } from '../../../shared/contract/modules.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import type { Guard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import type { ModuleAct } from './module-facts.ts';
import { useModuleName } from './module-words.ts';

interface ResolveDialogProps {
  readonly tenantId: TenantId;
  readonly module: TenantModule;
  readonly packageName: string | null;
  readonly guard: Guard;
  readonly purgeGuard: Guard;
  onAct(act: ModuleAct): void;
  onClose(): void;
}

const wordsFor = ({ state, origin }: TenantModule) => {
  if (state === 'damaged') return 'damaged';
  if (state === 'kept') return 'kept';
  return origin === null ? 'outsideInstalled' : 'outsideActive';
};

/** Why the database and the entitlement differ, and the ways out of it. */
export const ResolveDialog = ({
  tenantId,
  module,
  packageName,
  guard,
  purgeGuard,
  onAct,
  onClose,
}: ResolveDialogProps) => {
  const { t } = useTranslation(['modules', 'common']);
  const nameOf = useModuleName();
  const navigate = useNavigate();
  const words = wordsFor(module);
  const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;
  return (
    <DialogFrame
      open
      title={t('modules:resolving.title', { module: nameOf(module) })}
      busy={false}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} autoFocus>
            {t('common:cancel')}
          </Button>
          {words === 'outsideActive' && (
            <>
              <Button
                startIcon={<Repeat {...icon} />}
                onClick={() => void navigate(`/tenants/${tenantId}/subscription`, { replace: true })}
              >
                {t('modules:resolving.subscription')}
              </Button>
              <GuardedButton guard={guard} icon={<PowerOff {...icon} />} onClick={() => onAct('deactivate')}>
                {t('modules:deactivate')}
              </GuardedButton>
            </>
          )}
          {(words === 'kept' || words === 'outsideInstalled') && (
            <GuardedButton guard={purgeGuard} icon={<Trash2 {...icon} />} onClick={() => onAct('purge')}>
              {t('modules:purge')}
            </GuardedButton>
          )}
          {words === 'kept' && (
            <GuardedButton guard={guard} icon={<Upload {...icon} />} onClick={() => onAct('activate')}>
              {t('modules:activate')}
            </GuardedButton>
          )}
        </>
      }
    >
      <Box sx={{ fontSize: 13, lineHeight: '20px' }}>
        {t(`modules:resolving.${words}`, { package: packageName ?? '' })}
      </Box>
    </DialogFrame>
  );
};
