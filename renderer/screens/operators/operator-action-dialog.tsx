import { KeyRound, ScrollText, ShieldCheck, UserCheck, UserX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation, OperatorRow } from '../../../shared/contract/operators.ts';
import { type Role, roles } from '../../../shared/domain/permissions.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { useChange } from '../../ipc/use-change.ts';

export type OperatorAction = 'setRole' | 'disable' | 'enable' | 'resetPassword';

interface OperatorActionProps {
  readonly action: OperatorAction;
  readonly operator: OperatorRow;
  /** With the new temporary password, where one was made. */
  onDone(invitation: Invitation | null): void;
  onClose(): void;
}

const icons = { setRole: ShieldCheck, disable: UserX, enable: UserCheck, resetPassword: KeyRound } as const;

/** One change of an operator, after its consequences were read and the password given again. */
export const OperatorActionDialog = ({ action, operator, onDone, onClose }: OperatorActionProps) => {
  const { t } = useTranslation(['operators', 'status']);
  const [role, setRole] = useState<Role>(operator.role);
  const done = { errors: 'here', onDone: () => onDone(null) } as const;
  const changes = {
    setRole: useChange('operators.setRole', done),
    disable: useChange('operators.disable', done),
    enable: useChange('operators.enable', done),
    resetPassword: useChange('operators.resetPassword', { errors: 'here', onDone: (invitation) => onDone(invitation) }),
  };
  const { isPending, error } = changes[action];
  const run = (): void => {
    if (action === 'setRole') changes.setRole.mutate({ id: operator.id, role });
    else changes[action].mutate({ id: operator.id });
  };
  return (
    <ConfirmDialog
      open
      level={2}
      title={t(`operators:action.${action}.title`, { name: operator.name })}
      consequences={[
        {
          icon: icons[action],
          text: t(`operators:action.${action}.effect`),
          kind: action === 'disable' ? 'lost' : 'changed',
        },
        { icon: ScrollText, text: t('operators:action.kept'), kind: 'kept' },
      ]}
      verb={t(`operators:action.${action}.verb`)}
      ready={action !== 'setRole' || role !== operator.role}
      busy={isPending}
      error={error}
      onConfirm={run}
      onClose={onClose}
    >
      {action === 'setRole' && (
        <SelectInput<Role>
          label={t('operators:column.role')}
          value={role}
          options={roles.map((value) => ({ value, label: t(`status:role.${value}`) }))}
          onChange={setRole}
        />
      )}
    </ConfirmDialog>
  );
};
