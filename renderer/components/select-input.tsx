import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { FormField } from './form-field.tsx';

interface SelectInputProps<V extends string> {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly value: V;
  readonly options: ReadonlyArray<{ readonly value: V; readonly label: ReactNode; readonly disabled?: boolean }>;
  readonly disabled?: boolean;
  onChange(value: NoInfer<V>): void;
}

export const SelectInput = <V extends string>({
  label,
  help,
  error,
  value,
  options,
  disabled = false,
  onChange,
}: SelectInputProps<V>) => (
  <FormField label={label} help={help} error={error}>
    {({ id, ...wiring }) => (
      <Select<V>
        id={`${id}-box`}
        value={value}
        fullWidth
        IconComponent={Arrow}
        disabled={disabled}
        error={error !== undefined}
        onChange={(event) => {
          const next = options.find((option) => option.value === event.target.value);
          if (next !== undefined) onChange(next.value);
        }}
        SelectDisplayProps={{ id, ...wiring, ...(typeof label === 'string' ? { 'aria-label': label } : {}) }}
        sx={{
          '& .MuiSelect-select': { display: 'flex', alignItems: 'center', minHeight: 'unset', py: 0, px: '10px' },
          '& .MuiSelect-icon': { top: 'calc(50% - 7px)', right: 9 },
        }}
      >
        {options.map((option) => (
          <MenuItem key={option.value} value={option.value} disabled={option.disabled ?? false}>
            {option.label}
          </MenuItem>
        ))}
      </Select>
    )}
  </FormField>
);

/** Only the class: the rest of what the select hands over is not for an SVG element. */
const Arrow = ({ className }: { readonly className?: string }) => (
  <ChevronDown {...(className === undefined ? {} : { className })} size={14} strokeWidth={1.75} aria-hidden />
);
