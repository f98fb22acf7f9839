import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import { X } from 'lucide-react';
import { type FormEvent, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlatform } from '../stores/session.ts';
import { layout } from '../theme/tokens.ts';
import { EnvBadge } from './env-badge.tsx';

interface DialogFrameProps {
  readonly open: boolean;
  /** The action and its object. */
  readonly title: string;
  readonly description?: ReactNode;
  /** Left of the buttons. */
  readonly note?: ReactNode;
  readonly actions: ReactNode;
  readonly width?: number;
  /** A red bar: what it does cannot be undone. */
  readonly danger?: boolean;
  /** It runs: neither Esc nor the cross leave it. */
  readonly busy?: boolean;
  /** Makes the dialog a form. */
  readonly onSubmit?: () => void;
  readonly children?: ReactNode;
  onClose(): void;
}

const region = { px: '20px', py: '14px', borderTop: '1px solid', borderColor: 'line.subtle' } as const;

/** Modal: where (the environment's badge), what, the matter itself, the buttons. */
export const DialogFrame = ({
  open,
  title,
  description,
  note,
  actions,
  width = layout.dialog,
  danger = false,
  busy = false,
  onSubmit,
  children,
  onClose,
}: DialogFrameProps) => {
  const { t } = useTranslation('common');
  const platform = usePlatform();
  const id = useId();
  const heading = (
    <Typography variant="h1" component="h2" id={id} sx={{ mt: platform === null ? 0 : 1, flex: 1 }}>
      {title}
    </Typography>
  );
  const cross = (
    <IconButton aria-label={t('close')} onClick={onClose} disabled={busy} sx={{ mr: '-6px' }}>
      <X size={16} strokeWidth={1.75} aria-hidden />
    </IconButton>
  );
  return (
    <Dialog
      open={open}
      onClose={() => {
        if (!busy) onClose();
      }}
      aria-labelledby={id}
      slotProps={{ paper: { sx: { width, maxWidth: 'calc(100vw - 64px)', m: 0, position: 'relative' } } }}
    >
      <Box
        component={onSubmit === undefined ? 'div' : 'form'}
        noValidate
        {...(onSubmit === undefined
          ? {}
          : {
              onSubmit: (event: FormEvent<HTMLElement>) => {
                event.preventDefault();
                const form = event.currentTarget;
                onSubmit();
                requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
              },
            })}
        sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}
      >
        {danger && <Box sx={{ height: 4, flex: 'none', bgcolor: 'status.danger.solid' }} />}
        <Box sx={{ px: '20px', pt: '14px', pb: '14px', flex: 'none' }}>
          {platform === null ? (
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
              {heading}
              {cross}
            </Box>
          ) : (
            <>
              <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, minHeight: 30 }}>
                <EnvBadge environment={platform.environment} />
                <Box component="span" sx={{ flex: 1, fontSize: 12, color: 'ink.secondary' }}>
                  {platform.name}
                </Box>
                {cross}
              </Box>
              {heading}
            </>
          )}
          {description !== undefined && (
            <Box sx={{ fontSize: 13, lineHeight: '20px', color: 'ink.secondary' }}>{description}</Box>
          )}
        </Box>
        {children !== undefined && <Box sx={{ ...region, overflow: 'auto', minHeight: 0 }}>{children}</Box>}
        <Box
          sx={{
            ...region,
            py: '12px',
            flex: 'none',
            display: 'flex',
            alignItems: 'center',
            gap: 2,
            bgcolor: 'surface.sunken',
          }}
        >
          <Box sx={{ flex: 1, minWidth: 0, fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>{note}</Box>
          {actions}
        </Box>
      </Box>
    </Dialog>
  );
};
