import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { type EffectivePermission, grantedTo, type TenantUserRole } from '../../../shared/domain/users.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Mono } from '../../components/mono.tsx';

/** What a role comes down to, area by area, and the grants behind it as the platform's programs write them. */
export const PermissionList = ({
  role,
  permissions,
  labelWidth,
}: {
  readonly role: TenantUserRole;
  readonly permissions: ReadonlyArray<EffectivePermission>;
  readonly labelWidth: number;
}) => {
  const { t } = useTranslation('users');
  const words = ({ whole, actions }: EffectivePermission): string =>
    whole
      ? t('permission.whole')
      : actions.length === 0
        ? t('permission.nothing')
        : actions.map((action) => t(`permission.action.${action}`)).join(', ');
  return (
    <KeyValues
      labelWidth={labelWidth}
      rows={[
        ...permissions.map((permission) => ({
          label: t(`permission.area.${permission.area}`),
          value: (
            <Box component="span" sx={{ color: permission.actions.length === 0 ? 'ink.tertiary' : 'inherit' }}>
              {words(permission)}
            </Box>
          ),
        })),
        { label: t('permission.grants'), value: <Mono>{grantedTo[role].join(' ')}</Mono> },
      ]}
    />
  );
};
