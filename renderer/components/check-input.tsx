import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import { type ReactNode, useId } from 'react';

interface CheckInputProps {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly checked: boolean;
  readonly disabled?: boolean;
  onChange(checked: boolean): void;
}

export const CheckInput = ({ label, help, checked, disabled = false, onChange }: CheckInputProps) => {
  const id = useId();
  return (
    <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-start', minHeight: 24 }}>
      <Checkbox
        id={id}
        checked={checked}
        disabled={disabled}
        onChange={(_event, next) => onChange(next)}
        slotProps={{ input: help === undefined ? {} : { 'aria-describedby': `${id}-help` } }}
        sx={{ width: 24, height: 24, ml: '-4px', my: '-2px' }}
      />
      <Box sx={{ minWidth: 0 }}>
        <Box component="label" htmlFor={id} sx={{ display: 'block', fontSize: 13, lineHeight: '20px' }}>
          {label}
        </Box>
        {help !== undefined && (
          <Box id={`${id}-help`} sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.tertiary' }}>
            {help}
          </Box>
        )}
      </Box>
    </Box>
  );
};
