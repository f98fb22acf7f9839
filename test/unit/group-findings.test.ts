import { expect, it } from 'vitest';
import { groupFindings, isAsExpected } from '../../renderer/screens/platform/group-findings.ts';
import type { SchemaFinding } from '../../shared/contract/platform.ts';

const finding = (
  object: string,
  state: SchemaFinding['state'],
  owner: SchemaFinding['owner'] = 'tenantry',
): SchemaFinding => ({ object, state, owner, found: null, expected: null });

it('puts a table and its columns together, what differs first and what is as expected last', () => {
  const groups = groupFindings(
    [
      finding('Tenants', 'present', 'source'),
      finding('Tenants.Name', 'present', 'source'),
      finding('Packages', 'missing', 'source'),
      finding('MasterUsers', 'present', 'source'),
      finding('MasterUsers.Email', 'differs', 'source'),
      finding('Tenants.CreatedAt', 'missing'),
    ],
    'source',
  );
  expect(groups.map(({ name }) => name)).toEqual(['MasterUsers', 'Packages', 'Tenants']);
  expect(groups[0]).toMatchObject({ present: 1, differing: [{ part: 'Email' }], whole: false });
  expect(groups[1]).toMatchObject({ present: 0, missing: [], whole: true });
  expect(groups.map(isAsExpected)).toEqual([false, false, true]);
});

it("keeps everything in the console's own schema together, and columns with their tables", () => {
  const groups = groupFindings(
    [
      finding('tenantry', 'present'),
      finding('tenantry.operators', 'missing'),
      finding('pg_trgm', 'missing'),
      finding('tenantry.notes', 'extra'),
      finding('Tenants.CreatedAt', 'missing'),
      finding('Tenants.UX_Tenants_Code_Lower', 'present'),
    ],
    'tenantry',
  );
  expect(groups).toMatchObject([
    { name: 'tenantry', missing: ['operators', 'pg_trgm'], extra: ['notes'], present: 1 },
    { name: 'Tenants', missing: ['CreatedAt'], extra: [], present: 1 },
  ]);
});
