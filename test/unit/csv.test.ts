import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { neutralised, writeCsv } from '../../main/local/csv.ts';
import { exportTenants } from '../../main/tenants/export-csv.ts';
import { everyTenant } from '../../shared/contract/tenants.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { addTenant } from '../builders/platform.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const signal = new AbortController().signal;

it.each(['=HYPERLINK("http://x")', '+cmd', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('makes %j a text', (cell) => {
  expect(neutralised(cell)).toBe(`'${cell}`);
});
it.each(['Çınar', '1-2', 'a=b', ''])('leaves %j alone', (cell) => {
  expect(neutralised(cell)).toBe(cell);
});

function platformWith(names: ReadonlyArray<string>) {
  const platform = createMemoryPlatform();
  names.forEach((name, index) => {
    addTenant(platform, { name, code: `kod${index}`, database: null });
  });
  const { tenants } = platform.open();
  const path = join(temporaryFolder(), 'tenants.csv');
  const write = (more: Partial<Parameters<typeof exportTenants>[1]> = {}) =>
    exportTenants(tenants, {
      path,
      filter: everyTenant,
      sort: { column: 'code', descending: false },
      columns: ['name', 'code', 'status', 'users', 'mrr'],
      language: 'tr',
      signal,
      ...more,
    });
  return { platform, path, write };
}

it('writes Turkish with semicolons and a byte-order mark, and quotes what needs it', async () => {
  const { path, write } = platformWith(['=1+1', 'Işık; "Şirket"', 'iki\nsatır']);
  expect(await write()).toBe(3);
  expect(readFileSync(path, 'utf8')).toBe(
    '\uFEFFAd;Kısa ad;Durum;Kullanıcı;Aylık gelir (MRR);Para birimi\r\n' +
      "'=1+1;kod0;Etkin;0;;\r\n" +
      '"Işık; ""Şirket""";kod1;Etkin;0;;\r\n' +
      '"iki\nsatır";kod2;Etkin;0;;\r\n',
  );
});

it('writes English with commas, suspended tenants as such, and money with its currency', async () => {
  const { platform, path, write } = platformWith(['Acme']);
  const [tenant] = platform.world.tenants.values();
  if (tenant === undefined) throw new Error('one tenant was added');
  tenant.suspended = true;
  platform.world.packages.push({ id: 'p', name: 'Standard', maxUsers: 5 });
  platform.world.subscriptions.push({
    tenantId: tenant.id,
    packageId: 'p',
    status: 'active',
    price: { minor: 123_450, currency: 'TRY' },
    period: 'monthly',
    trialEndsAt: null,
    periodEndsAt: null,
    modules: [],
  });
  await write({ language: 'en', columns: ['name', 'status', 'package', 'mrr', 'subscription'] });
  expect(readFileSync(path, 'utf8').split('\r\n')[1]).toBe('Acme,Suspended,Standard,1234.50,Active,TRY');
});

it('writes all pages, each tenant once', async () => {
  const { path, write } = platformWith(Array.from({ length: 257 }, (_, n) => `Şirket ${n}`));
  expect(await write({ columns: ['name'] })).toBe(257);
  const lines = readFileSync(path, 'utf8').trim().split('\r\n').slice(1);
  expect(new Set(lines).size).toBe(257);
});

it('leaves what was there before when it is stopped, and no half file', async () => {
  const { path, write } = platformWith(['Acme']);
  writeFileSync(path, 'yesterday');
  await expect(write({ signal: AbortSignal.abort() })).rejects.toThrow();
  expect(readFileSync(path, 'utf8')).toBe('yesterday');
  expect(readdirSync(join(path, '..'))).toEqual(['tenants.csv']);
});

it('says that the file could not be written where its folder is gone', async () => {
  const { write } = platformWith(['Acme']);
  await expect(write({ path: join(temporaryFolder(), 'gone', 'x.csv') })).rejects.toMatchObject({
    key: 'local.file_not_written',
  });
});

it('writes of the filtered set what was selected, from whichever page it is', async () => {
  const { platform, path, write } = platformWith(Array.from({ length: 130 }, (_, index) => `Firma ${index}`));
  const of = (code: string): TenantId => {
    const found = [...platform.world.tenants.values()].find((tenant) => tenant.code === code);
    if (found === undefined) throw new Error(`no tenant is called ${code}`);
    return found.id;
  };
  expect(await write({ only: [of('kod7'), of('kod129'), of('kod3')], columns: ['code'], language: 'en' })).toBe(3);
  expect(readFileSync(path, 'utf8')).toBe('\uFEFFShort name\r\nkod129\r\nkod3\r\nkod7\r\n');
});

it('lets a platform whose list never ends not write for ever', async () => {
  const path = join(temporaryFolder(), 'x.csv');
  const page = async () => ({ rows: [{} as never], before: null, after: 'the same' });
  const rows = await exportTenants(
    { page },
    {
      ...{ path, filter: everyTenant, sort: { column: 'name', descending: false } as const },
      ...{ columns: ['name'] as const, language: 'en' as const, signal },
    },
  );
  expect(rows).toBe(2);
});

it('writes a title line for an empty list', async () => {
  const path = join(temporaryFolder(), 'x.csv');
  const columns = [{ title: 'A', cell: () => ({ text: '' }) }];
  expect(await writeCsv({ path, language: 'en', columns, pages: async function* () {} })).toBe(0);
  expect(readFileSync(path, 'utf8')).toBe('\uFEFFA\r\n');
});
