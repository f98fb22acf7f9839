import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../shared/assert-never.ts';
import type { Environment } from '../../shared/domain/platform.ts';
import { v } from '../theme/tokens.ts';

const Root = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  flex: 'none',
  height: 20,
  padding: '0 6px',
  borderRadius: 4,
  border: '1px solid transparent',
  fontSize: 12,
  lineHeight: '18px',
  fontWeight: 600,
  whiteSpace: 'nowrap',
});

/** Fill style carries the meaning: solid, tinted with a border, dashed border only. */
function fill(environment: Environment) {
  switch (environment) {
    case 'production':
      return { background: v('env-production-solid'), color: v('env-production-on') };
    case 'staging':
      return {
        background: v('env-staging-tint'),
        color: v('env-staging-text'),
        borderColor: v('env-staging-solid'),
      };
    case 'demo':
      return { color: v('env-demo-text'), border: `1px dashed ${v('env-demo-solid')}` };
    default:
      return assertNever(environment);
  }
}

export const EnvBadge = ({ environment }: { readonly environment: Environment }) => {
  const { t } = useTranslation('status');
  return <Root style={fill(environment)}>{t(`environment.${environment}`)}</Root>;
};
