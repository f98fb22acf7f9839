import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import Tooltip from '@mui/material/Tooltip';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantSubscription } from '../../../shared/contract/subscriptions.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { GuardedMenuItem } from '../../components/guarded-menu-item.tsx';
import { moveIcons } from './move-icons.ts';
import { type MenuAction, menuActions, useActionGuard } from './subscription-actions.ts';

interface ActionMenuProps {
  readonly tenant: TenantDetail;
  readonly subscription: TenantSubscription;
  onChoose(action: MenuAction): void;
}

/** Every move of a subscription. What its state does not allow is locked, and says why. */
export const ActionMenu = ({ tenant, subscription, onChoose }: ActionMenuProps) => {
  const { t } = useTranslation('subscriptions');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const item = (action: MenuAction) => (
    <ActionItem
      key={action}
      action={action}
      tenant={tenant}
      subscription={subscription}
      onClick={() => {
        setAnchor(null);
        onChoose(action);
      }}
    />
  );
  return (
    <>
      <Tooltip title={t('action.more')}>
        <IconButton
          aria-label={t('action.more')}
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
          paper: { sx: { minWidth: 260, mt: '4px' } },
          // Why an item is locked is read by keyboard too.
          list: { disabledItemsFocusable: true },
        }}
      >
        {menuActions.slice(0, -2).map(item)}
        <Divider component="li" />
        {menuActions.slice(-2).map(item)}
      </Menu>
    </>
  );
};

interface ActionItemProps {
  readonly action: MenuAction;
  readonly tenant: TenantDetail;
  readonly subscription: TenantSubscription;
  readonly autoFocus?: boolean;
  readonly onClick: () => void;
}

const ActionItem = ({ action, tenant, subscription, ...rest }: ActionItemProps) => {
  const { t } = useTranslation('subscriptions');
  const guard = useActionGuard(action, tenant, subscription);
  const Icon = moveIcons[action];
  return (
    <GuardedMenuItem
      {...rest}
      guard={guard}
      danger={action === 'cancel_now'}
      icon={<Icon size={14} strokeWidth={1.75} aria-hidden />}
    >
      {t(`action.${action}`)}
    </GuardedMenuItem>
  );
};
