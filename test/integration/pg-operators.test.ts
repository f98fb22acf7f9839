import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OperatorCatalog } from '../../main/layouts/operator-catalog.ts';
import { createOperators } from '../../main/layouts/postgres-per-tenant/operators.ts';
import type { OperatorId } from '../../shared/domain/ids.ts';
import type { Role } from '../../shared/domain/permissions.ts';
import { newPlatform, openParts, type StockerParts } from '../builders/stocker-parts.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let platform: Awaited<ReturnType<typeof newPlatform>>;
let otherParts: StockerParts;
let operators: OperatorCatalog;
let elsewhere: OperatorCatalog;

beforeEach(async () => {
  platform = await newPlatform(sharedPostgres());
  otherParts = await openParts(platform.login);
  operators = createOperators(platform.parts);
  elsewhere = createOperators(otherParts);
});
afterEach(async () => {
  await otherParts.close();
  await platform.drop();
});

const operator = (name: string, role: Role = 'super_admin', onlyIfFirst = false) => ({
  id: randomUUID() as string as OperatorId,
  name,
  email: `${name}@example.org`,
  role,
  passwordHash: 'hash',
  mustChangePassword: false,
  by: null,
  onlyIfFirst,
});
const limits = { attempts: 3, lockSeconds: 900 };
const expireLock = () =>
  platform.parts.pools.change({
    text: `UPDATE tenantry.operators SET locked_until = clock_timestamp() - interval '1 second'`,
  });

describe('the first operator', () => {
  it('is one, however two consoles race', async () => {
    expect(await operators.count()).toBe(0);
    const outcomes = await Promise.allSettled([
      operators.add(operator('ada', 'super_admin', true)),
      elsewhere.add(operator('cem', 'super_admin', true)),
    ]);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.map(({ reason }) => reason)).toMatchObject([{ key: 'session.operators_exist' }]);
    expect(await operators.count()).toBe(1);
  });

  it('is unknown where the console has no tables of its own', async () => {
    await platform.parts.pools.change({ text: 'DROP TABLE tenantry.operators CASCADE' });
    await platform.parts.schema.check();
    expect(await operators.count()).toBe('unknown');
    expect(await operators.list()).toEqual([]);
    expect(await operators.credentials('ada@example.org')).toBeUndefined();
    await expect(operators.add(operator('ada'))).rejects.toMatchObject({ key: 'platform.not_set_up' });
  });
});

describe('e-mails', () => {
  it('are one whatever their case', async () => {
    await operators.add(operator('ada'));
    await expect(operators.add({ ...operator('x'), email: 'ADA@example.org' })).rejects.toMatchObject({
      key: 'operator.email_taken',
      field: 'email',
    });
    expect((await operators.credentials('Ada@Example.ORG'))?.name).toBe('ada');
  });
});

describe('the last super admin', () => {
  it('is neither demoted nor disabled', async () => {
    const ada = await operators.add(operator('ada'));
    await operators.add(operator('ela', 'support'));
    await expect(operators.setRole(ada.id, 'viewer')).rejects.toMatchObject({ key: 'operator.last_super_admin' });
    await expect(operators.setDisabled(ada.id, true)).rejects.toMatchObject({ key: 'operator.last_super_admin' });
  });

  it('stays when two consoles each take away the other one', async () => {
    const ada = await operators.add(operator('ada'));
    const cem = await operators.add(operator('cem'));
    const outcomes = await Promise.allSettled([
      operators.setRole(ada.id, 'viewer'),
      elsewhere.setDisabled(cem.id, true),
    ]);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    const left = (await operators.list()).filter(({ role, state }) => role === 'super_admin' && state === 'active');
    expect(left).toHaveLength(1);
  });
});

describe('signing in', () => {
  it("locks out after so many wrong passwords, on the database's clock, and lets in when it is over", async () => {
    const { id, email } = await operators.add(operator('ada'));
    expect(await operators.recordFailure(id, limits)).toBeNull();
    expect(await elsewhere.recordFailure(id, limits)).toBeNull();
    const seconds = await operators.recordFailure(id, limits);
    expect(seconds).toBeGreaterThan(890);
    expect(seconds).toBeLessThanOrEqual(900);
    // A further try neither shortens nor lengthens it.
    expect(await operators.recordFailure(id, { attempts: 3, lockSeconds: 9_000 })).toBeLessThanOrEqual(900);
    expect((await operators.credentials(email))?.lockedOutSeconds).toBeGreaterThan(890);
    expect((await operators.list())[0]?.state).toBe('locked_out');

    await expireLock();
    expect((await operators.credentials(email))?.lockedOutSeconds).toBeNull();
    expect(await operators.recordFailure(id, limits)).toBeNull();
  });

  it('forgets the failures before it, and is let in again by hand', async () => {
    const { id } = await operators.add(operator('ada'));
    await operators.recordFailure(id, limits);
    await operators.recordFailure(id, limits);
    await operators.recordSignIn(id);
    expect(await operators.recordFailure(id, limits)).toBeNull();
    expect((await operators.list())[0]?.lastSignInAt).toMatch(/Z$/);
    await operators.recordFailure(id, limits);
    await operators.recordFailure(id, limits);
    expect((await operators.setDisabled(id, false)).state).toBe('active');
  });

  it('is counted while the platform is closed for writing', async () => {
    const { id } = await operators.add(operator('ada'));
    await platform.parts.pools.setWritable(false);
    expect(await operators.recordFailure(id, { attempts: 1, lockSeconds: 60 })).toBeGreaterThan(0);
    await expect(operators.setRole(id, 'viewer')).rejects.toMatchObject({ key: 'session.read_only' });
  });

  it('with a password that was given asks for another', async () => {
    const { id } = await operators.add({ ...operator('ela', 'support'), mustChangePassword: true });
    expect((await operators.list())[0]?.state).toBe('invited');
    const changed = await operators.setPassword(id, 'new hash', false);
    expect(changed.state).toBe('active');
    expect(await operators.credentials('ela@example.org')).toMatchObject({
      passwordHash: 'new hash',
      mustChangePassword: false,
    });
  });

  it("nobody is changed by an id that is nobody's", async () => {
    const nobody = randomUUID() as string as OperatorId;
    await expect(operators.setRole(nobody, 'viewer')).rejects.toMatchObject({ key: 'operator.not_found' });
    await expect(operators.recordFailure(nobody, limits)).rejects.toMatchObject({ key: 'operator.not_found' });
  });
});
