import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { v } from '../theme/tokens.ts';
import { Mono } from './mono.tsx';
import type { StatusLook } from './status/look.ts';
import { StatusGlyph } from './status-glyph.tsx';

export interface Step {
  readonly key: string;
  readonly label: string;
  /** Which of many things, after the label. */
  readonly subject?: string | undefined;
  /** From `stepLook(state)`. */
  readonly look: StatusLook;
  readonly phase: 'before' | 'now' | 'after' | 'failed';
  /** At the right edge: a duration, or an estimate. */
  readonly time?: string | undefined;
  /** Opens under the step: its parts, its evidence, its error. */
  readonly detail?: ReactNode;
  /** Opens under the step when its name is pressed. */
  readonly more?: ReactNode;
}

interface StepListProps {
  readonly label: string;
  readonly steps: ReadonlyArray<Step>;
}

const colours: Readonly<Record<Step['phase'], string>> = {
  before: v('ink-primary'),
  now: v('ink-primary'),
  after: v('ink-tertiary'),
  failed: v('status-danger-text'),
};

/** Numbered steps with their durations; the running one may open to show its parts. */
export const StepList = ({ label, steps }: StepListProps) => (
  <Box component="ol" aria-label={label} sx={{ m: 0, p: 0, listStyle: 'none' }}>
    {steps.map((step, index) => (
      <Box
        component="li"
        key={step.key}
        aria-current={step.phase === 'now' ? 'step' : undefined}
        sx={{ display: 'flex', gap: 2.5, position: 'relative', pb: index === steps.length - 1 ? 0 : '8px' }}
      >
        {index < steps.length - 1 && (
          <Box
            aria-hidden
            sx={{
              position: 'absolute',
              left: '6px',
              top: '18px',
              bottom: '-1px',
              width: '1px',
              bgcolor: step.phase === 'before' ? 'status.ok.solid' : 'line.default',
            }}
          />
        )}
        <Box sx={{ width: 13, flex: 'none', display: 'flex', justifyContent: 'center', pt: '4px' }}>
          <StatusGlyph glyph={step.look.glyph} tone={step.look.tone} size={13} />
        </Box>
        <Box
          className="n"
          sx={{ width: 18, flex: 'none', textAlign: 'right', color: 'ink.tertiary', lineHeight: '20px' }}
        >
          {index + 1}
        </Box>
        <StepBody step={step} />
      </Box>
    ))}
  </Box>
);

const StepName = ({ step: { label, subject } }: { readonly step: Step }) =>
  subject === undefined ? (
    label
  ) : (
    <>
      {label} <Mono>{subject}</Mono>
    </>
  );

const StepBody = ({ step }: { readonly step: Step }) => {
  const id = useId();
  const [open, setOpen] = useState(false);
  const strong = step.phase === 'now' || step.phase === 'failed';
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <Box sx={{ flex: 1, minWidth: 0 }}>
      <Box
        sx={{ display: 'flex', gap: 2, lineHeight: '20px' }}
        style={{ color: colours[step.phase], fontWeight: strong ? 600 : 400 }}
      >
        {step.more === undefined ? (
          <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
            <StepName step={step} />
          </Box>
        ) : (
          <ButtonBase
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
            sx={{
              flex: 1,
              justifyContent: 'flex-start',
              gap: 1,
              my: '-2px',
              py: '2px',
              font: 'inherit',
              textAlign: 'left',
            }}
          >
            <span>
              <StepName step={step} />{' '}
              <Chevron
                size={12}
                strokeWidth={1.75}
                aria-hidden
                style={{ display: 'inline-block', verticalAlign: '-1px' }}
              />
            </span>
          </ButtonBase>
        )}
        {step.time !== undefined && (
          <Box
            component="span"
            className="n"
            sx={{ fontSize: 12, color: strong ? 'inherit' : 'ink.tertiary', flex: 'none' }}
          >
            {step.time}
          </Box>
        )}
      </Box>
      {step.detail}
      {step.more !== undefined && <div id={id}>{open && step.more}</div>}
    </Box>
  );
};
