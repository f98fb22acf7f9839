import type { DomainCounts, StoredDomain } from '../../../shared/contract/domains.ts';
import { spellingsOf } from '../../../shared/domain/domain-names.ts';
import { canBeHeld } from '../../../shared/domain/holds.ts';
import type { DomainId, TenantId } from '../../../shared/domain/ids.ts';
import { primaryDomainFor } from '../../../shared/domain/names.ts';
import { AppError } from '../../../shared/errors.ts';
import { sqlStateOf } from '../pg/errors.ts';
import type { Runner } from '../pg/pools.ts';
import type { DomainCatalog } from '../roles/domains.ts';
import type { SchemaShape, StockerDeps } from './deps.ts';
import { countsQuery, otherSpellings, pageQueries } from './domains/page-query.ts';
import { domainOf, domainsOf, findDomain } from './domains/rows.ts';
import { domainTaken, takenNames } from './domains/taken.ts';
import { wrongState } from './lifecycle-rows.ts';
import { lockNames } from './operation/names.ts';
import { requireBookkeeping } from './shape.ts';
import { refuseWhileOperationRuns } from './tenant-busy.ts';
import { readStanding } from './tenant-standing.ts';

const notFound = (): AppError => new AppError('not_found', 'domain.not_found');

interface Change {
  readonly runner: Runner;
  readonly shape: SchemaShape;
  readonly domains: ReadonlyArray<StoredDomain>;
}

async function remember(
  runner: Runner,
  { id, tenantId, name, token, by }: Parameters<DomainCatalog['add']>[0],
): Promise<void> {
  await runner.query({
    text: `INSERT INTO tenantry.domains (domain_id, tenant_id, token, unicode_name, added_by) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (domain_id) DO NOTHING`,
    values: [id, tenantId, token, spellingsOf(name).unicodeName, by],
  });
}

