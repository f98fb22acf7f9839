import { lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupOperation } from '../../main/archives/backup.ts';
import { csvCell, jsonValue } from '../../main/archives/cells.ts';
import { readmeOf } from '../../main/archives/export-readme.ts';
import { ensureFolder } from '../../main/archives/files.ts';
import { targetFor } from '../../main/archives/target.ts';
import { writeExport } from '../../main/archives/zip-export.ts';
import { openZip } from '../../main/layouts/pg/archive/zip-reader.ts';
import { cronLine } from '../../main/layouts/pg/cron-line.ts';
import { certificateJson, certificateOf } from '../../main/tenants/certificate.ts';
import { certificatePdf } from '../../main/tenants/certificate-pdf.ts';
import type { ArchiveId, TenantId } from '../../shared/domain/ids.ts';
import { pdfText } from '../builders/pdf-text.ts';
import { inventoryWith, lease } from '../fakes/archive-server.ts';
import { archiveWorld, begunAt, by, machine, tenant } from '../fakes/archive-work.ts';
import { runOperation } from '../fakes/run-operation.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const hostileNames: ReadonlyArray<string> = [
  ...['../../x', '..', '.', '/etc/passwd', 'C:\\Windows\\x', '\\\\evil\\share', '~root', '~', 'a:b', 'a/../../b'],
  ...['CON', 'nul.txt', 'COM1', 'x\u202Egpj.exe', 'a\r\nb', 'a\0b', 'x'.repeat(300), 'ş'.repeat(300), ' ', '', '-rf'],
  ...['$(touch /tmp/x)', '`id`', "';drop", '"quoted"', '%s%n', '\u200B', '\uD800', 'e\u0301'.repeat(150)],
];
const archiveId = '1a2b3c4d-2222-4000-8000-000000000001' as ArchiveId;

/** One plain name in this folder, whatever anybody was called. */
function expectInside(folder: string, path: string): void {
  const parts = relative(folder, path).split(/[\\/]/);
  expect(parts).toHaveLength(2);
  for (const part of parts) {
    expect(part).not.toMatch(/^\.|^-|^~$|[\p{Cc}\p{Cf}\\/:*?"<>|]/u);
    expect(part).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
    expect(Buffer.byteLength(part)).toBeLessThanOrEqual(255);
  }
}

describe('I14: the files of a tenant with a hostile name', () => {
  it.each(hostileNames)('%j: lie in the folder that was chosen', (code) => {
    const target = targetFor({ folder: '/chosen', code, archiveId, begunAt, format: 'console' });
    expect(dirname(target.folder)).toBe('/chosen');
    for (const path of [target.file, target.manifest]) expectInside('/chosen', path);
  });

  it.each(hostileNames.filter((name) => name !== ''))('%j: are made there, and nowhere else', async (name) => {
    const world = archiveWorld();
    const asked = { ...tenant('acme', 1), code: name.slice(0, 100), name: name.slice(0, 400) };
    const params = { tenants: [asked], format: 'pg_dump', verify: false, folder: world.folder, machine, by, begunAt };
    expect((await runOperation(backupOperation(world.parts), params, lease())).error).toBeUndefined();
    const [archive] = world.server.archives.values();
    expectInside(world.folder, archive?.path ?? '');
    expect(readdirSync(world.folder)).toHaveLength(1);
    expect(statSync(archive?.path ?? '').mode & 0o777).toBe(0o600);
    expect(statSync(dirname(archive?.path ?? '')).mode & 0o777).toBe(0o700);
    const manifest = (archive?.path ?? '').replace(/\.dump$/, '.json');
    expect(JSON.parse(readFileSync(manifest, 'utf8')).tenant.name).toBe(asked.name);
  });

  it('a link in the place of the tenant’s folder is not followed', async () => {
    const [world, elsewhere] = [archiveWorld(), temporaryFolder()];
    symlinkSync(elsewhere, join(world.folder, 'acme'));
    const params = {
      tenants: [tenant('acme', 1)],
      format: 'pg_dump',
      verify: false,
      folder: world.folder,
      machine,
      by,
    };
    const { error } = await runOperation(backupOperation(world.parts), { ...params, begunAt }, lease());
    expect(error).toMatchObject({ key: 'archive.folder_not_writable' });
    await expect(ensureFolder(join(world.folder, 'acme'))).rejects.toMatchObject({ code: 'local_store' });
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(lstatSync(join(world.folder, 'acme')).isSymbolicLink()).toBe(true);
  });

  it('a file that somebody put in the place of the folder is left as it is', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'sub'));
    symlinkSync('/dev/null', join(folder, 'acme'));
    await expect(ensureFolder(join(folder, 'acme'))).rejects.toMatchObject({ key: 'archive.folder_not_writable' });
  });
});

async function* noRows(): AsyncGenerator<ReadonlyArray<string | null>> {
  yield ['=1+1'];
}

