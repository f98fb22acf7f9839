import { spellingsOf } from '../../../../shared/domain/domain-names.ts';
import { canBeHeld } from '../../../../shared/domain/holds.ts';
import type { DomainId, TenantId } from '../../../../shared/domain/ids.ts';
import { AppError } from '../../../../shared/errors.ts';
import { sqlStateOf } from '../../pg/errors.ts';
import type { Runner } from '../../pg/pools.ts';
import type { DomainRecords } from '../../roles/domains.ts';
import { findDomain } from '../domains/rows.ts';
import { domainTaken, takenNames } from '../domains/taken.ts';
import { wrongState } from '../lifecycle-rows.ts';
import { refuseWhileOperationRuns } from '../tenant-busy.ts';
import { readStanding } from '../tenant-standing.ts';
import type { OperationContext } from './context.ts';
import { lockNames } from './names.ts';

const notFound = (): AppError => new AppError('not_found', 'domain.not_found');

async function rename(runner: Runner, { id, to, verified }: { id: DomainId; to: string; verified: boolean }) {
  await runner
    .query({
      text: `UPDATE public."TenantDomains" SET "DomainName" = $2, "IsVerified" = $3,
               "VerifiedAt" = CASE WHEN NOT $3 THEN NULL ELSE coalesce("VerifiedAt", clock_timestamp()) END
             WHERE "Id" = $1`,
      values: [id, to, verified],
    })
    .catch((error: unknown) => {
      // Another program was faster, which knows nothing of our locks.
      throw sqlStateOf(error) === '23505' ? domainTaken(to) : error;
    });
  await runner.query({
    text: 'UPDATE tenantry.domains SET unicode_name = $2 WHERE domain_id = $1',
    values: [id, spellingsOf(to).unicodeName],
  });
}

/** What led to the one name leads to the other. */
const turnRedirects = (runner: Runner, tenantId: TenantId, { from, to }: { from: string; to: string }) =>
  runner.query({
    text: 'UPDATE tenantry.redirects SET to_domain = $3 WHERE tenant_id = $1 AND lower(to_domain) = lower($2)',
    values: [tenantId, from, to],
  });

/** A domain's name, and the redirect that its old one leaves, in one transaction under the operation's fence. */
export function domainRecords(context: OperationContext): DomainRecords {
  const { deps, lease } = context;
  const { baseDomains } = deps.settings;
  const moving = async (
    id: DomainId,
    work: (parts: {
      runner: Runner;
      name: string;
      tenantId: TenantId;
      /** `leaving`: the redirect that goes with the move itself. */
      isFree(name: string, leaving?: string): Promise<boolean>;
    }) => Promise<void>,
    whenGone: 'refuse' | 'leave',
  ): Promise<void> => {
    const shape = await deps.shape();
    await context.fenced(async (runner) => {
      await lockNames(runner);
      const before = await findDomain({ runner, shape, baseDomains }, id);
      if (before !== undefined) {
        const { lifecycle } = await readStanding(runner, shape, before.tenantId, 'lock');
        if (!canBeHeld(lifecycle)) throw wrongState(lifecycle, lifecycle);
        await refuseWhileOperationRuns(runner, before.tenantId, lease.operationId);
      }
      const domain = before && (await findDomain({ runner, shape, baseDomains }, id));
      if (domain === undefined) {
        if (whenGone === 'leave') return;
        throw notFound();
      }
      const { name, tenantId } = domain;
      const isFree = async (wanted: string, leaving?: string): Promise<boolean> => {
        const taken = await takenNames(runner, { shape, baseDomains }, [{ tenantId, name: wanted }]);
        const [own] = await runner.query({
          text: `SELECT FROM public."TenantDomains" WHERE lower("DomainName") = lower($1) AND "Id" <> $2
                 UNION ALL SELECT FROM tenantry.redirects WHERE lower(domain) = lower($1) AND lower(domain) <> lower($3)`,
          values: [wanted, id, leaving ?? ''],
        });
        return taken.size === 0 && own === undefined;
      };
      await work({ runner, name, tenantId, isFree });
    });
  };

  return {
    find: async (id) => {
      const shape = await deps.shape();
      return context.read((runner) => findDomain({ runner, shape, baseDomains }, id));
    },
    moveToBase: ({ id, from, to, by }) =>
      moving(
        id,
        async ({ runner, name, tenantId, isFree }) => {
          if (name === to) return;
          if (name !== from) throw new AppError('conflict', 'domain.changed', { params: { domain: name } });
          if (!(await isFree(to))) throw domainTaken(to);
          await rename(runner, { id, to, verified: true });
          await turnRedirects(runner, tenantId, { from, to });
          await runner.query({
            text: `INSERT INTO tenantry.redirects (domain, tenant_id, to_domain, by) VALUES ($1, $2, $3, $4)
                   ON CONFLICT ((lower(domain))) DO NOTHING`,
            values: [from, tenantId, to, by],
          });
        },
        'refuse',
      ),
    moveBack: ({ id, from, to, wasVerified }) =>
      moving(
        id,
        async ({ runner, name, tenantId, isFree }) => {
          if (name !== to) return;
          if (!(await isFree(from, from))) throw domainTaken(from);
          await runner.query({
            text: `DELETE FROM tenantry.redirects
                    WHERE tenant_id = $1 AND lower(domain) = lower($2) AND lower(to_domain) = lower($3)`,
            values: [tenantId, from, to],
          });
          await turnRedirects(runner, tenantId, { from: to, to: from });
          await rename(runner, { id, to: from, verified: wasVerified });
        },
        'leave',
      ),
  };
}
