import type { TenantId } from '../../../../shared/domain/ids.ts';
import { roleNameFor } from '../../../../shared/domain/names.ts';
import type { Runner } from '../../pg/pools.ts';

export interface LoginRole {
  readonly name: string;
  readonly exists: boolean;
  readonly canLogin: boolean;
  readonly isSuperuser: boolean;
  /** The tenant's own and nobody else's: closing it closes this tenant only. */
  readonly own: boolean;
}

/**
 * The login role that belongs to a database's name. A legacy tenant has none: its program comes in as the platform's
 * shared user, and closing that one would close every tenant.
 */
export async function loginRoleOf(
  runner: Runner,
  { id, database }: { id: TenantId; database: string },
): Promise<LoginRole> {
  const name = roleNameFor(database);
  const [row] = await runner.query({
    text: `SELECT rolcanlogin AS "canLogin", rolsuper AS "isSuperuser", rolname = current_user AS mine,
                  coalesce(shobj_description(oid, 'pg_authid'), '') AS mark
             FROM pg_roles WHERE rolname::text = $1::text`,
    values: [name],
  });
  if (row === undefined) return { name, exists: false, canLogin: false, isSuperuser: false, own: false };
  const mark = row['mark'] as string;
  const marked = /^tenantry: tenant (?<tenant>.*)$/.exec(mark)?.groups?.['tenant'];
  const isSuperuser = row['isSuperuser'] === true;
  return {
    name,
    exists: true,
    canLogin: row['canLogin'] === true,
    isSuperuser,
    own: !isSuperuser && row['mine'] === false && (marked === undefined || marked === id),
  };
}
