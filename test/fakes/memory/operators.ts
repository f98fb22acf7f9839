import type { OperatorCatalog } from '../../../main/layouts/operator-catalog.ts';
import type { OperatorRow } from '../../../shared/contract/operators.ts';
import type { OperatorId } from '../../../shared/domain/ids.ts';
import { AppError } from '../../../shared/errors.ts';
import { isoNow, type MemoryOperator, type MemoryWorld } from './world.ts';

export function memoryOperators(world: MemoryWorld): OperatorCatalog {
  const secondsLeft = ({ lockedUntil }: MemoryOperator): number | null =>
    lockedUntil !== null && lockedUntil > world.clock.now ? Math.ceil((lockedUntil - world.clock.now) / 1000) : null;
  const byEmail = (email: string): MemoryOperator | undefined =>
    [...world.operators.values()].find((operator) => operator.email.toLowerCase() === email.toLowerCase());
  const stateOf = (operator: MemoryOperator): OperatorRow['state'] => {
    if (operator.disabled) return 'disabled';
    if (secondsLeft(operator) !== null) return 'locked_out';
    return operator.mustChangePassword ? 'invited' : 'active';
  };
  const rowOf = (operator: MemoryOperator): OperatorRow => {
    const { id, name, email, role, createdAt, createdBy, lastSignInAt } = operator;
    return { id, name, email, role, state: stateOf(operator), createdAt, createdBy, lastSignInAt };
  };
  const change = (id: OperatorId, apply: (operator: MemoryOperator) => void): OperatorRow => {
    const operator = world.operators.get(id);
    if (operator === undefined) throw new AppError('not_found', 'operator.not_found');
    apply(operator);
    return rowOf(operator);
  };
  const refuseLast = (id: OperatorId): void => {
    const admins = [...world.operators.values()].filter(({ role, disabled }) => role === 'super_admin' && !disabled);
    if (admins.length === 1 && admins[0]?.id === id) throw new AppError('conflict', 'operator.last_super_admin');
  };
  const forgive = (operator: MemoryOperator): void => {
    operator.failures = 0;
    operator.lockedUntil = null;
  };

  return {
    count: async () => (world.schema.upgraded ? world.operators.size : 'unknown'),
    list: async () =>
      [...world.operators.values()].map(rowOf).sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)),
    async credentials(email) {
      const operator = byEmail(email);
      if (operator === undefined) return undefined;
      const { id, name, role, passwordHash, disabled, mustChangePassword } = operator;
      return {
        id,
        name,
        email: operator.email,
        role,
        passwordHash,
        disabled,
        mustChangePassword,
        lockedOutSeconds: secondsLeft(operator),
      };
    },
    async add({ id, name, email, role, passwordHash, mustChangePassword, by, onlyIfFirst }) {
      if (onlyIfFirst && world.operators.size > 0) throw new AppError('conflict', 'session.operators_exist');
      if (byEmail(email) !== undefined)
        throw new AppError('conflict', 'operator.email_taken', { field: 'email', params: { email } });
      const operator: MemoryOperator = {
        ...{ id, name, email, role, passwordHash, mustChangePassword, createdBy: by, createdAt: isoNow(world) },
        ...{ disabled: false, failures: 0, lockedUntil: null, lastSignInAt: null },
      };
      world.operators.set(id, operator);
      return rowOf(operator);
    },
    async setRole(id, role) {
      if (role !== 'super_admin') refuseLast(id);
      return change(id, (operator) => {
        operator.role = role;
      });
    },
    async setDisabled(id, disabled) {
      if (disabled) refuseLast(id);
      return change(id, (operator) => {
        operator.disabled = disabled;
        if (!disabled) forgive(operator);
      });
    },
    setPassword: async (id, passwordHash, mustChange) =>
      change(id, (operator) => {
        operator.passwordHash = passwordHash;
        operator.mustChangePassword = mustChange;
        forgive(operator);
      }),
    async recordFailure(id, { attempts, lockSeconds }) {
      let left: number | null = null;
      change(id, (operator) => {
        left = secondsLeft(operator);
        if (left !== null) return;
        operator.failures += 1;
        if (operator.failures < attempts) return;
        operator.failures = 0;
        operator.lockedUntil = world.clock.now + lockSeconds * 1000;
        left = lockSeconds;
      });
      return left;
    },
    async recordSignIn(id) {
      change(id, (operator) => {
        operator.lastSignInAt = isoNow(world);
        forgive(operator);
      });
    },
  };
}
