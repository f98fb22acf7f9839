import { expect, it } from 'vitest';
import type { PasswordHasher } from '../../main/access/password-hash.ts';
import { createSession } from '../../main/access/session.ts';
import type { SessionState } from '../../shared/contract/session.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { OperatorId, ProfileId } from '../../shared/domain/ids.ts';
import type { Role } from '../../shared/domain/permissions.ts';
import { createFaults } from '../fakes/memory/faults.ts';
import { memoryOperators } from '../fakes/memory/operators.ts';
import { createWorld } from '../fakes/memory/world.ts';
import { createMovedClock } from '../fakes/moved-clock.ts';
import { createQuietPlatform } from '../fakes/quiet-platform.ts';

const profileId = '7d0f2f5e-0000-4000-8000-000000000001' as ProfileId;
const email = 'ayse@example.com';
const password = 'mavi-kapı-yedi-kuş';
/** Who guesses how often is asked here; what hashing costs is asked where it is done. */
const compared: Array<string> = [];
const hasher: PasswordHasher = {
  hash: async (plain) => `hash of ${plain}`,
  verify: async (plain, hash) => {
    compared.push(hash);
    return hash === `hash of ${plain}`;
  },
  nobody: async () => "nobody's hash",
};
const second = {
  id: 'op-2' as OperatorId,
  name: 'Can',
  email: 'can@example.com',
  passwordHash: '',
  mustChangePassword: false,
  by: null,
  onlyIfFirst: false,
};
const minutes = (n: number) => n * 60_000;

async function house(
  settings: Partial<ProfileSettings> = {},
  operator: { role?: Role; mustChange?: boolean } | null = {},
) {
  const clock = createMovedClock();
  const world = createWorld(createFaults(), 0);
  // The server's clock and this computer's are one here.
  Object.defineProperty(world.clock, 'now', { get: () => clock.now().getTime() });
  const operators = memoryOperators(world);
  const quiet = createQuietPlatform(operators, settings);
  const states: Array<SessionState> = [];
  const session = createSession({
    clock,
    hasher,
    openPlatform: async () => quiet.platform,
    autoLockMinutes: () => 15,
    onChange: (state) => states.push(state),
  });
  if (operator !== null)
    await operators.add({
      id: 'op-1' as OperatorId,
      name: 'Ayşe',
      email,
      role: operator.role ?? 'super_admin',
      passwordHash: await hasher.hash(password),
      mustChangePassword: operator.mustChange ?? false,
      by: null,
      onlyIfFirst: true,
    });
  const signIn = (typed = password, more: { email?: string; readOnly?: boolean } = {}) =>
    session.signIn({ profileId, email: more.email ?? email, password: typed, readOnly: more.readOnly ?? false });
  return { clock, operators, quiet, session, states, signIn };
}

it('signs in with the right password, whatever the case of the e-mail', async () => {
  const { session, signIn } = await house();
  expect(await signIn(password, { email: 'AYSE@Example.com' })).toMatchObject({
    phase: 'signed_in',
    operator: { role: 'super_admin', email },
    writes: { mode: 'read_write', until: null },
    mustChangePassword: false,
  });
  expect(session.actor()).toEqual({ operator: email, role: 'super_admin', platform: 'Demo' });
});

it('gives the same answer to an unknown e-mail and to a wrong password, and closes the platform', async () => {
  const { session, quiet, signIn } = await house();
  compared.length = 0;
  const wrong = await signIn('not it').catch((error: unknown) => error);
  const unknown = await signIn(password, { email: 'nobody@example.com' }).catch((error: unknown) => error);
  expect(compared).toEqual([`hash of ${password}`, "nobody's hash"]);
  expect(unknown).toMatchObject({ key: 'session.wrong_password' });
  expect(JSON.stringify(unknown)).toBe(JSON.stringify(wrong));
  expect(quiet.closed()).toBe(2);
  expect(session.current()).toEqual({ phase: 'signed_out' });
});

