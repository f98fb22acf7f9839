import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openAppLog, traceOf } from '../../main/log/app-log.ts';
import { AppError } from '../../shared/errors.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const canary = 'canary-7f3a';

/** Errors as drivers throw them, with a secret everywhere an error can have one. */
const nasty: ReadonlyArray<unknown> = [
  new Error(canary),
  new Error(`two\nlines ${canary}`),
  Object.assign(new Error('x'), { detail: canary, input: canary, config: { password: canary } }),
  Object.assign(new Error('x'), { code: `postgres://u:${canary}@h` }),
  Object.assign(new Error('x'), { name: canary }),
  new Error('x', { cause: new Error(canary, { cause: { password: canary } }) }),
  new AggregateError([new Error(canary)], canary),
  new AppError('conflict', 'name.code_taken', { params: { name: canary }, cause: new Error(canary) }),
  canary,
  { password: canary },
  Object.assign(new Error('x'), { stack: canary }),
  null,
];

it('writes where an error was thrown and never what it said', async () => {
  const folder = temporaryFolder();
  const log = openAppLog(folder);
  for (const error of nasty) log.write({ event: 'failure', where: 'tenants.list', error });
  await log.close();
  const text = readFileSync(join(folder, 'tenantry.log'), 'utf8');
  expect(text).not.toContain(canary);
  expect(text.trim().split('\n')).toHaveLength(nasty.length);
  expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({
    event: 'failure',
    where: 'tenants.list',
    error: [{ name: 'Error', frames: expect.arrayContaining([expect.stringContaining('app-log.test.ts')]) }],
  });
});

it('follows causes, and no circle of them', () => {
  const first = new Error('a');
  first.cause = new Error('b', { cause: first });
  expect(traceOf(first)).toHaveLength(4);
  expect(
    traceOf(new AppError('internal', 'internal', { cause: new TypeError('x') })).map(({ name, code }) => [name, code]),
  ).toEqual([
    ['AppError', 'internal'],
    ['TypeError', null],
  ]);
});

it('is for this user only, and begins anew when it has grown', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'tenantry.log');
  writeFileSync(file, 'x'.repeat(6 * 1024 * 1024));
  const log = openAppLog(folder);
  log.write({ event: 'started', version: '1', shell: 'test' });
  await log.close();
  expect(statSync(`${file}.1`).size).toBe(6 * 1024 * 1024);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
