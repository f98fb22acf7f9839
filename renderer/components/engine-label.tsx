import Box from '@mui/material/Box';
import { Braces, Rows3 } from 'lucide-react';
import type { Engine } from '../../shared/domain/platform.ts';

interface EngineLabelProps {
  readonly engine: Engine;
  /** As in `PostgreSQL 18.4`; the engine's own name without it. */
  readonly server?: string;
}

const names: Readonly<Record<Engine, string>> = { postgresql: 'PostgreSQL', mongodb: 'MongoDB' };
const icons = { postgresql: Rows3, mongodb: Braces } as const;

/** An icon and a name, never a colour. */
export const EngineLabel = ({ engine, server }: EngineLabelProps) => {
  const Icon = icons[engine];
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.25, color: 'ink.secondary', fontSize: 12 }}
    >
      <Icon size={13} strokeWidth={1.75} aria-hidden />
      {server ?? names[engine]}
    </Box>
  );
};