describe('an export of tables with hostile names', () => {
  it('has no entry that leaves the folder it is unpacked into, and none twice', async () => {
    const file = join(temporaryFolder(), 'data');
    await writeExport({
      file,
      about: { name: 'x', code: 'x', database: 'x', server: 'PostgreSQL 18', at: new Date(0), language: 'en' },
      async read(visit) {
        await visit.schema('');
        for (const schema of ['tenant', '..', '../../etc', 'tenant\u200B'])
          for (const name of hostileNames)
            await visit.table({ schema, name, columns: [{ name: '=cmd', type: 'text' }] }, noRows());
        return inventoryWith({});
      },
      signal: new AbortController().signal,
    });
    // The reader refuses absolute names and ways up by itself.
    const zip = await openZip(file);
    zip.close();
    expect(zip.names).toHaveLength(hostileNames.length * 4 * 2 + 2);
    expect(new Set(zip.names.map((name) => name.toLowerCase())).size).toBe(zip.names.length);
    for (const name of zip.names) {
      expect(name).toMatch(/^(schema\.sql|README\.txt|(csv|ndjson)\/[^/\\:*?"<>|]+\.(csv|ndjson))$/);
      expect(name).not.toMatch(/\/\.|\.\.\/|[\p{Cc}\p{Cf}]/u);
    }
  });

  it('says so in a README in which no name begins a line of its own, or turns round what follows', () => {
    const evil = 'x\r\nDatabase: another\u202E\u2028Tables (0)';
    const about = { name: evil, code: evil, database: evil, server: 'PostgreSQL 18', at: new Date(0), language: 'en' };
    const files = [{ table: evil, csv: 'csv/x.csv', ndjson: 'ndjson/x.ndjson', rows: 1 }];
    const inventory = { tables: [], structure: '', migrations: [{ module: evil, version: evil, checksum: '' }] };
    const text = readmeOf(about as Parameters<typeof readmeOf>[0], inventory, files);
    expect(text).not.toMatch(/^Database: another/m);
    expect(text.slice(1)).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|(?<!\r)\n|\r(?!\n)/u);
  });
});

describe('I15: a cell that a spreadsheet would run', () => {
  const formulas = [
    '=HYPERLINK("http://x","y")',
    '+cmd|calc',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1+1',
    '＠x',
  ];
  it.each(formulas)('%j is text', (formula) => {
    for (const type of ['text', 'character varying', 'jsonb', 'text[]', 'inet', 'money', 'xml', 'crm."integer"'])
      expect(csvCell(type, formula, ';')).toMatch(/^"?'/);
    expect(JSON.parse(jsonValue('text', formula))).toBe(formula);
  });

  it('is text whatever follows it, and no cell ends a row or its column early', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r', ''), fc.string({ unit: 'binary' }), (first, rest) => {
        const cell = csvCell('text', first + rest, ';');
        expect(cell).not.toMatch(/^"?[=+\-@\t\r]/);
        if (!cell.startsWith('"')) expect(cell).not.toMatch(/[;"\r\n]/);
        else expect(cell.slice(1, -1).replaceAll('""', '')).not.toContain('"');
        expect(jsonValue('text', first + rest)).not.toMatch(/[\r\n]/);
      }),
    );
  });
});

describe('a certificate for a tenant with a hostile name', () => {
  const certify = (name: string) =>
    certificateOf(
      {
        ...{
          tenantId: '7d0f2f5e-2222-4000-8000-000000000001' as TenantId,
          code: name,
          name,
          database: name,
          role: name,
        },
        ...{ platform: name, server: 'PostgreSQL 18', systemIdentifier: '7', timeZone: 'UTC', reason: name },
        ...{ by: 'a@b.c', startedBy: name, backup: { waiver: name }, export: { waiver: name } },
        ...{ files: [{ purpose: 'backup', name, where: name }], customDomains: [name], primaryDomain: name },
      },
      {
        operationId: 'op',
        found: { database: true, role: true, copies: [name], rows: [{ kind: 'domain', name }] },
        kept: [],
        at: new Date(0),
      },
    );

  it.each(hostileNames)('%j is the name in it, and nothing more', async (name) => {
    const certificate = certify(name);
    const read = JSON.parse(certificateJson(certificate));
    expect(Object.keys(read)).toEqual(['certificate', 'sha256']);
    expect(read.certificate.name).toBe(name.normalize('NFC'));
    expect(certificateJson(certificate).trimEnd()).not.toMatch(/[\r\n]/);
    const pdf = await certificatePdf(certificate, 'en');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1')).not.toMatch(/\/(JavaScript|JS|Launch|URI|EmbeddedFile|OpenAction)\b/);
  });

  it('prints what only turns letters round as a letter that can be seen, or not at all', async () => {
    const text = pdfText(await certificatePdf(certify('acme\u202Egpj'), 'en'));
    expect(text).toMatch(/acme.?gpj/u);
  });
});

describe('the line for cron', () => {
  it.each(hostileNames)('with %j in it is one line, and runs nothing but pg_dump', (name) => {
    const settings = { host: name, port: 5432, user: name, tls: 'off' } as const;
    const line = cronLine(settings, [name, 'b'], name);
    expect(line).not.toMatch(/[\r\n\0]/);
    // Outside quotes nothing of a name is left that a shell would act on.
    const bare = line
      .replaceAll(/'[^']*'|\\'/g, '')
      .replaceAll('"$d"', '')
      .replace(/"\$\(date \+\\%Y\\%m\\%d\)"/g, '');
    expect(bare).not.toMatch(/[$`()|&<>"~]|;(?! do | done)/);
  });
});
