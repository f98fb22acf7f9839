import { describe, expect, it } from 'vitest';
import type { AppliedMigration, Migration, ModuleManifest } from '../../main/layouts/roles/migrations.ts';
import { missingOf, missingWithDependencies } from '../../main/migrations/missing.ts';

const shipped: Readonly<Record<string, number>> = { core: 2, CRM: 3, Sales: 2, Inventory: 1, Purchase: 2, Portal: 1 };
const modules: ReadonlyArray<ModuleManifest> = [
  { code: 'CRM', schema: 'crm', dependsOn: [] },
  { code: 'Inventory', schema: 'inventory', dependsOn: [] },
  { code: 'Portal', schema: 'portal', dependsOn: ['Sales', 'CRM', 'Purchase'] },
  { code: 'Purchase', schema: 'purchase', dependsOn: ['Inventory'] },
  { code: 'Sales', schema: 'sales', dependsOn: ['CRM'] },
];
const migrationOf = (module: string, version: string): Migration => ({
  ...{ module, version, name: 'made-up', checksum: `of ${module}/${version}`, sql: '', down: null, validate: null },
});
const ship = {
  modules: () => modules,
  available: (module: string) =>
    Array.from({ length: shipped[module] ?? 0 }, (_, index) => migrationOf(module, `000${index + 1}`)),
};
const line = (name: string): Pick<AppliedMigration, 'module' | 'version' | 'checksum'> => {
  const [module = '', version = ''] = name.split('/');
  return { module, version, checksum: `of ${name}` };
};
const core = ['core/0001', 'core/0002'];
const crm = ['CRM/0001', 'CRM/0002', 'CRM/0003'];
const named = ({ module, version }: Pick<Migration, 'module' | 'version'>): string => `${module}/${version}`;

describe('what is missing before modules are in place', () => {
  it.each<[string, string[], string[], string[]]>([
    ['nothing wanted', [], [], []],
    ['the core', ['core'], [], core],
    ['the core, behind', ['core'], ['core/0001'], ['core/0002']],
    ['one module', ['CRM'], core, crm],
    ['one module with the core', ['core', 'CRM'], [], [...core, ...crm]],
    ['one that is there', ['CRM'], [...core, ...crm], []],
    ['one that is behind', ['CRM'], [...core, 'CRM/0001'], ['CRM/0002', 'CRM/0003']],
    ['one with a hole', ['CRM'], [...core, 'CRM/0001', 'CRM/0003'], ['CRM/0002']],
    ['what it stands on first', ['Sales'], core, [...crm, 'Sales/0001', 'Sales/0002']],
    [
      'what it stands on is behind',
      ['Sales'],
      [...core, 'CRM/0001', 'Sales/0001'],
      ['CRM/0002', 'CRM/0003', 'Sales/0002'],
    ],
    [
      'through another',
      ['Portal'],
      [...core, ...crm],
      ['Sales/0001', 'Sales/0002', 'Inventory/0001', 'Purchase/0001', 'Purchase/0002', 'Portal/0001'],
    ],
    ['each once', ['Sales', 'CRM', 'Sales'], core, [...crm, 'Sales/0001', 'Sales/0002']],
    ['one that is not shipped', ['Payroll'], core, []],
    ['newer than what is shipped', ['Inventory'], [...core, 'Inventory/0001', 'Inventory/0002'], []],
    ['others that are there', ['Inventory'], [...core, ...crm, 'Payroll/0009'], ['Inventory/0001']],
  ])('%s', (_what, wanted, applied, missing) => {
    expect(missingWithDependencies(ship, wanted, applied.map(line)).map(named)).toEqual(missing);
  });

  it('is refused where what was applied is another by now, in a module or below it', () => {
    const edited = { module: 'CRM', version: '0002', checksum: 'another' };
    const refused = expect.objectContaining({ key: 'migration.checksum', params: { module: 'CRM', version: '0002' } });
    expect(() => missingWithDependencies(ship, ['CRM'], [edited])).toThrow(refused);
    expect(() => missingWithDependencies(ship, ['Sales'], [edited])).toThrow(refused);
    expect(() => missingOf(ship.available('CRM'), [edited])).toThrow(refused);
    expect(missingWithDependencies(ship, ['Inventory'], [edited]).map(named)).toEqual(['Inventory/0001']);
  });

  it('looks at one module alone where asked for it', () => {
    expect(missingOf(ship.available('Sales'), [line('Sales/0001'), line('CRM/0001')]).map(named)).toEqual([
      'Sales/0002',
    ]);
  });
});
