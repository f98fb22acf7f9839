import { describe, expect, it } from 'vitest';
import type { PackageId } from '../../shared/domain/ids.ts';
import type { ModuleDefinition } from '../../shared/domain/modules.ts';
import { packageProblem } from '../../shared/domain/package-rules.ts';
import type { PackageDefinition } from '../../shared/domain/packages.ts';

const id = 'a' as PackageId;
const module = (code: string, dependsOn: ReadonlyArray<string> = [], isCore = false): ModuleDefinition => ({
  ...{ code, name: code, description: null, isCore, dependsOn, schema: code.toLowerCase(), latest: '0001' },
});
const modules = [
  module('CRM'),
  module('Sales', ['CRM']),
  module('Finance', ['Sales']),
  module('Core', [], true),
  module('HR', ['Core']),
];
const included = (...codes: ReadonlyArray<string>) =>
  codes.map((code) => ({ code, name: code, included: true, maxEntities: null }));

const good: PackageDefinition = {
  ...{ names: { en: 'Growth', tr: 'Büyüme' }, type: 'Standard', monthlyPrice: 45_000, yearlyPrice: null },
  ...{ currency: 'TRY', limits: { max_users: 10, max_projects: null }, modules: included('CRM', 'Sales') },
  ...{ features: [], flags: [], order: 2, active: true },
};
const others = [
  { id, names: { en: 'Growth', tr: 'Büyüme' }, order: 2 },
  { id: 'b' as PackageId, names: { en: 'Işık Starter', tr: 'Işık Başlangıç' }, order: 1 },
];
const problemOf = (change: Partial<PackageDefinition>, own: PackageId | null = id) =>
  packageProblem({ ...good, ...change }, { id: own, others, modules });

describe('what is to be sold', () => {
  it('may be as it is, also under its own name and at its own place', () => {
    expect(problemOf({})).toBeUndefined();
    expect(problemOf({ modules: included('CRM', 'Sales', 'Finance', 'HR') })).toBeUndefined();
    expect(problemOf({ monthlyPrice: 0, yearlyPrice: 0, limits: {} })).toBeUndefined();
  });

  const cases: ReadonlyArray<readonly [string, Partial<PackageDefinition>, string, string, object?]> = [
    ['no English name', { names: { en: ' ', tr: 'x' } }, 'names.en', 'field.required'],
    ['no Turkish name', { names: { en: 'x', tr: '' } }, 'names.tr', 'field.required'],
    [
      'a name that another has',
      { names: { en: 'x', tr: 'ISIK BASLANGIÇ' } },
      'names.tr',
      'package.name_taken',
      { name: 'Işık Başlangıç' },
    ],
    ['a price below nothing', { monthlyPrice: -1 }, 'monthlyPrice', 'field.invalid'],
    ['a price in parts of a kuruş', { monthlyPrice: 0.5 }, 'monthlyPrice', 'field.invalid'],
    ['a price that no number holds', { yearlyPrice: 2 ** 60 }, 'yearlyPrice', 'field.invalid'],
    ['a currency that is none', { currency: 'TRX' }, 'currency', 'package.currency_unknown', { currency: 'TRX' }],
    ['a limit of nothing', { limits: { max_users: 0 } }, 'limits.max_users', 'field.invalid'],
    ['a limit below nothing', { limits: { max_storage_gb: -5 } }, 'limits.max_storage_gb', 'field.invalid'],
    ['half a project', { limits: { max_projects: 1.5 } }, 'limits.max_projects', 'field.invalid'],
    ['a module twice', { modules: included('CRM', 'CRM') }, 'modules', 'package.module_twice', { module: 'CRM' }],
    ['no module', { modules: [] }, 'modules', 'package.no_modules'],
    [
      'no module that is included',
      { modules: included('CRM').map((one) => ({ ...one, included: false })) },
      'modules',
      'package.no_modules',
    ],
    [
      'a module that nobody knows',
      { modules: included('CRM', 'Space') },
      'modules',
      'package.module_unknown',
      { module: 'Space' },
    ],
    [
      'a module without what it stands on',
      { modules: included('Sales') },
      'modules',
      'package.module_needs',
      { module: 'Sales', needs: 'CRM' },
    ],
    [
      'one that stands on it through another',
      { modules: included('CRM', 'Finance') },
      'modules',
      'package.module_needs',
      { module: 'Finance', needs: 'Sales' },
    ],
    [
      'what it stands on is only named',
      { modules: [...included('Sales'), { code: 'CRM', name: 'CRM', included: false, maxEntities: null }] },
      'modules',
      'package.module_needs',
    ],
    [
      'nothing of a module',
      { modules: included('CRM').map((one) => ({ ...one, maxEntities: 0 })) },
      'modules.0.maxEntities',
      'field.invalid',
    ],
    ['no place', { order: 0 }, 'order', 'field.invalid'],
    ["another's place", { order: 1 }, 'order', 'package.order_taken', { order: 1, name: 'Işık Starter' }],
  ];
  const rows = cases.map(([what, change, field, key, params = {}]) => [what, change, field, key, params] as const);
  it.each(rows)('is refused with %s, at its field', (_what, change, field, key, params) => {
    expect(problemOf(change)).toMatchObject({ field, key, params });
  });

  it('may leave out what is always on', () => {
    expect(problemOf({ modules: included('HR') })).toBeUndefined();
  });

  it('has neither the name nor the place of another where it is new', () => {
    expect(problemOf({}, null)).toMatchObject({ field: 'names.en', key: 'package.name_taken' });
    expect(problemOf({ names: { en: 'A', tr: 'B' } }, null)).toMatchObject({ field: 'order' });
    expect(problemOf({ names: { en: 'A', tr: 'B' }, order: 3 }, null)).toBeUndefined();
  });
});
