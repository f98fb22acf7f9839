import { describe, expect, it } from 'vitest';
import { chooseModule, lacksModules } from '../../renderer/screens/setup/module-choice.ts';
import { dependentsOf, type ModuleDefinition, withDependencies } from '../../shared/domain/modules.ts';

const module = (code: string, ...dependsOn: string[]): ModuleDefinition => ({
  ...{ code, name: code, description: null, isCore: false, dependsOn },
  ...{ schema: code.toLowerCase(), latest: '0001' },
});
const known = [module('CRM'), module('Sales', 'CRM'), module('Finance'), module('Billing', 'Sales', 'Finance')];
const offered = known.map(({ code }) => code);
const choose = (chosen: ReadonlyArray<string>, code: string, on: boolean) =>
  chooseModule(chosen, { code, on }, { offered, known });

describe('modules of a setup', () => {
  it.each([
    ['comes alone when it needs nothing', [], 'CRM', true, ['CRM']],
    ['brings what it stands on', [], 'Billing', true, ['CRM', 'Sales', 'Finance', 'Billing']],
    ['leaves the others as they are', ['Finance'], 'Sales', true, ['CRM', 'Sales', 'Finance']],
    ['takes along what stands on it', ['CRM', 'Sales', 'Finance', 'Billing'], 'CRM', false, ['Finance']],
    ['goes alone when nothing stands on it', ['CRM', 'Sales', 'Finance'], 'Finance', false, ['CRM', 'Sales']],
  ] as const)('one %s', (_what, chosen, code, on, after) => {
    expect(choose(chosen, code, on)).toEqual(after);
  });

  it('that need each other are still listed once, and end', () => {
    const round = [module('A', 'B'), module('B', 'A')];
    expect(withDependencies('A', round)).toEqual(['B', 'A']);
    expect(dependentsOf('A', ['A', 'B'], round)).toEqual(['B']);
  });

  it('that nobody knows stand on nothing', () => {
    expect(withDependencies('Unknown', known)).toEqual(['Unknown']);
  });

  it('are lacking only where the package has some', () => {
    const entry = { code: 'CRM', name: 'CRM', included: true, maxEntities: null };
    expect(lacksModules({ modules: [entry] }, [])).toBe(true);
    expect(lacksModules({ modules: [entry] }, ['CRM'])).toBe(false);
    expect(lacksModules({ modules: [{ ...entry, included: false }] }, [])).toBe(false);
    expect(lacksModules({ modules: [] }, [])).toBe(false);
  });
});
