import { canBeHeld } from '../../../../shared/domain/holds.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Runner } from '../../pg/pools.ts';
import type { Recode } from '../../roles/lifecycle.ts';
import type { SchemaShape } from '../deps.ts';
import { wrongState } from '../lifecycle-rows.ts';
import { readStanding } from '../tenant-standing.ts';
import { assertNamesFree, lockNames } from './names.ts';

const sameName = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

/** Whether the address under the old code was the one that people are sent to. A domain of the tenant's own stays so. */
async function leads(runner: Runner, { tenantId, from, to }: Recode): Promise<boolean> {
  const primary = await runner.query({
    text: 'SELECT "DomainName" AS name FROM public."TenantDomains" WHERE "TenantId" = $1 AND "IsPrimary"',
    values: [tenantId],
  });
  const isOwn = (name: string): boolean => sameName(from.domain, name) || sameName(to.domain, name);
  return primary.every((row) => isOwn(String(row['name'])));
}

/** The new address, verified at once: the base domain points here for every name below it. */
async function writeDomains(runner: Runner, change: Recode): Promise<void> {
  const { tenantId, from, to, by } = change;
  const isPrimary = await leads(runner, change);
  const before = await runner.query({
    text: `UPDATE public."TenantDomains" SET "IsPrimary" = false
            WHERE "TenantId" = $1 AND lower("DomainName") = lower($2) AND lower("DomainName") <> lower($3)
           RETURNING "DomainName" AS name`,
    values: [tenantId, from.domain, to.domain],
  });
  const known = await runner.query({
    text: `UPDATE public."TenantDomains"
              SET "IsPrimary" = $3, "IsVerified" = true, "VerifiedAt" = coalesce("VerifiedAt", now())
            WHERE "TenantId" = $1 AND lower("DomainName") = lower($2) RETURNING 1`,
    values: [tenantId, to.domain, isPrimary],
  });
  if (known.length === 0)
    await runner.query({
      text: `INSERT INTO public."TenantDomains" ("Id", "TenantId", "DomainName", "IsPrimary", "IsVerified", "VerifiedAt", "CreatedAt")
             VALUES (gen_random_uuid(), $1, $2, $3, true, now(), now())`,
      values: [tenantId, to.domain, isPrimary],
    });
  await runner.query({
    text: 'DELETE FROM tenantry.redirects WHERE tenant_id = $1 AND lower(domain) = lower($2)',
    values: [tenantId, to.domain],
  });
  await runner.query({
    text: 'UPDATE tenantry.redirects SET to_domain = $2 WHERE tenant_id = $1',
    values: [tenantId, to.domain],
  });
  for (const { name } of before)
    await runner.query({
      text: `INSERT INTO tenantry.redirects (domain, tenant_id, to_domain, by) VALUES ($1, $2, $3, $4)
             ON CONFLICT ((lower(domain))) DO UPDATE SET to_domain = EXCLUDED.to_domain, since = clock_timestamp(), by = EXCLUDED.by
              WHERE redirects.tenant_id = EXCLUDED.tenant_id`,
      values: [name, tenantId, to.domain, by],
    });
}

/** Code, address and redirects of one tenant. Nothing where it has the new code already. */
export async function recodeTenant(runner: Runner, shape: SchemaShape, change: Recode): Promise<void> {
  const { tenantId, from, to } = change;
  await lockNames(runner);
  const { lifecycle } = await readStanding(runner, shape, tenantId, 'lock');
  const [tenant] = await runner.query({
    text: 'SELECT "Code" AS code FROM public."Tenants" WHERE "Id" = $1',
    values: [tenantId],
  });
  if (tenant?.['code'] === to.code) return;
  if (!canBeHeld(lifecycle)) throw wrongState(lifecycle, lifecycle);
  // Somebody gave it a third one meanwhile: what was decided was decided about another name.
  if (tenant?.['code'] !== from.code)
    throw new AppError('conflict', 'tenant.wrong_state', { params: { from: String(tenant?.['code']), to: to.code } });
  await assertNamesFree(runner, { tenantId, code: to.code, domain: to.domain, database: null });
  await runner.query({
    text: 'UPDATE public."Tenants" SET "Code" = $2, "UpdatedAt" = clock_timestamp() WHERE "Id" = $1',
    values: [tenantId, to.code],
  });
  await writeDomains(runner, change);
}