it('locks out after five failures, for fifteen minutes, also for who knows the password then', async () => {
  const { clock, signIn } = await house();
  for (let attempt = 1; attempt <= 4; attempt += 1)
    await expect(signIn('not it')).rejects.toMatchObject({ key: 'session.wrong_password' });
  await expect(signIn('not it')).rejects.toMatchObject({ key: 'session.locked_out', params: { minutes: 15 } });
  await expect(signIn()).rejects.toMatchObject({ key: 'session.locked_out' });
  clock.pass(minutes(14));
  await expect(signIn()).rejects.toMatchObject({ key: 'session.locked_out', params: { minutes: 1 } });
  clock.pass(minutes(1) + 1);
  expect(await signIn()).toMatchObject({ phase: 'signed_in' });
});

it('counts guesses that are made at once, one by one', async () => {
  const { signIn } = await house();
  const guesses = await Promise.allSettled(
    Array.from({ length: 8 }, (_, n) => signIn(n === 7 ? password : `guess ${n}`)),
  );
  expect(guesses.every(({ status }) => status === 'rejected')).toBe(true);
});

it('forgets failures when the right password comes', async () => {
  const { signIn } = await house();
  for (const typed of ['a', 'b', 'c', 'd', password, 'a', 'b', 'c', 'd']) await signIn(typed).catch(() => undefined);
  expect(await signIn()).toMatchObject({ phase: 'signed_in' });
});

it('tells that an operator is disabled only to who knows the password', async () => {
  const { operators, signIn } = await house();
  await operators.add({ ...second, role: 'super_admin' });
  await operators.setDisabled('op-1' as OperatorId, true);
  await expect(signIn('not it')).rejects.toMatchObject({ key: 'session.wrong_password' });
  await expect(signIn()).rejects.toMatchObject({ key: 'session.disabled' });
});

it('opens a platform without operators for reading and setting up, and its first operator is a super admin', async () => {
  const { session } = await house({}, null);
  expect(await session.open(profileId)).toMatchObject({
    phase: 'bootstrap',
    permissions: ['read', 'platform.upgrade'],
  });
  expect(session.operator()).toBeUndefined();
  await expect(session.createFirstOperator({ name: 'Ayşe', email, password: 'aaaaaaaaaaaa' })).rejects.toMatchObject({
    key: 'operator.weak_password',
  });
  expect(await session.createFirstOperator({ name: 'Ayşe', email, password })).toMatchObject({
    phase: 'signed_in',
    operator: { role: 'super_admin' },
  });
  await expect(session.createFirstOperator({ name: 'Can', email: 'can@example.com', password })).rejects.toMatchObject({
    key: 'session.operators_exist',
  });
  await expect(session.open(profileId)).rejects.toMatchObject({ key: 'session.operators_exist' });
});

it('makes no first operator where there is no table for one', async () => {
  const { session, quiet } = await house({}, null);
  quiet.capabilities = { ...quiet.capabilities, bookkeeping: false };
  expect(await session.open(profileId)).toMatchObject({ writes: { mode: 'read_only', because: 'no_bookkeeping' } });
  await expect(session.createFirstOperator({ name: 'Ayşe', email, password })).rejects.toMatchObject({
    key: 'platform.not_set_up',
  });
});

it('opens production read-only, until it is unlocked, for as long as that was asked', async () => {
  const { clock, session, quiet, states, signIn } = await house({ environment: 'production' });
  expect(await signIn()).toMatchObject({ writes: { mode: 'read_only', because: 'production' } });
  expect(quiet.writable).toEqual([false]);
  expect(await session.unlockWrites(30)).toMatchObject({
    writes: { mode: 'read_write', until: '2026-11-21T09:30:00.000Z' },
  });
  clock.pass(minutes(10));
  session.touch();
  clock.pass(minutes(12));
  session.touch();
  clock.pass(minutes(8));
  await Promise.resolve();
  expect(session.current()).toMatchObject({ writes: { mode: 'read_only', because: 'production' } });
  await expect.poll(() => states.at(-1)).toMatchObject({ writes: { mode: 'read_only' } });
  expect(quiet.writable).toEqual([false, true, false]);
});

it('closes what was unlocked when the computer slept over it', async () => {
  const { clock, session, signIn } = await house({ environment: 'production' });
  await signIn();
  await session.unlockWrites(30);
  clock.sleep(minutes(31));
  expect(session.current()).toMatchObject({ writes: { mode: 'read_only' } });
});

