import Box from '@mui/material/Box';
import { CheckInput } from '../../components/check-input.tsx';
import { Mono } from '../../components/mono.tsx';
import { columns } from './form-part.tsx';

interface KeyChoiceProps {
  readonly options: ReadonlyArray<{ readonly key: string; readonly label: string; readonly help?: string }>;
  readonly chosen: ReadonlyArray<string>;
  readonly disabled: boolean;
  /** Labels are identifiers. */
  readonly mono?: boolean;
  onChange(chosen: ReadonlyArray<string>): void;
}

/** Any of some keys, in the order in which they are offered. */
export const KeyChoice = ({ options, chosen, disabled, mono = false, onChange }: KeyChoiceProps) => (
  <Box sx={{ ...columns(2), gap: '6px 12px' }}>
    {options.map(({ key, label, help }) => (
      <CheckInput
        key={key}
        label={mono ? <Mono>{label}</Mono> : label}
        {...(help === undefined || help === '' ? {} : { help })}
        checked={chosen.includes(key)}
        disabled={disabled}
        onChange={(checked) =>
          onChange(options.map((one) => one.key).filter((one) => (one === key ? checked : chosen.includes(one))))
        }
      />
    ))}
  </Box>
);
