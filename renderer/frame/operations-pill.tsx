import Button from '@mui/material/Button';
import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Arc } from '../components/arc.tsx';
import { StatusGlyph } from '../components/status-glyph.tsx';
import { useFrame } from '../stores/frame.ts';
import { useLiveOperations, useWaitingOperations } from '../stores/operations.ts';
import { useOnline } from '../stores/reachability.ts';
import { v } from '../theme/tokens.ts';

/** What runs, or waits for a person. Offline nobody knows whether it still runs. */
export const OperationsPill = () => {
  const { t } = useTranslation('frame');
  const toggle = useFrame((frame) => frame.toggleDrawer);
  const open = useFrame((frame) => frame.drawerOpen);
  const running = useLiveOperations().length;
  const waiting = useWaitingOperations().length;
  const online = useOnline();
  const look =
    running > 0
      ? online
        ? { icon: <Arc size={14} />, tone: 'info', text: t('operations.running', { count: running }) }
        : {
            icon: <StatusGlyph glyph="ring-mark" tone="neutral" />,
            tone: 'neutral',
            text: t('operations.unknown', { count: running }),
          }
      : waiting > 0
        ? {
            icon: <StatusGlyph glyph="triangle" tone="warn" />,
            tone: 'warn',
            text: t('operations.waiting', { count: waiting }),
          }
        : null;
  return (
    <Button
      variant="text"
      aria-expanded={open}
      aria-keyshortcuts="Control+J"
      startIcon={look === null ? <ListChecks size={14} strokeWidth={1.75} aria-hidden /> : look.icon}
      onClick={toggle}
      sx={{ WebkitAppRegion: 'no-drag' }}
      style={look === null ? {} : { background: v(`status-${look.tone}-tint`), color: v(`status-${look.tone}-text`) }}
    >
      {look === null ? t('operations.title') : look.text}
    </Button>
  );
};