it('is read-only where that was chosen, and can be locked again by hand', async () => {
  const { session, quiet, signIn } = await house();
  expect(await signIn(password, { readOnly: true })).toMatchObject({ writes: { because: 'chosen' } });
  await session.unlockWrites(5);
  expect(await session.lockWrites()).toMatchObject({ writes: { mode: 'read_only', because: 'chosen' } });
  expect(quiet.writable).toEqual([false, true, false]);
});

it('keeps the platform closed for a viewer, who can not unlock it', async () => {
  const { session, quiet, signIn } = await house({}, { role: 'viewer' });
  expect(await signIn()).toMatchObject({ writes: { mode: 'read_only', because: 'role' } });
  await expect(session.unlockWrites(5)).rejects.toMatchObject({ key: 'session.forbidden' });
  expect(quiet.writable).toEqual([false]);
});

it('locks when nobody has used the window, counts from each use, and resumes by the password', async () => {
  const { clock, session, states, signIn } = await house();
  await signIn();
  clock.pass(minutes(14));
  session.touch();
  clock.pass(minutes(14));
  expect(session.current()).toMatchObject({ phase: 'signed_in' });
  clock.pass(minutes(1));
  expect(states.at(-1)).toMatchObject({ phase: 'locked' });
  session.touch();
  expect(session.current()).toMatchObject({ phase: 'locked' });
  await expect(session.resume('not it')).rejects.toMatchObject({ key: 'session.wrong_password' });
  expect(await session.resume(password)).toMatchObject({ phase: 'signed_in' });
});

it('is locked when the computer wakes up after a long sleep', async () => {
  const { clock, session, signIn } = await house();
  await signIn();
  clock.sleep(minutes(60));
  expect(session.current()).toMatchObject({ phase: 'locked' });
});

it('is not kept open by the hand that wakes the computer up', async () => {
  const { clock, session, states, signIn } = await house();
  await signIn();
  clock.sleep(minutes(60));
  session.touch();
  expect(states.at(-1)).toMatchObject({ phase: 'locked' });
  expect(session.current()).toMatchObject({ phase: 'locked' });
});

it('steps up for five minutes, and not over a lock', async () => {
  const { clock, session, signIn } = await house();
  await signIn();
  await expect(session.stepUp('not it')).rejects.toMatchObject({ key: 'session.wrong_password' });
  expect(session.steppedUp()).toBe(false);
  expect(await session.stepUp(password)).toEqual({ until: '2026-11-21T09:05:00.000Z' });
  clock.pass(minutes(5) - 1);
  expect(session.steppedUp()).toBe(true);
  clock.pass(1);
  expect(session.steppedUp()).toBe(false);
  await session.stepUp(password);
  session.lock();
  await session.resume(password);
  expect(session.steppedUp()).toBe(false);
});

it('obeys a role that was changed meanwhile, and ends when the operator was disabled', async () => {
  const { operators, session, quiet, signIn } = await house();
  await signIn();
  await operators.add({ ...second, role: 'super_admin' });
  await operators.setRole('op-1' as OperatorId, 'viewer');
  await session.reverify();
  expect(session.may('registrations.create')).toBe(false);
  expect(session.current()).toMatchObject({ writes: { because: 'role' } });
  expect(quiet.writable).toEqual([true, false]);
  await operators.setDisabled('op-1' as OperatorId, true);
  await expect(session.reverify()).rejects.toMatchObject({ key: 'session.disabled' });
  expect(session.current()).toEqual({ phase: 'signed_out' });
  expect(quiet.closed()).toBe(1);
});

it('says that a temporary password must be changed, until it is', async () => {
  const { session, signIn } = await house({}, { mustChange: true });
  expect(await signIn()).toMatchObject({ mustChangePassword: true });
  await expect(session.changePassword(password, password)).rejects.toMatchObject({ field: 'next' });
  await expect(session.changePassword('not it', 'yeni-ve-uzun-parola')).rejects.toMatchObject({
    key: 'session.wrong_password',
  });
  await session.changePassword(password, 'yeni-ve-uzun-parola');
  expect(session.current()).toMatchObject({ mustChangePassword: false });
  await session.signOut();
  expect(await signIn('yeni-ve-uzun-parola')).toMatchObject({ phase: 'signed_in' });
});
