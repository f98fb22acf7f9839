import { createHash } from 'node:crypto';
import { sourceTables } from '../../main/layouts/postgres-per-tenant/schema/source-tables.ts';
import { connected, type Login } from '../servers/databases.ts';

/** Different each time: random ids of what an operation inserted, a hash's salt, the server's address. */
const leftOut: Readonly<Record<string, ReadonlyArray<string>>> = {
  Tenants: ['ConnectionString'],
  TenantDomains: ['Id'],
  MasterUsers: ['Id', 'PasswordHash'],
  TenantRegistrations: ['AdminPasswordHash'],
};

/** One hash of all rows that the platform's own tables hold, whatever order they are stored in. */
export async function digestOf(login: Login): Promise<string> {
  const digest = createHash('sha256');
  await connected(login, async (client) => {
    for (const { name } of sourceTables) {
      const { rows } = await client.query(
        `SELECT (to_jsonb(t) - $1::text[])::text AS content FROM public.${client.escapeIdentifier(name)} t ORDER BY 1`,
        [leftOut[name] ?? []],
      );
      digest.update(JSON.stringify([name, rows]));
    }
    const { rows } = await client.query('SELECT to_jsonb(h)::text AS content FROM tenantry.holds h ORDER BY 1');
    digest.update(JSON.stringify(['holds', rows]));
  });
  return digest.digest('hex');
}
