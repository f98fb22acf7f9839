import { hold } from '../hold.ts';
import type { Stage } from '../stage.ts';
import type { PreparedTenant } from '../tenants.ts';
import { findings } from './expect.ts';
import type { Arranged, Scenario } from './kind.ts';
import { mayLogIn, row } from './look.ts';

export interface TenantsCase extends Arranged {
  readonly tenants: ReadonlyArray<PreparedTenant>;
}

export const caseOf = (tenants: ReadonlyArray<PreparedTenant>): TenantsCase => ({
  marks: tenants.flatMap(({ id, code }) => [id, code]),
  tenants,
});

export const takeTwo = async (take: () => Promise<PreparedTenant>): Promise<TenantsCase> =>
  caseOf([await take(), await take()]);

/** Held: one reason that lives, and a role that may not log in. Free: neither. */
export async function problemsOfHolds(
  stage: Stage,
  { tenants }: TenantsCase,
  wanted: 'held' | 'free',
): Promise<ReadonlyArray<string>> {
  const { equal, all } = findings();
  const held = wanted === 'held';
  for (const { id, code, role } of tenants) {
    const found = await row(
      stage,
      `SELECT (SELECT count(*)::int FROM tenantry.holds WHERE tenant_id = $1 AND lifted_at IS NULL) AS live,
              (SELECT count(*)::int FROM tenantry.seals WHERE tenant_id = $1 AND opened_at IS NULL) AS seals`,
      [id],
    );
    equal(`${code}: live holds, seals`, [found['live'], found['seals']], held ? [1, 1] : [0, 0]);
    equal(`${code}: may log in`, await mayLogIn(stage, role), !held);
  }
  return all;
}

export const giveBackAs = ({ tenants: pool }: Stage, { tenants }: TenantsCase, are: 'held' | 'free'): void => {
  for (const tenant of tenants) {
    if (are === 'held') pool.giveBackHeld(tenant);
    else pool.giveBack(tenant);
  }
};

export const holdManyScenario: Scenario<TenantsCase> = {
  kind: 'hold_many',
  arrange: ({ tenants }) => takeTwo(tenants.take),
  start: (console, { tenants }) => hold(console, tenants, 'first'),
  problems: (stage, arranged, end) => problemsOfHolds(stage, arranged, end === 'forward' ? 'held' : 'free'),
  giveBack: (stage, arranged, end) => giveBackAs(stage, arranged, end === 'forward' ? 'held' : 'free'),
};
