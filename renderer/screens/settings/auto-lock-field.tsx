import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { settingsSchema } from '../../../shared/contract/settings.ts';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { useFormat } from '../../i18n/use-format.ts';

const schema = settingsSchema.shape.autoLockMinutes;

interface AutoLockFieldProps {
  readonly kept: number;
  onKeep(minutes: number): void;
}

/** Kept when the field is left or Enter is pressed; what is no number of minutes is said and not kept. */
export const AutoLockField = ({ kept, onKeep }: AutoLockFieldProps) => {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const id = useId();
  /** Null while nothing is being typed: then the kept value is shown. */
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const offer = (): void => {
    if (typed === null) return;
    const read = schema.safeParse(typed.trim() === '' ? undefined : Number(typed));
    setWrong(!read.success);
    if (!read.success) return;
    setTyped(null);
    if (read.data !== kept) onKeep(read.data);
  };
  return (
    <Box sx={{ width: 220 }}>
      <OutlinedInput
        type="number"
        fullWidth
        value={typed ?? String(kept)}
        error={wrong}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={offer}
        onKeyDown={(event) => {
          if (event.key === 'Enter') offer();
        }}
        slotProps={{
          input: {
            'aria-label': t('autoLock'),
            'aria-invalid': wrong,
            'aria-describedby': wrong ? id : undefined,
            min: schema.minValue ?? undefined,
            max: schema.maxValue ?? undefined,
          },
        }}
      />
      {wrong && (
        <Box
          id={id}
          role="alert"
          sx={{
            display: 'flex',
            gap: 1.5,
            mt: 1,
            fontSize: 12,
            lineHeight: '18px',
            color: 'status.danger.text',
            '& > svg': { mt: '3px' },
          }}
        >
          <StatusGlyph glyph="octagon" tone="danger" />
          {t('autoLockProblem', { kept: format.number(kept) })}
        </Box>
      )}
    </Box>
  );
};
