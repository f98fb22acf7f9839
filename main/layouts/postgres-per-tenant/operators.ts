import type { OperatorRow } from '../../../shared/contract/operators.ts';
import type { OperatorId } from '../../../shared/domain/ids.ts';
import type { Role } from '../../../shared/domain/permissions.ts';
import { AppError } from '../../../shared/errors.ts';
import type { OperatorCatalog, OperatorCredentials } from '../operator-catalog.ts';
import { constraintOf } from '../pg/errors.ts';
import type { Runner } from '../pg/pools.ts';
import { writeAside } from '../pg/write-aside.ts';
import type { StockerDeps } from './deps.ts';
import { requireBookkeeping } from './shape.ts';

const columns = `id, name, email, role, created_at, created_by, last_sign_in_at, CASE
  WHEN disabled THEN 'disabled' WHEN locked_until > clock_timestamp() THEN 'locked_out'
  WHEN must_change_password THEN 'invited' ELSE 'active' END AS state`;

type Row = Readonly<Record<string, unknown>>;

const operatorOf = (row: Row): OperatorRow => ({
  id: row['id'] as OperatorId,
  name: row['name'] as string,
  email: row['email'] as string,
  role: row['role'] as Role,
  state: row['state'] as OperatorRow['state'],
  createdAt: row['created_at'] as string,
  createdBy: row['created_by'] as string | null,
  lastSignInAt: row['last_sign_in_at'] as string | null,
});

const credentialsOf = (row: Row): OperatorCredentials => ({
  id: row['id'] as OperatorId,
  name: row['name'] as string,
  email: row['email'] as string,
  role: row['role'] as Role,
  passwordHash: row['password_hash'] as string,
  disabled: row['disabled'] as boolean,
  lockedOutSeconds: row['locked_seconds'] as number | null,
  mustChangePassword: row['must_change_password'] as boolean,
});

const lockedSeconds = `CASE WHEN locked_until > clock_timestamp()
  THEN ceil(extract(epoch FROM locked_until - clock_timestamp()))::integer END AS locked_seconds`;

const forgiven = 'failed_attempts = 0, locked_until = NULL';

/** Sets something of one operator and gives the row back. */
async function change(runner: Runner, id: OperatorId, assignments: string, values: ReadonlyArray<unknown> = []) {
  const [row] = await runner.query({
    text: `UPDATE tenantry.operators SET ${assignments} WHERE id = $1 RETURNING ${columns}`,
    values: [id, ...values],
  });
  if (row === undefined) throw new AppError('not_found', 'operator.not_found');
  return operatorOf(row);
}

/** The rows stay locked until the change commits, so that two consoles can't each take away the other's last one. */
async function refuseLastSuperAdmin(runner: Runner, id: OperatorId): Promise<void> {
  const admins = await runner.query({
    text: `SELECT id FROM tenantry.operators WHERE role = 'super_admin' AND NOT disabled ORDER BY id FOR UPDATE`,
  });
  if (admins.length === 1 && admins[0]?.['id'] === id) throw new AppError('conflict', 'operator.last_super_admin');
}

async function insert(runner: Runner, operator: Parameters<OperatorCatalog['add']>[0]): Promise<OperatorRow> {
  if (operator.onlyIfFirst) {
    await runner.query({ text: 'LOCK TABLE tenantry.operators IN SHARE ROW EXCLUSIVE MODE' });
    const some = await runner.query({ text: 'SELECT 1 FROM tenantry.operators LIMIT 1' });
    if (some.length > 0) throw new AppError('conflict', 'session.operators_exist');
  }
  const { id, name, email, role, passwordHash, mustChangePassword, by } = operator;
  const [row] = await runner
    .query({
      text: `INSERT INTO tenantry.operators (id, name, email, role, password_hash, must_change_password, created_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${columns}`,
      values: [id, name, email, role, passwordHash, mustChangePassword, by],
    })
    .catch((error: unknown) => {
      if (constraintOf(error) !== 'operators_email') throw error;
      throw new AppError('conflict', 'operator.email_taken', { field: 'email', params: { email } });
    });
  if (row === undefined) throw new AppError('internal', 'internal');
  return operatorOf(row);
}

export function createOperators(deps: Pick<StockerDeps, 'server' | 'pools' | 'shape'>): OperatorCatalog {
  const { pools, server } = deps;
  const exists = async (): Promise<boolean> => (await deps.shape()).readable;
  /** Signing in comes before the upgrade that somebody signs in for. */
  const aside = async <T>(work: (runner: Runner) => Promise<T>): Promise<T> => {
    if (!(await exists())) throw new AppError('unsupported', 'platform.not_set_up');
    return writeAside(server, work);
  };
  const write = async <T>(work: (runner: Runner) => Promise<T>): Promise<T> => {
    await requireBookkeeping(deps);
    return pools.write(work);
  };

  return {
    async count() {
      if (!(await exists())) return 'unknown';
      const [row] = await pools.read.query({ text: 'SELECT count(*)::integer AS operators FROM tenantry.operators' });
      return row?.['operators'] as number;
    },
    async list() {
      if (!(await exists())) return [];
      const rows = await pools.read.query({
        text: `SELECT ${columns} FROM tenantry.operators ORDER BY lower(name), id`,
      });
      return rows.map(operatorOf);
    },
    async credentials(email) {
      if (!(await exists())) return undefined;
      const [row] = await pools.read.query({
        name: 'operator-credentials',
        text: `SELECT id, name, email, role, password_hash, disabled, must_change_password, ${lockedSeconds}
                 FROM tenantry.operators WHERE lower(email) = lower($1)`,
        values: [email],
      });
      return row === undefined ? undefined : credentialsOf(row);
    },
    add: (operator) => (operator.onlyIfFirst ? aside : write)((runner) => insert(runner, operator)),
    setRole: (id, role) =>
      write(async (runner) => {
        if (role !== 'super_admin') await refuseLastSuperAdmin(runner, id);
        return change(runner, id, 'role = $2', [role]);
      }),
    setDisabled: (id, disabled) =>
      write(async (runner) => {
        if (disabled) await refuseLastSuperAdmin(runner, id);
        return change(runner, id, `disabled = $2${disabled ? '' : `, ${forgiven}`}`, [disabled]);
      }),
    setPassword: (id, passwordHash, mustChange) =>
      aside((runner) =>
        change(runner, id, `password_hash = $2, must_change_password = $3, ${forgiven}`, [passwordHash, mustChange]),
      ),
    recordFailure: (id, { attempts, lockSeconds }) =>
      aside(async (runner) => {
        const [row] = await runner.query({
          text: `UPDATE tenantry.operators SET
                   failed_attempts = CASE WHEN locked_until > clock_timestamp() THEN failed_attempts
                     WHEN failed_attempts + 1 >= $2 THEN 0 ELSE failed_attempts + 1 END,
                   locked_until = CASE WHEN locked_until > clock_timestamp() THEN locked_until
                     WHEN failed_attempts + 1 >= $2 THEN clock_timestamp() + make_interval(secs => $3) END
                 WHERE id = $1 RETURNING ${lockedSeconds}`,
          values: [id, attempts, lockSeconds],
        });
        if (row === undefined) throw new AppError('not_found', 'operator.not_found');
        return row['locked_seconds'] as number | null;
      }),
    recordSignIn: (id) =>
      aside(async (runner) => {
        await change(runner, id, `last_sign_in_at = clock_timestamp(), ${forgiven}`);
      }),
  };
}
