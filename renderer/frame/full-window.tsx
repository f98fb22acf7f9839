import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import Typography from '@mui/material/Typography';
import type { LucideIcon } from 'lucide-react';
import { type FormEvent, type ReactNode, useId } from 'react';
import type { PlatformInfo } from '../../shared/contract/session.ts';
import { EnvBadge } from '../components/env-badge.tsx';

interface FullWindowProps {
  readonly platform: PlatformInfo;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly body: string;
  readonly children: ReactNode;
  onSubmit(): void;
}

/** One form that stands between the operator and everything else: nothing behind it can be read or reached. */
export const FullWindow = ({ platform, icon: Icon, title, body, children, onSubmit }: FullWindowProps) => {
  const id = useId();
  const send = (event: FormEvent<HTMLElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    onSubmit();
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <Dialog
      open
      fullScreen
      transitionDuration={0}
      aria-labelledby={id}
      sx={{ zIndex: 1500 }}
      slotProps={{ paper: { sx: { bgcolor: 'surface.canvas', borderRadius: 0, border: 0 } } }}
    >
      <Box
        component="form"
        noValidate
        onSubmit={send}
        sx={{ m: 'auto', width: 340, display: 'flex', flexDirection: 'column', gap: 3.5 }}
      >
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <EnvBadge environment={platform.environment} />
          <Box component="span" sx={{ fontSize: 12, color: 'ink.secondary' }}>
            {platform.name}
          </Box>
        </Box>
        <Box>
          <Typography variant="h1" id={id} sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
            <Icon size={18} strokeWidth={1.75} aria-hidden />
            {title}
          </Typography>
          <Box sx={{ mt: 1, color: 'ink.secondary' }}>{body}</Box>
        </Box>
        {children}
      </Box>
    </Dialog>
  );
};
