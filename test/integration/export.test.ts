import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { startWorkingPlatform, type WorkingPlatform, type WorkingTenant } from '../builders/working-tenant.ts';

let world: WorkingPlatform;
let tenant: WorkingTenant;

beforeAll(async () => {
  world = await startWorkingPlatform();
  tenant = await world.tenant();
});
afterAll(() => world?.close());

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

it('I15: every table in open forms, with formulas made texts and nothing rounded', async () => {
  const { desk, folder } = world;
  const id = await desk.archives.export({ tenantId: tenant.id, folder }, 'ayse');
  expect(await world.ended(desk, id)).toMatchObject({ state: 'succeeded' });
  const [archive] = await desk.layout.archives.list(tenant.id);
  if (archive === undefined) throw new Error('nobody knows of it');
  expect(archive).toMatchObject({ purpose: 'export', format: 'zip', tenantId: tenant.id });
  const entries = await entriesOf(archive.path);

  const rows = (entries['ndjson/tenant.Notes.ndjson'] ?? '').trimEnd().split('\n');
  const values = rows.map((row) => JSON.parse(row) as Record<string, unknown>);
  expect(values).toHaveLength(102);
  expect(values).toContainEqual({
    ...{ id: '9007199254740993', text: '=HYPERLINK("http://x")', amount: '-1.10' },
    ...{ at: null, ok: null, doc: null },
  });
  expect(values).toContainEqual(
    expect.objectContaining({ id: 7, text: 'not 7', amount: '7.70', ok: false, doc: { n: 7 } }),
  );
  expect(rows.join('\n')).toContain('12345678901234567890');

  const csv = entries['csv/tenant.Notes.csv'] ?? '';
  expect(csv.startsWith('\uFEFFid;text;amount;at;ok;doc\r\n')).toBe(true);
  expect(csv).toContain(`9007199254740993;"'=HYPERLINK(""http://x"")";-1.10;;;\r\n`);
  expect(csv.split('\r\n')).toHaveLength(104);

  expect(entries['schema.sql']).toContain('"Notes"');
  expect(entries['README.txt']).toContain('tenant.Notes: 102');
  // Nothing of the console's own.
  expect(Object.keys(entries).filter((name) => name.includes('_tenantry'))).toEqual([]);
  expect((await desk.archives.planRestore(archive.id)).problem).toMatchObject({ key: 'archive.not_a_backup' });
});