/** Domains of all tenants. Every change holds the tenant's row, so that two consoles never work on one at a time. */
export function createDomainCatalog(deps: Pick<StockerDeps, 'pools' | 'shape' | 'settings'>): DomainCatalog {
  const { read } = deps.pools;
  const { baseDomains } = deps.settings;
  const reading = async (runner: Runner = read) => ({ runner, shape: await deps.shape(), baseDomains });
  const kinds = async () => ({ baseDomains, others: await otherSpellings(read, baseDomains) });
  const find = async (id: DomainId) => findDomain(await reading(), id);
  const found = async (id: DomainId): Promise<StoredDomain> => {
    const domain = await find(id);
    if (domain === undefined) throw notFound();
    return domain;
  };

  async function changing<T>(tenantId: TenantId, work: (change: Change) => Promise<T>): Promise<T> {
    await requireBookkeeping(deps);
    const shape = await deps.shape();
    return deps.pools.write(async (runner) => {
      // In the order in which operations take them: names, then the tenant.
      await lockNames(runner);
      const { lifecycle } = await readStanding(runner, shape, tenantId, 'lock');
      if (!canBeHeld(lifecycle)) throw wrongState(lifecycle, lifecycle);
      await refuseWhileOperationRuns(runner, tenantId);
      return work({ runner, shape, domains: await domainsOf({ runner, shape, baseDomains }, tenantId) });
    });
  }
  /** The row as it is under the lock: it may have been another's, or be gone, when it was looked up. */
  async function changingOne<T>(id: DomainId, work: (one: StoredDomain, change: Change) => Promise<T>): Promise<T> {
    const { tenantId } = await found(id);
    return changing(tenantId, async (change) => {
      const one = change.domains.find((domain) => domain.id === id);
      if (one === undefined) throw notFound();
      return work(one, change);
    });
  }

  return {
    find,
    ofTenant: async (tenantId) => domainsOf(await reading(), tenantId),
    async page(filter) {
      const queries = pageQueries(await deps.shape(), filter, await kinds());
      const [rows, [counted]] = await Promise.all([read.query(queries.rows), read.query(queries.total)]);
      return { rows: rows.map((row) => domainOf(row, baseDomains)), total: counted?.['total'] as number };
    },
    async counts() {
      const [row] = await read.query(countsQuery(await deps.shape(), await kinds()));
      return row as unknown as DomainCounts;
    },
    taken: async (names) => takenNames(read, { shape: await deps.shape(), baseDomains }, names),
    async add(domain) {
      const { id, tenantId, name } = domain;
      await changing(tenantId, async ({ runner, shape, domains }) => {
        const taken = await takenNames(runner, { shape, baseDomains }, [{ tenantId, name }]);
        if (taken.size > 0 || domains.some((one) => one.name === name)) throw domainTaken(name);
        await runner
          .query({
            text: `INSERT INTO public."TenantDomains" ("Id", "TenantId", "DomainName", "IsPrimary", "IsVerified", "CreatedAt")
                   VALUES ($1, $2, $3, false, false, now())`,
            values: [id, tenantId, name],
          })
          .catch((error: unknown) => {
            // Another program was faster, which knows nothing of our locks.
            throw sqlStateOf(error) === '23505' ? domainTaken(name) : error;
          });
        await runner.query({
          text: 'DELETE FROM tenantry.redirects WHERE tenant_id = $1 AND lower(domain) = $2',
          values: [tenantId, name],
        });
        await remember(runner, domain);
      });
      return found(id);
    },
    async issueToken({ id, token, by }) {
      await changingOne(id, ({ tenantId, name }, { runner }) => remember(runner, { id, tenantId, name, token, by }));
      return found(id);
    },
    async checked({ id, verified, findings }) {
      await changingOne(id, async (_, { runner }) => {
        await runner.query({
          text: `UPDATE public."TenantDomains" SET "IsVerified" = $2,
                   "VerifiedAt" = CASE WHEN NOT $2 THEN NULL WHEN "IsVerified" THEN "VerifiedAt" ELSE clock_timestamp() END
                 WHERE "Id" = $1`,
          values: [id, verified],
        });
        await runner.query({
          text: 'UPDATE tenantry.domains SET checked_at = clock_timestamp(), findings = $2::jsonb WHERE domain_id = $1',
          values: [id, JSON.stringify(findings)],
        });
      });
      return found(id);
    },
    makePrimary: (id) =>
      changingOne(id, async (one, { runner, domains }) => {
        if (!one.isVerified)
          throw new AppError('conflict', 'domain.unverified', { params: { domain: one.unicodeName } });
        await runner.query({
          text: `UPDATE public."TenantDomains" SET "IsPrimary" = ("Id" = $2::uuid)
                  WHERE "TenantId" = $1 AND "IsPrimary" <> ("Id" = $2::uuid)`,
          values: [one.tenantId, id],
        });
        return { before: domains.find(({ isPrimary }) => isPrimary)?.name ?? null, after: one.name };
      }),
    remove: (id) =>
      changingOne(id, async (one, { runner, domains }) => {
        const params = { domain: one.unicodeName };
        if (one.isPrimary) throw new AppError('conflict', 'domain.primary', { params });
        if (baseDomains.some((base) => primaryDomainFor(one.tenant.code.toLowerCase(), base) === one.name))
          throw new AppError('conflict', 'domain.own', { params });
        await runner.query({ text: 'DELETE FROM public."TenantDomains" WHERE "Id" = $1', values: [id] });
        await runner.query({ text: 'DELETE FROM tenantry.domains WHERE domain_id = $1', values: [id] });
        await runner.query({
          text: 'DELETE FROM tenantry.redirects WHERE tenant_id = $1 AND lower(domain) = $2',
          values: [one.tenantId, one.name],
        });
        // What led to it leads to where people are sent instead.
        await runner.query({
          text: 'UPDATE tenantry.redirects SET to_domain = $3 WHERE tenant_id = $1 AND lower(to_domain) = $2',
          values: [one.tenantId, one.name, domains.find(({ isPrimary }) => isPrimary)?.name ?? one.name],
        });
        return { name: one.name };
      }),
  };
}
