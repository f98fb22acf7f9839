import { describe, expect, test } from 'vitest';
import {
  everyArchive,
  narrowed,
  newestOfEach,
  proofOf,
  sorted,
  withoutBackup,
} from '../../renderer/screens/archives/archive-facts.ts';
import { fileLooks, proofLooks } from '../../renderer/screens/archives/archive-looks.ts';
import { comparisonFacts, differingFirst, rowDifference } from '../../renderer/screens/archives/comparison-facts.ts';
import type { ArchiveRow } from '../../shared/contract/archives.ts';
import type { ArchiveId, TenantId } from '../../shared/domain/ids.ts';
import { compareInventories, type Inventory } from '../../shared/domain/inventory.ts';

const now = new Date('2026-11-21T12:00:00Z');
const daysAgo = (days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString();
const tenant = (name: string): TenantId => name as TenantId;

let made = 0;
const row = (part: Partial<ArchiveRow>): ArchiveRow => {
  made += 1;
  return {
    id: `archive-${made}` as ArchiveId,
    purpose: 'backup',
    tenantId: tenant('cinar'),
    tenantCode: 'cinar-dis',
    tenantName: 'Çınar Diş Kliniği',
    database: 'Stocker_cinar-dis_Db',
    format: 'pg_dump',
    tool: 'pg_dump 18.4',
    server: 'PostgreSQL 18.4',
    machine: 'ops-1',
    path: '/backups/cinar-dis.dump',
    bytes: 10,
    sha256: '',
    tables: 1,
    rows: 1,
    madeAt: daysAgo(0),
    madeBy: 'elif@example.test',
    verification: null,
    file: 'there',
    ...part,
  };
};
const proved = { at: daysAgo(0), by: 'elif@example.test', problem: null };
const disproved = { ...proved, problem: { code: 'conflict', key: 'archive.differs', params: {} } } as const;

describe('which backups count', () => {
  const old = row({ madeAt: daysAgo(9) });
  const young = row({ madeAt: daysAgo(1) });
  const exported = row({ tenantId: tenant('ege'), purpose: 'export', format: 'zip' });

  test('of each tenant the newest one, and an export is none', () => {
    expect(newestOfEach([old, exported, young])).toEqual([young]);
  });

  test('a tenant with an export alone has no backup', () => {
    expect(withoutBackup([tenant('cinar'), tenant('ege'), tenant('lale')], [old, exported])).toEqual(['ege', 'lale']);
  });

  test('one that was brought back and differed is not merely unproved', () => {
    expect([null, proved, disproved].map((verification) => proofOf({ verification }))).toEqual([
      'never',
      'verified',
      'failed',
    ]);
  });
});

describe('the list of backups', () => {
  const rows = [
    row({ tenantName: 'Çınar', madeAt: daysAgo(8), verification: proved, bytes: 3 }),
    row({
      tenantName: 'Ihlamur',
      tenantCode: 'ihlamur',
      path: '',
      madeAt: daysAgo(2),
      verification: disproved,
      file: 'missing',
      bytes: 1,
    }),
    row({ tenantName: 'İpekyolu', tenantCode: 'ipek', path: '', madeAt: daysAgo(4), bytes: 2 }),
  ];
  const names = (shown: ReadonlyArray<ArchiveRow>): ReadonlyArray<string> => shown.map(({ tenantName }) => tenantName);
  const compare = new Intl.Collator('tr').compare;

  test.each([
    ['never verified', { proofs: ['never'] }, ['İpekyolu']],
    ['verification failed', { proofs: ['failed'] }, ['Ihlamur']],
    ['either', { proofs: ['failed', 'never'] }, ['Ihlamur', 'İpekyolu']],
    ['file missing', { files: ['missing'] }, ['Ihlamur']],
    ['older than seven days', { olderThanDays: 7 }, ['Çınar']],
    ['not older than its very age', { olderThanDays: 8 }, []],
    ['typed without Turkish letters', { search: 'cinar' }, ['Çınar']],
    ['a dotless i for a dotted one', { search: 'ıpek' }, ['İpekyolu']],
    ['capitals', { search: 'IHLA' }, ['Ihlamur']],
  ] as const)('is narrowed to: %s', (_what, part, left) => {
    expect(names(narrowed(rows, { ...everyArchive, ...part }, now))).toEqual(left);
  });

  test.each([
    ['age', false, ['Ihlamur', 'İpekyolu', 'Çınar']],
    ['age', true, ['Çınar', 'İpekyolu', 'Ihlamur']],
    ['proof', false, ['Ihlamur', 'İpekyolu', 'Çınar']],
    ['proof', true, ['Çınar', 'İpekyolu', 'Ihlamur']],
    ['size', true, ['Çınar', 'İpekyolu', 'Ihlamur']],
    ['tenant', false, ['Çınar', 'Ihlamur', 'İpekyolu']],
  ] as const)('is sorted by %s, descending %s', (column, descending, order) => {
    expect(names(sorted(rows, { column, descending }, compare))).toEqual(order);
  });

  test('what is equal stays newest first', () => {
    const [older, newer] = [row({ madeAt: daysAgo(3) }), row({ madeAt: daysAgo(1) })];
    expect(sorted([older, newer], { column: 'proof', descending: true }, compare)).toEqual([newer, older]);
  });

  test('no two states of proof or file share an outline', () => {
    for (const looks of [proofLooks, fileLooks])
      expect(new Set(Object.values(looks).map(({ glyph }) => glyph)).size).toBe(Object.keys(looks).length);
  });
});

describe('what a swap would cost, by the comparison', () => {
  const table = (name: string, rows: number, checksum = '') => ({ schema: 'crm', name, rows, checksum });
  const inventory = (part: Partial<Inventory>): Inventory => ({ tables: [], migrations: [], structure: 's', ...part });
  const living = inventory({
    tables: [table('a', 10), table('b', 5), table('c', 7, 'x'), table('d', 2)],
    migrations: [{ module: 'crm', version: '002', checksum: '' }],
  });
  const copy = inventory({
    tables: [table('a', 4), table('b', 9), table('c', 7, 'y'), table('e', 3)],
    migrations: [{ module: 'crm', version: '001', checksum: '' }],
  });
  const result = compareInventories(living, copy);

  test('rows that are lost and those that come back do not make up for one another', () => {
    expect(comparisonFacts(result)).toEqual({
      tables: 5,
      differing: 5,
      lost: 6 + 2,
      gained: 4 + 3,
      content: 1,
      versions: 1,
    });
  });

  test('what differs comes first, and a table that is not there counts as none', () => {
    const withSame = compareInventories(
      inventory({ tables: [table('a', 1), table('b', 1)] }),
      inventory({ tables: [table('a', 1), table('b', 2)] }),
    );
    expect(differingFirst(withSame.tables).map((one) => [one.table, rowDifference(one)])).toEqual([
      ['crm.b', 1],
      ['crm.a', 0],
    ]);
    expect(result.tables.map(rowDifference)).toEqual([-6, 4, 0, -2, 3]);
  });
});
