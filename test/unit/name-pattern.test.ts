import { expect, it } from 'vitest';
import { matchesPattern } from '../../main/layouts/postgres-per-tenant/name-pattern.ts';
import { readMark } from '../../main/layouts/postgres-per-tenant/operation/marks.ts';
import { copyDatabaseName } from '../../shared/domain/copies.ts';
import type { CopyId } from '../../shared/domain/ids.ts';

const pattern = 'Stocker_{code}_Db';
const id = 'c0000000-0000-4000-8000-000000000001';

it.each(['Stocker_acme_Db', 'stocker_ACME_DB', 'Stocker_a_b_c_Db'])("%s may be a tenant's", (name) => {
  expect(matchesPattern(pattern, name)).toBe(true);
});

it.each([
  'Stocker__Db',
  'Stocker_Db',
  'analytics',
  'Stocker_acme',
  'my_Stocker_acme_Db',
  'Stocker_a-b_Db',
  'Stocker_a b_Db',
  '',
])("%s is nobody's business", (name) => {
  expect(matchesPattern(pattern, name)).toBe(false);
});

it('knows copies by their names, those that had to be cut, too', () => {
  for (const database of ['Stocker_acme_Db', `Stocker_${'a'.repeat(50)}_Db`])
    for (const purpose of ['beside', 'rollback', 'scratch'] as const)
      expect(matchesPattern(pattern, copyDatabaseName(database, purpose, id as CopyId))).toBe(true);
  expect(matchesPattern(pattern, 'analytics_r_1a2b3c4d5e6f')).toBe(false);
});

it('reads a mark only where the whole comment is one', () => {
  const none = { droppingFor: null, swappingFor: null, copyId: null };
  expect(readMark(`tenantry: dropping ${id}`)).toEqual({ ...none, droppingFor: id });
  expect(readMark(`tenantry: swapping ${id}`)).toEqual({ ...none, swappingFor: id });
  for (const end of ['', ' loaded']) expect(readMark(`tenantry: copy ${id}${end}`)).toEqual({ ...none, copyId: id });
  for (const text of [null, '', 'of the tenant', `tenantry: copy ${id} of something`, `see tenantry: copy ${id}`])
    expect(readMark(text)).toBeUndefined();
});
