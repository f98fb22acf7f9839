import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { layout, shadows } from '../theme/tokens.ts';

interface DrawerProps {
  readonly open: boolean;
  readonly label: string;
  readonly width?: number;
  /** Beside the cross, above the rule. */
  readonly head: ReactNode;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
  onClose(): void;
}

/** Over the right edge, without a scrim: work goes on behind it. Esc closes it while the focus is inside, or nowhere. */
export const Drawer = ({ open, label, width = layout.drawer, head, foot, children, onClose }: DrawerProps) => {
  const { t } = useTranslation('common');
  const root = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (!open) return undefined;
    opener.current = document.activeElement;
    root.current?.focus({ preventScroll: true });
    return () => {
      if (root.current?.contains(document.activeElement) !== false && opener.current instanceof HTMLElement)
        opener.current.focus({ preventScroll: true });
    };
  }, [open]);
  useEffect(() => {
    if (!open) return undefined;
    // What had the focus may be gone: the button of an action that was taken.
    const closeFromNowhere = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.activeElement !== document.body) return;
      event.preventDefault();
      onClose();
    };
    document.addEventListener('keydown', closeFromNowhere);
    return () => document.removeEventListener('keydown', closeFromNowhere);
  }, [open, onClose]);
  if (!open) return null;
  return (
    <Box
      component="aside"
      ref={root}
      data-region
      tabIndex={-1}
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
      sx={{
        position: 'absolute',
        insetBlock: 0,
        right: 0,
        zIndex: 'drawer',
        width,
        maxWidth: '100%',
        display: 'flex',
        flexDirection: 'column',
        bgcolor: 'surface.panel',
        borderLeft: '1px solid',
        borderColor: 'line.default',
        boxShadow: shadows.drawer,
        '&, &:focus-visible': { outline: 'none' },
        '@keyframes tn-drawer': { from: { opacity: 0, transform: 'translateX(8px)' } },
        animation: 'tn-drawer 160ms cubic-bezier(.16,1,.3,1)',
      }}
    >
      <Box
        sx={{ display: 'flex', gap: 2, px: '18px', py: '12px', borderBottom: '1px solid', borderColor: 'line.subtle' }}
      >
        <Box sx={{ flex: 1, minWidth: 0 }}>{head}</Box>
        <IconButton aria-label={t('close')} onClick={onClose} sx={{ mr: '-6px', flex: 'none' }}>
          <X size={16} strokeWidth={1.75} aria-hidden />
        </IconButton>
      </Box>
      <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto' }}>{children}</Box>
      {foot !== undefined && (
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 2,
            px: '18px',
            py: '12px',
            borderTop: '1px solid',
            borderColor: 'line.subtle',
            '&:empty': { display: 'none' },
          }}
        >
          {foot}
        </Box>
      )}
    </Box>
  );
};
