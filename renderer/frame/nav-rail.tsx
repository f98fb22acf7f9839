import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import {
  Archive,
  BellRing,
  Boxes,
  Building2,
  CircleHelp,
  CircleUserRound,
  DatabaseZap,
  Flag,
  Globe,
  Inbox,
  ListChecks,
  type LucideIcon,
  Package,
  PanelLeftClose,
  PanelLeftOpen,
  Repeat,
  ScrollText,
  Settings,
  Users,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useDialogs } from '../stores/dialogs.ts';
import { layout } from '../theme/tokens.ts';
import { NavItem } from './nav-item.tsx';
import { useNavMarks } from './nav-marks.ts';

interface NavRailProps {
  readonly collapsed: boolean;
  /** Too narrow a window for the wide rail: it cannot be expanded. */
  readonly forced: boolean;
  onToggle(): void;
}

export const NavRail = ({ collapsed, forced, onToggle }: NavRailProps) => {
  const { t } = useTranslation('frame');
  const navigate = useNavigate();
  const openShortcuts = useDialogs((dialogs) => dialogs.openShortcuts);
  const marks = useNavMarks();
  return (
    <Box
      component="nav"
      data-region
      tabIndex={-1}
      aria-label={t('regions.navigation')}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        flex: 'none',
        width: collapsed ? layout.navRailCollapsed : layout.navRail,
        minHeight: 0,
        bgcolor: 'surface.chrome',
        borderRight: '1px solid',
        borderColor: 'line.default',
        outline: 'none',
      }}
    >
      <Box
        sx={{
          flex: 1,
          minHeight: 0,
          overflow: 'auto',
          px: '8px',
          py: '10px',
          display: 'flex',
          flexDirection: 'column',
          gap: '1px',
        }}
      >
        <NavItem to="/tenants" icon={Building2} label={t('nav.tenants')} mark={marks.tenants} collapsed={collapsed} />
        <NavItem
          to="/registrations"
          icon={Inbox}
          label={t('nav.registrations')}
          mark={marks.registrations}
          collapsed={collapsed}
        />
        <NavItem
          to="/attention"
          icon={BellRing}
          label={t('nav.attention')}
          mark={marks.attention}
          collapsed={collapsed}
        />
        <NavItem
          to="/operations"
          icon={ListChecks}
          label={t('nav.operations')}
          mark={marks.operations}
          collapsed={collapsed}
        />
        <Group label={t('nav.billing')} collapsed={collapsed} />
        <NavItem to="/packages" icon={Package} label={t('nav.packages')} collapsed={collapsed} />
        <NavItem to="/subscriptions" icon={Repeat} label={t('nav.subscriptions')} collapsed={collapsed} />
        <Group label={t('nav.platform')} collapsed={collapsed} />
        <NavItem to="/modules" icon={Boxes} label={t('nav.modules')} collapsed={collapsed} />
        <NavItem
          to="/platform"
          icon={DatabaseZap}
          label={t('nav.schema')}
          mark={marks.platform}
          collapsed={collapsed}
        />
        <NavItem to="/domains" icon={Globe} label={t('nav.domains')} collapsed={collapsed} />
        <NavItem to="/users" icon={CircleUserRound} label={t('nav.users')} collapsed={collapsed} />
        <NavItem to="/flags" icon={Flag} label={t('nav.flags')} collapsed={collapsed} />
        <NavItem to="/backups" icon={Archive} label={t('nav.backups')} collapsed={collapsed} />
        <Group label={t('nav.governance')} collapsed={collapsed} />
        <NavItem to="/log" icon={ScrollText} label={t('nav.log')} collapsed={collapsed} />
        <NavItem to="/operators" icon={Users} label={t('nav.operators')} collapsed={collapsed} />
      </Box>
      <Box
        sx={{
          display: 'flex',
          flexDirection: collapsed ? 'column' : 'row',
          alignItems: 'center',
          gap: '2px',
          p: '8px',
        }}
      >
        <RailButton
          icon={Settings}
          label={t('nav.settings')}
          onClick={() => void navigate('/settings')}
          collapsed={collapsed}
        />
        <RailButton icon={CircleHelp} label={t('nav.shortcuts')} onClick={openShortcuts} collapsed={collapsed} />
        <Box sx={{ flex: 1 }} />
        {!forced && (
          <RailButton
            icon={collapsed ? PanelLeftOpen : PanelLeftClose}
            label={collapsed ? t('nav.expand') : t('nav.collapse')}
            onClick={onToggle}
            collapsed={collapsed}
          />
        )}
      </Box>
    </Box>
  );
};

const Group = ({ label, collapsed }: { readonly label: string; readonly collapsed: boolean }) =>
  collapsed ? (
    <Box aria-hidden sx={{ height: '1px', mx: '8px', my: '10px', flex: 'none', bgcolor: 'line.default' }} />
  ) : (
    <Box
      sx={{
        px: '8px',
        pt: '14px',
        pb: '4px',
        fontSize: 11,
        lineHeight: '16px',
        fontWeight: 600,
        letterSpacing: '0.02em',
        color: 'ink.tertiary',
      }}
    >
      {label}
    </Box>
  );

interface RailButtonProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly collapsed: boolean;
  readonly onClick: () => void;
}

const RailButton = ({ icon: Icon, label, collapsed, onClick }: RailButtonProps) => (
  <Tooltip title={label} placement={collapsed ? 'right' : 'top'}>
    <IconButton aria-label={label} onClick={onClick}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
    </IconButton>
  </Tooltip>
);
