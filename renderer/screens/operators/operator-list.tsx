import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation, OperatorRow } from '../../../shared/contract/operators.ts';
import { useGuard } from '../../components/guard.ts';
import { Missing } from '../../components/missing.tsx';
import { PlainTable } from '../../components/plain-table.tsx';
import { operatorLook } from '../../components/status/operator-look.ts';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { Unseen } from '../../components/unseen.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useOperator } from '../../stores/session.ts';
import { type OperatorAction, OperatorActionDialog } from './operator-action-dialog.tsx';

interface OperatorListProps {
  readonly operators: ReadonlyArray<OperatorRow>;
  onChanged(): void;
  onInvitation(invitation: Invitation): void;
}

const actionsFor = ({ state }: OperatorRow): ReadonlyArray<OperatorAction> =>
  state === 'disabled'
    ? ['enable']
    : state === 'locked_out'
      ? ['setRole', 'enable', 'resetPassword', 'disable']
      : ['setRole', 'resetPassword', 'disable'];

export const OperatorList = ({ operators, onChanged, onInvitation }: OperatorListProps) => {
  const { t } = useTranslation(['operators', 'status']);
  const format = useFormat();
  const me = useOperator();
  const guard = useGuard({ call: 'operators.setRole' });
  const [menu, setMenu] = useState<{ readonly anchor: HTMLElement; readonly operator: OperatorRow } | null>(null);
  const [asked, setAsked] = useState<{ readonly action: OperatorAction; readonly operator: OperatorRow } | null>(null);
  return (
    <>
      <PlainTable aria-label={t('operators:title')}>
        <thead>
          <tr>
            <th scope="col">{t('operators:column.name')}</th>
            <th scope="col">{t('operators:column.role')}</th>
            <th scope="col">{t('operators:column.state')}</th>
            <th scope="col">{t('operators:column.lastSignIn')}</th>
            <th scope="col">{t('operators:column.created')}</th>
            <th scope="col">
              <Unseen>{t('operators:column.actions')}</Unseen>
            </th>
          </tr>
        </thead>
        <tbody>
          {operators.map((operator) => (
            <tr key={operator.id}>
              <td>
                <Box sx={{ fontWeight: 500 }}>
                  {operator.name}
                  {operator.id === me?.id && (
                    <Box component="span" sx={{ ml: 2, fontSize: 12, fontWeight: 400, color: 'ink.tertiary' }}>
                      {t('operators:you')}
                    </Box>
                  )}
                </Box>
                <Box sx={{ fontSize: 12, color: 'ink.secondary' }}>{operator.email}</Box>
              </td>
              <td>{t(`status:role.${operator.role}`)}</td>
              <td>
                <StatusChip look={operatorLook(operator.state)} form="quiet" />
              </td>
              <td>{operator.lastSignInAt === null ? <Missing /> : format.moment(operator.lastSignInAt)}</td>
              <td>
                {format.date(operator.createdAt)}
                {operator.createdBy !== null && (
                  <Box sx={{ fontSize: 12, color: 'ink.secondary' }}>
                    {t('operators:by', { who: operator.createdBy })}
                  </Box>
                )}
              </td>
              <td className="right">
                {guard.allowed && operator.id !== me?.id && (
                  <IconButton
                    size="small"
                    aria-haspopup="menu"
                    aria-label={t('operators:actionsOf', { name: operator.name })}
                    onClick={(event) => setMenu({ anchor: event.currentTarget, operator })}
                  >
                    <Ellipsis size={14} strokeWidth={1.75} aria-hidden />
                  </IconButton>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
      <Menu open={menu !== null} anchorEl={menu?.anchor ?? null} onClose={() => setMenu(null)}>
        {menu !== null &&
          actionsFor(menu.operator).map((action) => (
            <MenuItem
              key={action}
              onClick={() => {
                setAsked({ action, operator: menu.operator });
                setMenu(null);
              }}
            >
              {t(`operators:action.${action}.open`)}
            </MenuItem>
          ))}
      </Menu>
      {asked !== null && (
        <OperatorActionDialog
          {...asked}
          onDone={(invitation) => {
            setAsked(null);
            onChanged();
            if (invitation !== null) onInvitation(invitation);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
};
