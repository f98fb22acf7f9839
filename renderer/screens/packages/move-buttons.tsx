import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { ArrowDown, ArrowUp, Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Guard } from '../../components/guard.ts';
import { GuardReason } from '../../components/guarded-button.tsx';

interface MoveButtonsProps {
  readonly name: string;
  readonly guard: Guard;
  /** Null where there is nowhere to go. */
  readonly onUp: (() => void) | null;
  readonly onDown: (() => void) | null;
}

/** One place up or down. Where that may not be, one lock says why. */
export const MoveButtons = ({ name, guard, onUp, onDown }: MoveButtonsProps) => {
  const { t } = useTranslation('packages');
  if (guard.why !== null) {
    return (
      <Tooltip title={<GuardReason why={guard.why} />} describeChild>
        <IconButton aria-disabled aria-label={t('moveUp', { name })} sx={{ color: 'ink.tertiary', cursor: 'default' }}>
          <Lock size={13} strokeWidth={1.75} aria-hidden />
        </IconButton>
      </Tooltip>
    );
  }
  return (
    <Box sx={{ display: 'inline-flex' }}>
      <IconButton aria-label={t('moveUp', { name })} disabled={onUp === null} onClick={() => onUp?.()}>
        <ArrowUp size={14} strokeWidth={1.75} aria-hidden />
      </IconButton>
      <IconButton aria-label={t('moveDown', { name })} disabled={onDown === null} onClick={() => onDown?.()}>
        <ArrowDown size={14} strokeWidth={1.75} aria-hidden />
      </IconButton>
    </Box>
  );
};
