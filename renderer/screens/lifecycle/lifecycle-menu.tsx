import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import Tooltip from '@mui/material/Tooltip';
import {
  Ban,
  CalendarClock,
  CalendarX2,
  Ellipsis,
  type LucideIcon,
  Pencil,
  RotateCcw,
  Tag,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { lifecycleActions } from '../../../shared/domain/deletion.ts';
import { useGuard } from '../../components/guard.ts';
import { GuardedMenuItem } from '../../components/guarded-menu-item.tsx';
import { CancelTenantDialog } from './cancel-tenant-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { ReactivateDialog } from './reactivate-dialog.tsx';
import { RecodeDialog } from './recode-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { UnscheduleDialog } from './unschedule-dialog.tsx';

const dialogs = {
  rename: RenameDialog,
  recode: RecodeDialog,
  cancel: CancelTenantDialog,
  reactivate: ReactivateDialog,
  schedule: ScheduleDialog,
  unschedule: UnscheduleDialog,
  delete: DeleteDialog,
} as const;
type Action = keyof typeof dialogs;

const icons: Readonly<Record<Action, LucideIcon>> = {
  rename: Pencil,
  recode: Tag,
  cancel: Ban,
  reactivate: RotateCcw,
  schedule: CalendarClock,
  unschedule: CalendarX2,
  delete: Trash2,
};

/** The moves of a tenant's life that are rarely made; deleting is last, after a divider. */
export const LifecycleMenu = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { t } = useTranslation('lifecycle');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [asked, setAsked] = useState<Action | null>(null);
  const can = lifecycleActions(tenant.lifecycle);
  const over = tenant.lifecycle === 'provisioning' || tenant.lifecycle === 'deleted';
  const Dialog = asked === null ? null : dialogs[asked];
  const actions: ReadonlyArray<Action> = [
    'rename',
    'recode',
    can.reactivate ? 'reactivate' : 'cancel',
    can.unschedule ? 'unschedule' : 'schedule',
  ];
  const item = (action: Action) => (
    <LifecycleItem
      key={action}
      action={action}
      tenant={tenant}
      onClick={() => {
        setAnchor(null);
        setAsked(action);
      }}
    />
  );
  return (
    <>
      {/* A dialog outlives its button: the certificate is read when the tenant is gone. */}
      {!over && (
        <>
          <Tooltip title={t('menu.open')}>
            <IconButton
              aria-label={t('menu.open')}
              aria-haspopup="menu"
              aria-expanded={anchor !== null}
              onClick={(event) => setAnchor(event.currentTarget)}
              sx={{ border: '1px solid', borderColor: 'line.default', bgcolor: 'surface.panel' }}
            >
              <Ellipsis size={16} strokeWidth={1.75} aria-hidden />
            </IconButton>
          </Tooltip>
          <Menu
            open={anchor !== null}
            anchorEl={anchor}
            onClose={() => setAnchor(null)}
            anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
            transformOrigin={{ vertical: 'top', horizontal: 'right' }}
            slotProps={{
              paper: { sx: { minWidth: 220, mt: '4px' } },
              // Why an item is locked is read by keyboard too.
              list: { disabledItemsFocusable: true },
            }}
          >
            {actions.map(item)}
            <Divider component="li" />
            {item('delete')}
          </Menu>
        </>
      )}
      {Dialog !== null && <Dialog tenant={tenant} onClose={() => setAsked(null)} />}
    </>
  );
};

interface LifecycleItemProps {
  readonly action: Action;
  readonly tenant: TenantDetail;
  readonly autoFocus?: boolean;
  readonly onClick: () => void;
}

const LifecycleItem = ({ action, tenant, ...rest }: LifecycleItemProps) => {
  const { t } = useTranslation('lifecycle');
  const guard = useGuard({
    call: `lifecycle.${action}`,
    state: useStateReason(action, tenant),
    running: tenant.runningOperation === null ? null : t('menu.running'),
  });
  const Icon = icons[action];
  return (
    <GuardedMenuItem
      {...rest}
      guard={guard}
      danger={action === 'delete'}
      icon={<Icon size={14} strokeWidth={1.75} aria-hidden />}
    >
      {t(`menu.${action}`)}
    </GuardedMenuItem>
  );
};

/** Why the tenant's own state does not allow it. */
function useStateReason(action: Action, { lifecycle }: TenantDetail): string | null {
  const { t } = useTranslation(['lifecycle', 'status']);
  const can = lifecycleActions(lifecycle);
  if (action === 'rename' || action === 'recode')
    return lifecycle === 'deleting' ? t('lifecycle:menu.notNow', { state: t(`status:lifecycle.${lifecycle}`) }) : null;
  if (can[action]) return null;
  if (action === 'delete' && lifecycle === 'cancelled') return t('lifecycle:menu.scheduleFirst');
  return lifecycle === 'active'
    ? t('lifecycle:menu.cancelFirst')
    : t('lifecycle:menu.notNow', { state: t(`status:lifecycle.${lifecycle}`) });
}
