import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../shared/errors.ts';
import { layout, shadows, v } from '../theme/tokens.ts';
import { InlineError } from './inline-error.tsx';

interface ConfirmPopoverProps {
  /** The button that was pressed; null closes it. */
  readonly anchor: HTMLElement | null;
  readonly title: string;
  /** One sentence: what it costs. */
  readonly body: ReactNode;
  /** What it does, as a verb. */
  readonly verb: string;
  readonly busy?: boolean;
  readonly error?: AppError | null;
  onConfirm(): void;
  onClose(): void;
}

/** Level 1: harmless, but costs time. The focus is on the action. */
export const ConfirmPopover = ({
  anchor,
  title,
  body,
  verb,
  busy = false,
  error = null,
  onConfirm,
  onClose,
}: ConfirmPopoverProps) => {
  const { t } = useTranslation('common');
  const id = useId();
  return (
    <Popover
      // The status bar is never covered.
      marginThreshold={layout.statusBar + 8}
      open={anchor !== null}
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-labelledby': id,
          sx: {
            mt: '6px',
            p: '12px',
            width: 300,
            borderRadius: '8px',
            bgcolor: 'surface.raised',
            border: `1px solid ${v('line-default')}`,
            boxShadow: shadows.menu,
          },
        },
      }}
    >
      <Box id={id} sx={{ fontSize: 13, lineHeight: '20px', fontWeight: 600 }}>
        {title}
      </Box>
      <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary', mb: 3 }}>{body}</Box>
      <InlineError error={error} />
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 2, mt: error === null ? 0 : 3 }}>
        <Button size="small" variant="text" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button size="small" variant="contained" color="primary" autoFocus disabled={busy} onClick={onConfirm}>
          {verb}
        </Button>
      </Box>
    </Popover>
  );
};
