import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../shared/assert-never.ts';
import type { PlatformInfo } from '../../shared/contract/session.ts';
import type { Environment } from '../../shared/domain/platform.ts';
import { layout, v } from '../theme/tokens.ts';

const Block = styled('span')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  padding: '0 16px',
  flex: 'none',
  fontSize: 12,
  minWidth: 0,
  '& b': { fontWeight: 600 },
  '& span': { overflow: 'hidden', textOverflow: 'ellipsis' },
});

function fill(environment: Environment) {
  switch (environment) {
    case 'production':
      return { background: v('env-production-solid'), color: v('env-production-on') };
    case 'staging':
      return { background: v('env-staging-tint'), color: v('env-staging-text') };
    case 'demo':
      return { color: v('env-demo-text'), borderRight: `1px dashed ${v('env-demo-solid')}` };
    default:
      return assertNever(environment);
  }
}

/** As wide as the rail above it. */
export const EnvironmentSegment = ({
  platform,
  collapsed,
}: {
  readonly platform: PlatformInfo;
  readonly collapsed: boolean;
}) => {
  const { t } = useTranslation('status');
  return (
    <Block style={{ ...fill(platform.environment), ...(collapsed ? {} : { width: layout.navRail }) }}>
      <b>{t(`environment.${platform.environment}`)}</b>
      {!collapsed && <span>{platform.name}</span>}
    </Block>
  );
};
