import type { Clock } from '../../main/clock.ts';
import type { OperatorCatalog } from '../../main/layouts/operator-catalog.ts';
import type { OperatorRow } from '../../shared/contract/operators.ts';
import type { OperatorId } from '../../shared/domain/ids.ts';
import type { Role } from '../../shared/domain/permissions.ts';
import { AppError } from '../../shared/errors.ts';

interface Stored {
  row: OperatorRow;
  passwordHash: string;
  mustChange: boolean;
  failures: number;
  lockedUntil: number;
}

/** A platform's operators in memory, on the given clock. */
export function createMemoryOperators(clock: Clock): OperatorCatalog {
  const stored = new Map<OperatorId, Stored>();
  const now = () => clock.now().getTime();
  const get = (id: OperatorId): Stored => {
    const one = stored.get(id);
    if (one === undefined) throw new AppError('not_found', 'operator.not_found');
    return one;
  };
  const secondsLeft = ({ lockedUntil }: Stored) =>
    lockedUntil > now() ? Math.ceil((lockedUntil - now()) / 1000) : null;
  return {
    count: async () => stored.size,
    list: async () => [...stored.values()].map(({ row }) => row),
    async credentials(email) {
      const one = [...stored.values()].find(({ row }) => row.email.toLowerCase() === email.toLowerCase());
      if (one === undefined) return undefined;
      const { id, name, role } = one.row;
      return {
        id,
        name,
        email: one.row.email,
        role,
        passwordHash: one.passwordHash,
        disabled: one.row.state === 'disabled',
        lockedOutSeconds: secondsLeft(one),
        mustChangePassword: one.mustChange,
      };
    },
    async add({ id, name, email, role, passwordHash, mustChangePassword, by, onlyIfFirst }) {
      if (onlyIfFirst && stored.size > 0) throw new AppError('conflict', 'session.operators_exist');
      const row: OperatorRow = {
        id,
        name,
        email,
        role,
        state: mustChangePassword ? 'invited' : 'active',
        createdAt: clock.now().toISOString(),
        createdBy: by,
        lastSignInAt: null,
      };
      stored.set(id, { row, passwordHash, mustChange: mustChangePassword, failures: 0, lockedUntil: 0 });
      return row;
    },
    async setRole(id, role: Role) {
      const one = get(id);
      one.row = { ...one.row, role };
      return one.row;
    },
    async setDisabled(id, disabled) {
      const one = get(id);
      one.row = { ...one.row, state: disabled ? 'disabled' : 'active' };
      one.lockedUntil = 0;
      return one.row;
    },
    async setPassword(id, passwordHash, mustChange) {
      const one = get(id);
      Object.assign(one, { passwordHash, mustChange, failures: 0, lockedUntil: 0 });
      return one.row;
    },
    async recordFailure(id, { attempts, lockSeconds }) {
      const one = get(id);
      one.failures += 1;
      if (one.failures >= attempts) Object.assign(one, { failures: 0, lockedUntil: now() + lockSeconds * 1000 });
      return secondsLeft(one);
    },
    async recordSignIn(id) {
      const one = get(id);
      one.failures = 0;
      one.row = { ...one.row, lastSignInAt: clock.now().toISOString() };
    },
  };
}
