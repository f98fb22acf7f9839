import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusGlyph } from './status-glyph.tsx';

const shownFor = 5_000;

/** What the operator just did has succeeded. Errors are never toasts. */
export const Toast = ({ text, onClose }: { readonly text: string; onClose(): void }) => {
  const { t } = useTranslation('common');
  useEffect(() => {
    const timer = setTimeout(onClose, shownFor);
    return () => clearTimeout(timer);
  }, [onClose]);
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2.5,
        minHeight: 40,
        pl: '14px',
        pr: '6px',
        maxWidth: 460,
        borderRadius: '8px',
        bgcolor: 'surface.ink',
        color: 'surface.onInk',
        fontSize: 13,
      }}
    >
      <StatusGlyph glyph="disc-check" tone="ok" />
      <Box sx={{ flex: 1, py: '8px' }}>{text}</Box>
      <IconButton
        aria-label={t('close')}
        onClick={onClose}
        sx={{ color: 'surface.onInk2', '&:hover': { color: 'surface.onInk', background: 'transparent' } }}
      >
        <X size={14} strokeWidth={1.75} aria-hidden />
      </IconButton>
    </Box>
  );
};
