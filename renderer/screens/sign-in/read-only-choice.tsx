import Box from '@mui/material/Box';
import Switch from '@mui/material/Switch';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Environment } from '../../../shared/domain/platform.ts';

interface ReadOnlyChoiceProps {
  readonly environment: Environment;
  readonly value: boolean;
  onChange(value: boolean): void;
}

/** Production starts read-only in any case: there the switch only shows it. */
export const ReadOnlyChoice = ({ environment, value, onChange }: ReadOnlyChoiceProps) => {
  const { t } = useTranslation('session');
  const id = useId();
  const always = environment === 'production';
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 3,
        p: '10px 12px',
        border: '1px solid',
        borderColor: 'line.default',
        borderRadius: '6px',
      }}
    >
      <Box component="label" htmlFor={id} sx={{ flex: 1 }}>
        <Box component="span" sx={{ display: 'block', fontWeight: 500 }}>
          {t('readOnly')}
        </Box>
        <Box component="span" sx={{ display: 'block', fontSize: 12, color: 'ink.secondary' }}>
          {t(always ? 'readOnlyProduction' : 'readOnlyBody')}
        </Box>
      </Box>
      <Switch id={id} checked={value || always} disabled={always} onChange={(_event, on) => onChange(on)} />
    </Box>
  );
};
