import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HoldCatalog } from '../../main/layouts/layout.ts';
import { createHolds } from '../../main/layouts/postgres-per-tenant/holds.ts';
import { createJournal } from '../../main/layouts/postgres-per-tenant/journal.ts';
import { type HoldEffect, type HoldKind, isLive } from '../../shared/domain/holds.ts';
import type { HoldId, OperationId, TenantId } from '../../shared/domain/ids.ts';
import { createSourceTables } from '../builders/stocker-master.ts';
import { emptyPlatform, newPlatform, openParts } from '../builders/stocker-parts.ts';
import { connected } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let platform: Awaited<ReturnType<typeof newPlatform>>;
let holds: HoldCatalog;

beforeAll(async () => {
  platform = await newPlatform(sharedPostgres());
  holds = createHolds(platform.parts);
});
afterAll(() => platform.drop());

async function tenant(status = 'Active', isActive = true): Promise<TenantId> {
  const id = randomUUID();
  await platform.parts.pools.change({
    text: `INSERT INTO public."Tenants" ("Id", "Name", "Code", "Status", "IsActive", "SuspensionReason")
           VALUES ($1, 'Işık', $2, $3, $4, CASE WHEN $4 THEN NULL ELSE 'by hand' END)`,
    values: [id, `t-${id.slice(0, 8)}`, status, isActive],
  });
  return id as string as TenantId;
}
const columns = async (id: TenantId) =>
  (
    await platform.parts.pools.read.query({
      text: `SELECT "Status" AS status, "IsActive" AS active, "SuspensionReason" AS reason,
                    "SuspendedAt" IS NOT NULL AS dated FROM public."Tenants" WHERE "Id" = $1`,
      values: [id],
    })
  )[0];
const put = (tenantId: TenantId, kind: HoldKind, effects: ReadonlyArray<HoldEffect> = ['block_login']) =>
  holds.put({
    id: randomUUID() as string as HoldId,
    tenantId,
    kind,
    effects,
    reason: `because of ${kind}`,
    reviewOn: '2027-01-31',
    by: 'ada',
  });
const lift = (tenantId: TenantId, id: HoldId) => holds.lift({ id, tenantId, reason: 'done', by: 'cem' });

describe('holds', () => {
  it('stack: the tenant is let in again with the last one that blocks', async () => {
    const id = await tenant();
    const billing = await put(id, 'billing');
    const security = await put(id, 'security');
    expect(billing).toMatchObject({ recorded: true, putBy: 'ada', reviewOn: '2027-01-31', liftedAt: null });
    expect(await columns(id)).toEqual({
      status: 'Suspended',
      active: false,
      reason: 'because of billing',
      dated: true,
    });

    expect(await lift(id, billing.id)).toMatchObject({ liftedBy: 'cem' });
    expect(await columns(id)).toMatchObject({ status: 'Suspended', active: false, reason: 'because of security' });

    await lift(id, security.id);
    expect(await columns(id)).toEqual({ status: 'Active', active: true, reason: null, dated: false });
    expect((await holds.ofTenant(id)).filter(isLive)).toEqual([]);
  });

  it('that only forbid writing do not suspend', async () => {
    const id = await tenant();
    await put(id, 'legal', ['block_write']);
    expect(await columns(id)).toMatchObject({ status: 'Active', active: true });
  });

  it('are lifted once: the second operator is told', async () => {
    const id = await tenant();
    const { id: hold } = await put(id, 'billing');
    const outcomes = await Promise.allSettled([lift(id, hold), lift(id, hold)]);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.map(({ reason }) => reason)).toMatchObject([{ key: 'hold.already_lifted', params: { by: 'cem' } }]);
  });

  it('are refused where there is nothing to hold, and leave no row', async () => {
    const id = await tenant('Provisioning');
    await expect(put(id, 'billing')).rejects.toMatchObject({
      key: 'hold.tenant_state',
      params: { state: 'provisioning' },
    });
    expect(await holds.ofTenant(id)).toEqual([]);
    const nobody = randomUUID() as string as TenantId;
    await expect(put(nobody, 'billing')).rejects.toMatchObject({ key: 'tenant.not_found' });
    await expect(lift(await tenant(), randomUUID() as string as HoldId)).rejects.toMatchObject({
      key: 'hold.not_found',
    });
  });

  it("of a cancelled tenant keep its lifecycle's word", async () => {
    const id = await tenant('Cancelled', false);
    const hold = await put(id, 'legal');
    expect(await columns(id)).toMatchObject({ status: 'Cancelled', active: false });
    await lift(id, hold.id);
    expect(await columns(id)).toMatchObject({ status: 'Cancelled', active: false });
  });

  it('wait while an operation runs on the tenant', async () => {
    const id = await tenant();
    const { journal, close } = createJournal(platform.parts);
    const { record } = await journal.begin({
      id: randomUUID() as string as OperationId,
      kind: 'clean_up',
      params: {},
      idempotencyKey: randomUUID(),
      resource: `tenant:${id}`,
      subject: { label: 'Işık', registrationId: null, tenantId: id },
      steps: [],
      actor: 'ela',
      supersedes: false,
    });
    await expect(put(id, 'billing')).rejects.toMatchObject({
      key: 'operation.running_on_resource',
      params: { name: 'Işık', operator: 'ela', since: record.createdAt },
    });
    await close();
    expect(await columns(id)).toMatchObject({ status: 'Active' });
  });
});

describe('a suspension that only the platform knows', () => {
  it.each([
    ['Suspended', false],
    ['Askıda', true],
    ['active', false],
  ])('in the words %s, IsActive %s is shown as a hold and can be lifted', async (status, isActive) => {
    const id = await tenant(status, isActive);
    const [unrecorded] = await holds.ofTenant(id);
    expect(unrecorded).toMatchObject({ recorded: false, effects: ['block_login'] });
    const lifted = await lift(id, unrecorded?.id as HoldId);
    expect(lifted).toMatchObject({ recorded: true, liftedBy: 'cem', putBy: 'platform' });
    expect(await columns(id)).toMatchObject({ status: 'Active', active: true });
    await expect(lift(id, unrecorded?.id as HoldId)).rejects.toMatchObject({ key: 'hold.already_lifted' });
  });

  it('outlives a hold that was put and lifted beside it', async () => {
    const id = await tenant('Suspended', false);
    const hold = await put(id, 'billing');
    await lift(id, hold.id);
    expect(await columns(id)).toMatchObject({ status: 'Suspended', active: false, reason: 'by hand' });
    expect((await holds.ofTenant(id)).filter(isLive)).toMatchObject([{ reason: 'by hand', putBy: 'platform' }]);
  });

  it("is seen on a master without the console's tables, where nothing can be put", async () => {
    const bare = await emptyPlatform(sharedPostgres());
    await connected(bare.login, createSourceTables);
    const parts = await openParts(bare.login);
    const id = randomUUID() as string as TenantId;
    await parts.pools.change({
      text: `INSERT INTO public."Tenants" ("Id", "Name", "Code", "Status") VALUES ($1, 'x', 'x', 'Suspended')`,
      values: [id],
    });
    const catalog = createHolds(parts);
    expect(await catalog.ofTenant(id)).toMatchObject([{ recorded: false, reason: '' }]);
    await expect(
      catalog.lift({ id: id as string as HoldId, tenantId: id, reason: 'x', by: 'x' }),
    ).rejects.toMatchObject({ key: 'platform.not_set_up' });
    await parts.close();
    await bare.drop();
  });
});
