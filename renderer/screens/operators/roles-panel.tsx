import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { may, permissions, roles } from '../../../shared/domain/permissions.ts';
import { Missing } from '../../components/missing.tsx';
import { Panel } from '../../components/panel.tsx';
import { PlainTable } from '../../components/plain-table.tsx';

/** The table that main decides by, as it is. */
export const RolesPanel = () => {
  const { t } = useTranslation(['operators', 'status', 'common']);
  return (
    <Panel title={t('operators:roles')} note={t('operators:rolesNote')} padding="none">
      <PlainTable aria-label={t('operators:roles')}>
        <thead>
          <tr>
            <th scope="col">{t('operators:permissionHead')}</th>
            {roles.map((role) => (
              <th key={role} scope="col">
                {t(`status:role.${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissions.map((permission) => (
            <tr key={permission}>
              <td>{t(`operators:permission.${permission.replace('.', '_') as 'read'}`)}</td>
              {roles.map((role) => (
                <td key={role}>
                  {may(role, permission) ? (
                    <Check size={14} strokeWidth={2} role="img" aria-label={t('common:yes')} />
                  ) : (
                    <Missing />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </Panel>
  );
};
