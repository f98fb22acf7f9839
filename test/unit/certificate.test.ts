import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { canonicalJson } from '../../main/local/canonical-json.ts';
import {
  certificateHash,
  certificateJson,
  certificateOf,
  evidenceOf,
  type Found,
  foundIn,
} from '../../main/tenants/certificate.ts';
import { certificatePdf } from '../../main/tenants/certificate-pdf.ts';
import type { DeleteParams } from '../../main/tenants/deletion-params.ts';
import type { Certificate } from '../../shared/domain/deletion.ts';
import type { ArchiveId, TenantId } from '../../shared/domain/ids.ts';
import { pdfText } from '../builders/pdf-text.ts';

const turkish = 'ıİşŞğĞüÜöÖçÇ âîû ₺';
const archive = '7d0f2f5e-4444-4000-8000-000000000001' as ArchiveId;

const params: DeleteParams = {
  tenantId: '7d0f2f5e-2222-4000-8000-000000000001' as TenantId,
  code: 'cinar',
  name: `Çınar ${turkish} A.Ş.`,
  database: 'Stocker_cinar_Db',
  role: 'stocker_cinar_app',
  platform: 'Canlı',
  server: 'PostgreSQL 18.4',
  systemIdentifier: '7000000000000000001',
  timeZone: 'Europe/Istanbul',
  reason: 'Sözleşme bitti',
  by: 'ayse@example.com',
  startedBy: 'Ayşe Yılmaz',
  backup: { archiveId: archive, sha256: 'ab'.repeat(32) },
  export: { waiver: 'Müşteri dışa aktarım istemedi' },
  files: [
    { purpose: 'backup', name: 'cinar.dump', where: 'ofis-1: /yedekler/cinar.dump' },
    { purpose: 'export', name: 'cinar.zip', where: `ofis-2: C:\\${'uzun\\'.repeat(40)}cinar.zip` },
  ],
  customDomains: ['www.cinar.example'],
  primaryDomain: 'cinar.stoocker.app',
};
const found: Found = {
  database: true,
  role: true,
  copies: ['Stocker_cinar_Db_r_1a2b3c4d5e6f'],
  rows: [
    { kind: 'domain', name: 'cinar.stoocker.app' },
    { kind: 'domain', name: 'www.cinar.example' },
    { kind: 'rows', name: 'MasterUsers', count: 3 },
  ],
};
const certify = (change: Partial<DeleteParams> = {}, seen: Partial<Found> = {}): Certificate =>
  certificateOf(
    { ...params, ...change },
    {
      operationId: 'op-1',
      found: { ...found, ...seen },
      kept: [{ name: 'Invoices', count: 2, reason: 'invoices_by_law' }],
      at: new Date('2026-11-21T10:00:00Z'),
    },
  );

it('names what was removed, what was kept and why, and what a person has still to do', () => {
  const { removed, kept, toDo } = certify();
  expect(removed).toEqual([
    { kind: 'database', name: 'Stocker_cinar_Db' },
    { kind: 'copy', name: 'Stocker_cinar_Db_r_1a2b3c4d5e6f' },
    { kind: 'role', name: 'stocker_cinar_app' },
    { kind: 'secret', name: 'stocker_cinar_app' },
    ...found.rows,
  ]);
  expect(kept.map(({ reason }) => reason)).toEqual(['invoices_by_law', 'tombstone', 'operation_log']);
  expect(toDo).toEqual([
    { kind: 'backup_file', name: 'cinar.dump', where: 'ofis-1: /yedekler/cinar.dump' },
    { kind: 'export_file', name: 'cinar.zip', where: expect.stringContaining('ofis-2: C:\\uzun') },
    { kind: 'dns', name: 'www.cinar.example', where: 'CNAME cinar.stoocker.app' },
  ]);
});

it('says of what was gone already that it was found so', () => {
  expect(certify({}, { database: false }).removed[0]).toEqual({
    kind: 'database',
    name: 'Stocker_cinar_Db',
    found: 'gone',
  });
  expect(certify({ database: null, role: null }).removed).toEqual([
    { kind: 'copy', name: 'Stocker_cinar_Db_r_1a2b3c4d5e6f' },
    ...found.rows,
  ]);
});

it('is made from the journal alone: what was found comes back as it was written', () => {
  expect(foundIn(evidenceOf(found))).toEqual(found);
  const nothing: Found = { database: false, role: false, copies: [], rows: [] };
  expect(foundIn(JSON.parse(JSON.stringify(evidenceOf(nothing))))).toEqual(nothing);
});

it('holds no address of anybody', () => {
  expect(JSON.stringify(certify())).not.toContain('@');
});

it('has one text and one hash, whatever the order of its keys', () => {
  const certificate = certify();
  const turned = Object.fromEntries(Object.entries(certificate).reverse()) as unknown as Certificate;
  expect(certificateJson(turned)).toBe(certificateJson(certificate));
  const read = JSON.parse(certificateJson(certificate)) as { certificate: Certificate; sha256: string };
  expect(read.certificate).toEqual(certificate);
  expect(read.sha256).toBe(createHash('sha256').update(canonicalJson(read.certificate)).digest('hex'));
  expect(certificateHash({ ...certificate, code: 'cinar2' })).not.toBe(read.sha256);
});

it.each([
  ['tr', 'Silme belgesi', 'Saklananlar', 'Elle yapılacaklar', 'faturaların saklanması yasal zorunluluk'],
  ['en', 'Certificate of deletion', 'Kept', 'Left to do by hand', 'the law wants invoices kept'],
] as const)('is printed in %s with every letter', async (language, title, kept, toDo, why) => {
  const certificate = certify();
  const text = pdfText(await certificatePdf(certificate, language));
  for (const shown of [title, kept, toDo, why, turkish, 'Stocker_cinar_Db_r_1a2b3c4d5e6f', 'Ayşe Yılmaz'])
    expect(text).toContain(shown);
  expect(text).toContain(certificateHash(certificate));
  expect(text).toContain('2026-11-21T10:00:00.000Z');
  expect(text).not.toContain('\uFFFD');
  // A path without a place to break at is broken, and all of it is there.
  expect(text.replaceAll('\n', '')).toContain('uzun\\'.repeat(40));
});

it('is printed when nothing was removed and nothing is left to do', async () => {
  const bare = certify({ database: null, role: null, files: [], customDomains: [] }, { copies: [], rows: [] });
  expect(pdfText(await certificatePdf(bare, 'en'))).toContain('Nothing');
});

it('never fetches what a name looks like', async () => {
  const sly = certify({ name: 'http://127.0.0.1:9/logo.png', reason: '{"image":"/etc/passwd"}' });
  const text = pdfText(await certificatePdf(sly, 'en')).replaceAll('\n', '');
  expect(text).toContain('http://127.0.0.1:9/logo.png');
  expect(text).toContain('{"image":"/etc/passwd"}');
});
