import IconButton from '@mui/material/IconButton';
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextInput, type TextInputProps } from './text-input.tsx';

/** A password that can be looked at while it is typed. */
export const PasswordInput = (props: Omit<TextInputProps, 'type' | 'endAdornment' | 'rows'>) => {
  const { t } = useTranslation('components');
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <TextInput
      autoComplete="current-password"
      {...props}
      type={shown ? 'text' : 'password'}
      endAdornment={
        <IconButton
          size="small"
          aria-label={shown ? t('password.hide') : t('password.show')}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          sx={{ mr: '-8px' }}
        >
          <Icon size={14} strokeWidth={1.75} aria-hidden />
        </IconButton>
      }
    />
  );
};
