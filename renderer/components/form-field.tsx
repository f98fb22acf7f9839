import Box from '@mui/material/Box';
import { type ReactNode, useId } from 'react';
import { StatusGlyph } from './status-glyph.tsx';

/** What the control inside a field must carry. */
export interface FieldWiring {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

interface FormFieldProps {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** Replaces the help. */
  readonly error?: string | undefined;
  /** After the label, at the right edge. */
  readonly note?: ReactNode;
  readonly children: (wiring: FieldWiring) => ReactNode;
}

/** Label above, help or error below. */
export const FormField = ({ label, help, error, note, children }: FormFieldProps) => {
  const id = useId();
  const below = `${id}-below`;
  const described = error !== undefined || help !== undefined ? below : undefined;
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', mb: 1 }}>
        <Box
          component="label"
          htmlFor={id}
          sx={{ flex: 1, fontSize: 12, lineHeight: '18px', fontWeight: 500, color: 'ink.secondary' }}
        >
          {label}
        </Box>
        {note !== undefined && <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.tertiary' }}>{note}</Box>}
      </Box>
      {children({ id, 'aria-describedby': described, 'aria-invalid': error !== undefined })}
      {described !== undefined && (
        <Box
          id={below}
          sx={{
            display: 'flex',
            gap: 1.5,
            mt: 1,
            fontSize: 12,
            lineHeight: '18px',
            color: error === undefined ? 'ink.tertiary' : 'status.danger.text',
            '& > svg': { mt: '3px' },
          }}
        >
          {error !== undefined && <StatusGlyph glyph="octagon" tone="danger" />}
          <span>{error ?? help}</span>
        </Box>
      )}
    </Box>
  );
};
