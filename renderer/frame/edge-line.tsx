import { styled } from '@mui/material/styles';
import type { Environment } from '../../shared/domain/platform.ts';
import { v } from '../theme/tokens.ts';

const Line = styled('div')({
  position: 'absolute',
  insetInline: 0,
  top: 0,
  height: 2,
  zIndex: 1600,
  pointerEvents: 'none',
});

const fills: Readonly<Record<Environment, string>> = {
  production: v('env-production-solid'),
  staging: `repeating-linear-gradient(90deg, ${v('env-staging-solid')} 0 10px, transparent 10px 16px)`,
  demo: 'transparent',
};

/** The window's top edge tells the environment, above dialogs too: solid, broken, none. */
export const EdgeLine = ({ environment }: { readonly environment: Environment }) => (
  <Line aria-hidden style={{ background: fills[environment] }} />
);
