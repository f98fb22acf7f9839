import { randomUUID } from 'node:crypto';
import type { Invitation, OperatorRow } from '../../shared/contract/operators.ts';
import type { OperatorId } from '../../shared/domain/ids.ts';
import type { Role } from '../../shared/domain/permissions.ts';
import { AppError } from '../../shared/errors.ts';
import type { OperatorCatalog } from '../layouts/operator-catalog.ts';
import type { PasswordHasher } from './password-hash.ts';
import { temporaryPassword } from './password-rules.ts';

interface Parts {
  readonly operators: OperatorCatalog;
  readonly hasher: PasswordHasher;
  readonly self: OperatorId | undefined;
  readonly by: string | null;
}

export interface OperatorAdmin {
  find(id: OperatorId): Promise<OperatorRow>;
  invite(operator: { name: string; email: string; role: Role }): Promise<Invitation>;
  setRole(operator: OperatorRow, role: Role): Promise<OperatorRow>;
  setDisabled(operator: OperatorRow, disabled: boolean): Promise<OperatorRow>;
  resetPassword(operator: OperatorRow): Promise<Invitation>;
}

/** What a super admin does with the others. Nobody changes their own rights or disables themselves. */
export function createOperatorAdmin({ operators, hasher, self, by }: Parts): OperatorAdmin {
  const requireOther = ({ id }: OperatorRow): void => {
    if (id === self) throw new AppError('conflict', 'operator.self');
  };
  return {
    async find(id) {
      const row = (await operators.list()).find((operator) => operator.id === id);
      if (row === undefined) throw new AppError('not_found', 'operator.not_found');
      return row;
    },
    async invite({ name, email, role }) {
      const password = temporaryPassword();
      const operator = await operators.add({
        id: randomUUID() as string as OperatorId,
        name,
        email,
        role,
        passwordHash: await hasher.hash(password),
        mustChangePassword: true,
        by,
        onlyIfFirst: false,
      });
      return { operator, temporaryPassword: password };
    },
    async setRole(operator, role) {
      requireOther(operator);
      return operators.setRole(operator.id, role);
    },
    async setDisabled(operator, disabled) {
      requireOther(operator);
      return operators.setDisabled(operator.id, disabled);
    },
    async resetPassword(operator) {
      requireOther(operator);
      const password = temporaryPassword();
      return {
        operator: await operators.setPassword(operator.id, await hasher.hash(password), true),
        temporaryPassword: password,
      };
    },
  };
}
