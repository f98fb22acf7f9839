import { expect, it } from 'vitest';
import { groupFindings } from '../../renderer/screens/attention/group-findings.ts';
import type { FindingRow } from '../../shared/contract/attention.ts';
import { type FindingKind, findingKinds } from '../../shared/domain/reconcile.ts';

const finding = (kind: FindingKind, subject: string, firstSeenAt = '2026-11-21T10:00:00Z'): FindingRow => ({
  ...{ id: `${kind}:${subject}`, kind, subject, firstSeenAt },
  ...{ tenantId: null, registrationId: null, copyId: null, evidence: {}, removable: null },
  ...{ confirmed: false, confirmableAt: firstSeenAt },
});

it('puts what keeps people from their work before what only takes room', () => {
  const groups = groupFindings([
    finding('forgotten_copy', 'a'),
    finding('role_without_database', 'b'),
    finding('tenant_without_database', 'c'),
  ]);
  expect(groups.map(({ kind, tone }) => `${kind} ${tone}`)).toEqual([
    'tenant_without_database danger',
    'role_without_database warn',
    'forgotten_copy warn',
  ]);
});

it('puts the oldest of a kind first', () => {
  const [group] = groupFindings([
    finding('foreign_stamp', 'young', '2026-11-21T11:00:00Z'),
    finding('foreign_stamp', 'old', '2026-11-19T11:00:00Z'),
  ]);
  expect(group?.findings.map(({ subject }) => subject)).toEqual(['old', 'young']);
});

it('leaves no kind out', () => {
  const all = findingKinds.map((kind) => finding(kind, kind));
  expect(groupFindings(all).flatMap(({ findings }) => findings)).toHaveLength(findingKinds.length);
});
