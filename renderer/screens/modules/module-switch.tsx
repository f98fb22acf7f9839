import Box from '@mui/material/Box';
import Switch from '@mui/material/Switch';
import Tooltip from '@mui/material/Tooltip';
import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TenantModule } from '../../../shared/contract/modules.ts';
import type { Guard } from '../../components/guard.ts';
import { GuardReason } from '../../components/guarded-button.tsx';
import { useModuleName } from './module-words.ts';

interface ModuleSwitchProps {
  readonly module: TenantModule;
  readonly guard: Guard;
  onAsk(): void;
}

/** Whether the tenant may use it. Turning it asks first; nothing moves before main says so. */
export const ModuleSwitch = ({ module, guard, onAsk }: ModuleSwitchProps) => {
  const { t } = useTranslation('modules');
  const nameOf = useModuleName();
  if (module.isCore)
    return (
      <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, color: 'ink.tertiary' }}>
        <Lock size={13} strokeWidth={1.75} aria-hidden />
        {t('always')}
      </Box>
    );
  const control = (
    <Switch
      disableRipple
      checked={module.origin !== null}
      onChange={() => {
        if (guard.allowed) onAsk();
      }}
      // Neither a click nor a key on it opens the row.
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
      slotProps={{
        input: {
          'aria-label': t('active', { module: nameOf(module) }),
          'aria-disabled': !guard.allowed,
          role: 'switch',
        },
      }}
      sx={guard.allowed ? {} : { opacity: 0.55, '& input': { cursor: 'default' } }}
    />
  );
  return guard.why === null ? (
    control
  ) : (
    <Tooltip title={<GuardReason why={guard.why} />} describeChild>
      {control}
    </Tooltip>
  );
};
