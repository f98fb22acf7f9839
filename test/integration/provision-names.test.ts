import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PasswordHasher } from '../../main/access/password-hash.ts';
import { createRegistration } from '../../main/tenants/register.ts';
import type { MatrixConsole } from '../matrix/console.ts';
import { type FarConsole, listen, openFarConsole } from '../matrix/far-console.ts';
import { openStage, type Stage } from '../matrix/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(3);
});
afterAll(() => stage?.close());

const settings = () => stage.platform.config.settings;
const rowsOf = async (sql: string) => (await stage.admin.query(sql)).rows;
const hasher: PasswordHasher = {
  hash: async () => 'unusable',
  verify: async () => false,
  nobody: async () => 'unusable',
};
const register = ({ layout }: MatrixConsole, companyName: string, companyCode: string) =>
  createRegistration(
    { layout, settings: settings(), mailer: null, hasher },
    {
      ...{ companyName, companyCode, email: `owner@${randomUUID()}.example` },
      ...{ phone: null, packageId: null, billingPeriod: null },
    },
  );

describe('P09: five spellings of one name', () => {
  const spellings = ['İSTANBUL', 'istanbul', 'ISTANBUL', 'ıstanbul', 'I\u0307stanbul'];

  it.each([
    ['tr_TR.UTF-8', 'tr-TR'],
    ['C', 'en-US'],
  ])('are one code where the system speaks %s', async (locale, spoken) => {
    const names = path.join(import.meta.dirname, '../../shared/domain/names.ts');
    const program = `
      import { codeFromCompanyName } from ${JSON.stringify(names)};
      const codes = ${JSON.stringify(spellings)}.map((name) => codeFromCompanyName(name));
      console.log(JSON.stringify({ codes, spoken: new Intl.Collator().resolvedOptions().locale }));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
      env: { PATH: process.env['PATH'], LANG: locale, LC_ALL: locale },
    });
    expect(JSON.parse(stdout)).toEqual({
      codes: spellings.map(() => 'istanbul'),
      spoken: expect.stringContaining(spoken.slice(0, 2)),
    });
  });

  it('are a conflict from the second one on, with the code that is taken', async () => {
    const [first = '', ...others] = spellings;
    expect(await register(stage.second, first, '')).toMatchObject({ code: 'istanbul' });
    for (const other of others)
      await expect(register(stage.second, other, '')).rejects.toMatchObject({
        ...{ code: 'conflict', key: 'name.code_taken', field: 'companyCode', params: { code: 'istanbul' } },
      });
    expect(
      await rowsOf(`SELECT "CompanyCode" FROM "TenantRegistrations" WHERE "CompanyCode" ILIKE '%stanbul%'`),
    ).toEqual([{ CompanyCode: 'istanbul' }]);
  });
});

describe('P10: a hostile name', () => {
  let far: FarConsole;
  let texts: string[] = [];
  beforeAll(async () => {
    far = await openFarConsole(stage, () => async () => undefined);
    // What a console asks of its own accord when it opens is over by then.
    await far.console.layout.capabilities();
    listen(far.proxy, ({ text }) => texts.push(text));
  });
  afterAll(() => far?.close());
  beforeEach(() => {
    texts = [];
  });
  const changing = () => texts.filter((text) => /\b(INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|GRANT|BEGIN)\b/.test(text));

  it.each([
    ['nothing', '', 'name.empty'],
    ['a space', ' ', 'name.empty'],
    ['a dash', '—', 'name.bad_letters'],
    ['300 letters', 'a'.repeat(300), 'name.too_long'],
    ['a quote', 'a"b', 'name.bad_letters'],
    ['a semicolon', 'a;drop', 'name.bad_letters'],
    ['a path', '../x', 'name.bad_letters'],
    ["the server's own", 'template1', 'name.reserved'],
    ["a device's", 'con', 'name.reserved'],
    ["the server's prefix", 'pg_a', 'name.bad_letters'],
    ["the server's prefix as it would become", 'pg-a', 'name.reserved'],
    ['an emoji', '🦄', 'name.bad_letters'],
    ['a turning mark', 'cinar\u202ea', 'name.bad_letters'],
    ['a joiner', 'ci\u200dnar', 'name.bad_letters'],
    ['a NUL', 'cinar\0a', 'name.bad_letters'],
    ['a line separator', 'cinar\u2028a', 'name.bad_letters'],
  ])('that is %s is refused in words, and no statement reaches the server', async (_what, name, key) => {
    const isBlank = name.trim() === '';
    await expect(register(far.console, isBlank ? name : 'Çınar', name)).rejects.toMatchObject({
      ...{ code: 'invalid_input', key },
    });
    expect(texts).toEqual([]);
  });

  it.each(['\u202eranıÇ', 'Çı\u200dnar', 'Çı\0nar', 'Çı\u2028nar', 'ç'.repeat(300), '—', '🦄'])(
    'of a company, as %j, is refused, and nothing is written',
    async (name) => {
      await expect(register(far.console, name, '')).rejects.toMatchObject({
        ...{ code: 'invalid_input', field: 'companyName' },
      });
      expect(changing()).toEqual([]);
    },
  );

  it.each(['template1', 'pg-a', 'a"b', 'a;drop', '../x'])(
    'as %j, that another program has registered, is refused before anything is begun',
    async (hostile) => {
      const id = await stage.platform.register(stage.nextCode());
      await stage.admin.query('UPDATE "TenantRegistrations" SET "CompanyCode" = $1 WHERE "Id" = $2', [hostile, id]);
      await expect(far.console.operations.provision(id, 'ayse')).rejects.toMatchObject({ code: 'invalid_input' });
      expect(changing()).toEqual([]);
      await stage.admin.query('DELETE FROM "TenantRegistrations" WHERE "Id" = $1', [id]);
    },
  );

  it('is told from a good one, whose statements are seen', async () => {
    await register(far.console, 'Çınar', stage.nextCode());
    expect(changing().some((text) => text.includes('INSERT INTO'))).toBe(true);
  });
});
