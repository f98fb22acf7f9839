import type { OperatorRow } from '../../shared/contract/operators.ts';
import type { OperatorId } from '../../shared/domain/ids.ts';
import type { Role } from '../../shared/domain/permissions.ts';

export interface OperatorCredentials {
  readonly id: OperatorId;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly passwordHash: string;
  readonly disabled: boolean;
  /** By the database's clock; null when not locked out. */
  readonly lockedOutSeconds: number | null;
  readonly mustChangePassword: boolean;
}

/** The platform's operators. E-mails are compared without case. */
export interface OperatorCatalog {
  /** `unknown` where the console's own tables are missing. */
  count(): Promise<number | 'unknown'>;
  list(): Promise<ReadonlyArray<OperatorRow>>;
  credentials(email: string): Promise<OperatorCredentials | undefined>;
  /** With `onlyIfFirst`, throws `session.operators_exist` when there is one already, however two consoles race. */
  add(operator: {
    id: OperatorId;
    name: string;
    email: string;
    role: Role;
    passwordHash: string;
    mustChangePassword: boolean;
    by: string | null;
    onlyIfFirst: boolean;
  }): Promise<OperatorRow>;
  /** Throws `operator.last_super_admin` rather than leave the platform without one. */
  setRole(id: OperatorId, role: Role): Promise<OperatorRow>;
  setDisabled(id: OperatorId, disabled: boolean): Promise<OperatorRow>;
  setPassword(id: OperatorId, passwordHash: string, mustChange: boolean): Promise<OperatorRow>;
  /** Counts a wrong password, and locks the operator out after the given number of them. Seconds left, or null. */
  recordFailure(id: OperatorId, limits: { attempts: number; lockSeconds: number }): Promise<number | null>;
  recordSignIn(id: OperatorId): Promise<void>;
}
