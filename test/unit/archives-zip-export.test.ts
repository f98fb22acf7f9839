import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import yauzl from 'yauzl';
import { type ExportAsk, writeExport } from '../../main/archives/zip-export.ts';
import type { ExportedTable } from '../../main/layouts/roles/archives.ts';
import { inventoryWith } from '../fakes/archive-server.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

type Row = ReadonlyArray<string | null>;

async function entriesOf(file: string): Promise<Readonly<Record<string, string>>> {
  const zip = await promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)(file, { lazyEntries: true });
  const found: Record<string, string> = {};
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(found));
    zip.on('entry', (entry: yauzl.Entry) => {
      zip.openReadStream(entry, async (error, stream) => {
        if (error) return reject(error);
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        found[entry.fileName] = Buffer.concat(chunks).toString('utf8');
        zip.readEntry();
      });
    });
    zip.readEntry();
  });
}

const tableOf = (name: string, columns: Readonly<Record<string, string>>, schema = 'tenant'): ExportedTable => ({
  ...{ schema, name },
  columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
});

async function* rowsOf(rows: Iterable<Row>): AsyncGenerator<Row> {
  yield* rows;
}

function askFor(
  tables: ReadonlyArray<readonly [ExportedTable, Iterable<Row>]>,
  change: Partial<ExportAsk> = {},
): ExportAsk & { readonly folder: string } {
  const folder = temporaryFolder();
  return {
    folder,
    file: join(folder, 'data'),
    about: {
      ...{ name: 'Çınar A.Ş.', code: 'cinar', database: 'Stocker_cinar_Db', server: 'PostgreSQL 18.4' },
      ...{ at: new Date('2026-11-21T12:00:00Z'), language: 'tr' },
    },
    async read(visit) {
      await visit.schema('CREATE TABLE x ();');
      for (const [table, rows] of tables) await visit.table(table, rowsOf(rows));
      return inventoryWith({ Companies: 2 });
    },
    signal: new AbortController().signal,
    ...change,
  };
}

it('holds every table in both forms, from one reading, with the schema and what it is', async () => {
  const table = tableOf('Companies', { id: 'bigint', name: 'text', active: 'boolean', price: 'numeric(18,2)' });
  const ask = askFor([
    [
      table,
      [
        ['1', '=HYPERLINK("http://x";"y")', 't', '-1.10'],
        ['9007199254740993', null, 'f', null],
        ['3', '', 't', '0.00'],
      ],
    ],
  ]);
  expect(await writeExport(ask)).toEqual(inventoryWith({ Companies: 2 }));
  const entries = await entriesOf(ask.file);
  expect(Object.keys(entries)).toEqual([
    'schema.sql',
    'csv/tenant.Companies.csv',
    'ndjson/tenant.Companies.ndjson',
    'README.txt',
  ]);
  expect(entries['schema.sql']).toBe('CREATE TABLE x ();');
  expect(entries['csv/tenant.Companies.csv']).toBe(
    [
      '\uFEFFid;name;active;price',
      `1;"'=HYPERLINK(""http://x"";""y"")";true;-1.10`,
      '9007199254740993;;false;',
      '3;"";true;0.00',
      '',
    ].join('\r\n'),
  );
  expect(
    entries['ndjson/tenant.Companies.ndjson']
      ?.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { id: 1, name: '=HYPERLINK("http://x";"y")', active: true, price: '-1.10' },
    { id: '9007199254740993', name: null, active: false, price: null },
    { id: 3, name: '', active: true, price: '0.00' },
  ]);
  const readme = entries['README.txt'] ?? '';
  for (const words of [
    'tenant.Companies: 3 satır',
    'tenant.Companies: 3 rows',
    'core 0003',
    '2026-11-21T12:00:00.000Z',
  ])
    expect(readme).toContain(words);
  expect(readdirSync(ask.folder)).toEqual(['data']);
});

it('I14: names from a database stay single segments, and are told apart', async () => {
  const names = ['../../x', 'CON', 'a'.repeat(300), 'a:b', 'a/b', 'A/B'];
  const ask = askFor(names.map((name) => [tableOf(name, { n: 'integer' }), [['1']]] as const));
  await writeExport(ask);
  const files = Object.keys(await entriesOf(ask.file)).filter((name) => name.startsWith('csv/'));
  expect(files).toHaveLength(names.length);
  expect(new Set(files.map((name) => name.toLowerCase())).size).toBe(names.length);
  for (const name of files) {
    expect(name).toMatch(/^csv\/[^/\\:*?"<>|]+\.csv$/);
    expect(Buffer.byteLength(name)).toBeLessThan(255);
  }
});

it('is larger than what is held at once', async () => {
  const wide = 'x'.repeat(1000);
  function* many(): Generator<Row> {
    for (let row = 0; row < 20_000; row += 1) yield [String(row), wide];
  }
  const ask = askFor([[tableOf('Log', { id: 'integer', text: 'text' }), many()]]);
  await writeExport(ask);
  const entries = await entriesOf(ask.file);
  expect(entries['csv/tenant.Log.csv']?.split('\r\n')).toHaveLength(20_002);
  expect(entries['ndjson/tenant.Log.ndjson']?.split('\n')).toHaveLength(20_001);
});

it('ends with what stopped the reading', async () => {
  const lost = new Error('the server went away');
  const ask = askFor([], {
    read: async (visit) => {
      await visit.schema('');
      await visit.table(
        tableOf('Log', { id: 'integer' }),
        (async function* () {
          yield ['1'];
          throw lost;
        })(),
      );
      return inventoryWith({});
    },
  });
  await expect(writeExport(ask)).rejects.toBe(lost);
});

it('ends when it is stopped, also while it waits for the disk', async () => {
  const stop = new AbortController();
  function* endless(): Generator<Row> {
    for (let row = 0; ; row += 1) {
      if (row === 5_000) stop.abort();
      yield [String(row)];
    }
  }
  const ask = askFor([[tableOf('Log', { id: 'integer' }), endless()]], { signal: stop.signal });
  await expect(writeExport(ask)).rejects.toMatchObject({ name: 'AbortError' });
});

it('ends with what the disk says', async () => {
  const ask = askFor([[tableOf('Log', { id: 'integer' }), [['1']]]]);
  await expect(writeExport({ ...ask, file: join(ask.folder, 'gone', 'data') })).rejects.toMatchObject({
    code: 'ENOENT',
  });
});
