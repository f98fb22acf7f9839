import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { layout } from '../theme/tokens.ts';

interface SidePanelProps {
  readonly title: string;
  readonly sub?: ReactNode;
  readonly foot?: ReactNode;
  /** Within a page's padding: an edge all around, as a panel has. */
  readonly inset?: boolean;
  readonly children: ReactNode;
  onClose(): void;
}

/** Docked right of a list, for reading one of its rows. Below 1240 it lies over the list. */
export const SidePanel = ({ title, sub, foot, inset = false, children, onClose }: SidePanelProps) => {
  const { t } = useTranslation('common');
  return (
    <Box
      component="aside"
      data-region
      tabIndex={-1}
      aria-label={title}
      sx={(theme) => ({
        width: layout.sidePanel,
        flex: 'none',
        display: 'flex',
        flexDirection: 'column',
        minHeight: 0,
        bgcolor: 'surface.panel',
        ...(inset ? { border: '1px solid', borderRadius: '8px', overflow: 'hidden' } : { borderLeft: '1px solid' }),
        borderColor: 'line.default',
        [theme.breakpoints.down('md')]: {
          position: 'absolute',
          insetBlock: 0,
          right: 0,
          zIndex: 'drawer',
          borderRadius: 0,
        },
      })}
    >
      <Box
        sx={{ display: 'flex', gap: 2, px: '16px', py: '12px', borderBottom: '1px solid', borderColor: 'line.subtle' }}
      >
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography variant="h2">{title}</Typography>
          {sub !== undefined && <Box sx={{ fontSize: 12, color: 'ink.secondary' }}>{sub}</Box>}
        </Box>
        <IconButton aria-label={t('close')} onClick={onClose} sx={{ mr: '-6px' }}>
          <X size={16} strokeWidth={1.75} aria-hidden />
        </IconButton>
      </Box>
      <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', px: '16px', py: '12px' }}>{children}</Box>
      {foot !== undefined && (
        <Box
          sx={{ display: 'flex', gap: 2, px: '16px', py: '12px', borderTop: '1px solid', borderColor: 'line.subtle' }}
        >
          {foot}
        </Box>
      )}
    </Box>
  );
};
