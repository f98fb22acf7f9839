import OutlinedInput, { type OutlinedInputProps } from '@mui/material/OutlinedInput';
import type { ReactNode, Ref } from 'react';
import { mono, monoFeatures, v } from '../theme/tokens.ts';
import { FormField } from './form-field.tsx';

export interface TextInputProps {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly note?: ReactNode;
  readonly value?: string;
  readonly defaultValue?: string;
  readonly name?: string;
  readonly type?: 'text' | 'email' | 'password' | 'number' | 'tel' | 'date';
  /** For identifiers. */
  readonly mono?: boolean;
  readonly rows?: number;
  readonly disabled?: boolean;
  readonly readOnly?: boolean;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly autoComplete?: string;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly endAdornment?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly onChange?: OutlinedInputProps['onChange'];
  readonly onBlur?: OutlinedInputProps['onBlur'];
  readonly onKeyDown?: OutlinedInputProps['onKeyDown'];
}

/** A labelled text field. With react-hook-form: `const { ref, ...rest } = register('name')`, `inputRef={ref}`. */
export const TextInput = ({
  label,
  help,
  error,
  note,
  mono: isMono = false,
  rows,
  maxLength,
  readOnly = false,
  required = false,
  ...input
}: TextInputProps) => (
  <FormField label={label} help={help} error={error} note={note}>
    {({ id, ...wiring }) => (
      <OutlinedInput
        {...input}
        id={id}
        fullWidth
        error={error !== undefined}
        multiline={rows !== undefined}
        {...(rows === undefined ? {} : { minRows: rows, maxRows: rows + 4 })}
        slotProps={{
          input: {
            ...wiring,
            maxLength,
            readOnly,
            'aria-required': required,
            spellCheck: rows !== undefined && !isMono,
          },
        }}
        sx={{
          ...(isMono
            ? { '& input, & textarea': { fontFamily: mono, fontFeatureSettings: monoFeatures, fontSize: 12.5 } }
            : {}),
          '&.Mui-error .MuiOutlinedInput-notchedOutline': { borderColor: v('status-danger-solid'), borderWidth: 2 },
        }}
      />
    )}
  </FormField>
);
