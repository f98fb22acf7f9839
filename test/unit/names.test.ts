import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeFromCompanyName,
  codeProblem,
  companyNameProblem,
  databaseNameFor,
  databaseNameProblem,
  databasePatternProblem,
  foldForSearch,
  maxIdentifierBytes,
  roleNameFor,
  sameDatabaseName,
} from '../../shared/domain/names.ts';

describe('a code from a company name', () => {
  it.each([
    ['Işık Şirketi A.Ş.', 'isik-sirketi-a-s'],
    ['İSTANBUL', 'istanbul'],
    ['istanbul', 'istanbul'],
    ['ISTANBUL', 'istanbul'],
    ['ıstanbul', 'istanbul'],
    ['I\u0307stanbul', 'istanbul'],
    ['Gıda', 'gida'],
    ['Ağaçlı Mobilya & Döşeme', 'agacli-mobilya-doseme'],
    ['Straße GmbH', 'strasse-gmbh'],
    ['Łódź Transport', 'lodz-transport'],
    ["O'Neil  Ltd.", 'o-neil-ltd'],
    ['1001 Gece', 'gece'],
    ['—', ''],
    ['Ромашка', ''],
    ['', ''],
  ])('%j gives %j', (name, code) => expect(codeFromCompanyName(name)).toBe(code));

  it('is empty or a good code, for any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const code = codeFromCompanyName(name);
        expect(code).toMatch(/^([a-z][a-z0-9-]*)?$/);
        if (code.length >= 3) expect([undefined, 'name.reserved']).toContain(codeProblem(code));
      }),
    );
  });

  it('does not change when made again from itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(codeFromCompanyName(codeFromCompanyName(name))).toBe(codeFromCompanyName(name));
      }),
    );
  });
});

describe('a code', () => {
  it.each([
    ['', 'name.empty'],
    ['ab', 'name.too_short'],
    ['a'.repeat(41), 'name.too_long'],
    ['1abc', 'name.bad_start'],
    ['-abc', 'name.bad_start'],
    ['abc-', 'name.bad_end'],
    ['abc--d', 'name.double_dash'],
    ['Abc', 'name.bad_letters'],
    ['ışık', 'name.bad_letters'],
    ['a"b', 'name.bad_letters'],
    ['a;drop', 'name.bad_letters'],
    ['../x', 'name.bad_letters'],
    ['abc\u0000', 'name.bad_letters'],
    ['template1', 'name.reserved'],
    ['www', 'name.reserved'],
    ['con', 'name.reserved'],
    ['lpt1', 'name.reserved'],
    ['pg-a', 'name.reserved'],
    // Long s and the Kelvin sign match a case-insensitive Unicode class.
    ['ſtore', 'name.bad_letters'],
    ['\u212Aargo', 'name.bad_letters'],
  ])('%j is refused as %s', (code, problem) => expect(codeProblem(code)).toBe(problem));

  it.each(['abc', 'abc-tech', 'a1', 'x'.repeat(40)].filter((code) => code.length > 2))('%j is accepted', (code) =>
    expect(codeProblem(code)).toBeUndefined(),
  );
  it("refuses the profile's own reserved words", () => expect(codeProblem('acme', ['acme'])).toBe('name.reserved'));
});

describe('a company name', () => {
  it.each([
    ['', 'name.empty'],
    ['   ', 'name.empty'],
    ['A\u202Ecme', 'name.hidden_characters'],
    ['Ac\u200Dme', 'name.hidden_characters'],
    ['Ac\u2028me', 'name.hidden_characters'],
    ['Ac\u0000me', 'name.hidden_characters'],
    ['\uD800abc', 'name.hidden_characters'],
    ['Ромашка', 'name.no_latin'],
    ['a'.repeat(201), 'name.too_long'],
  ])('%j is refused as %s', (name, problem) => expect(companyNameProblem(name)).toBe(problem));
  it('is accepted with every Turkish letter', () =>
    expect(companyNameProblem('Şişli Çiğ Köfte Üretim Öğütme Işıl İnşaat')).toBeUndefined());
});

describe('a database name', () => {
  it('has the dashes of the code as underscores', () =>
    expect(databaseNameFor('Stocker_{code}_Db', 'abc-tech')).toBe('Stocker_abc_tech_Db'));
  it.each([
    ['x'.repeat(64), 'name.database_too_long'],
    ['a b', 'name.database_bad'],
    ['a"b', 'name.database_bad'],
    ['ş'.repeat(40), 'name.database_bad'],
    ['1a', 'name.database_bad'],
    ['', 'name.database_bad'],
    ['template0', 'name.reserved'],
    ['PG_a', 'name.reserved'],
    ['stockermaster', 'name.reserved'],
  ])('%j is refused as %s', (name, problem) => expect(databaseNameProblem(name, 'StockerMaster')).toBe(problem));
  it('gives the role its name', () => expect(roleNameFor('Stocker_abc_tech_Db')).toBe('stocker_abc_tech_app'));
  it('is the same in any case', () => expect(sameDatabaseName('Stocker_ABC_Db', 'stocker_abc_db')).toBe(true));
  it('fits for every accepted code under an accepted pattern', () => {
    const code = fc.stringMatching(/^[a-z][a-z0-9-]{1,38}[a-z0-9]$/).filter((text) => codeProblem(text) === undefined);
    fc.assert(
      fc.property(code, fc.stringMatching(/^[A-Z][A-Za-z_]{0,20}$/), (text, prefix) => {
        const pattern = `${prefix}{code}_Db`;
        if (databasePatternProblem(pattern) !== undefined) return;
        const name = databaseNameFor(pattern, text);
        expect(name.length).toBeLessThanOrEqual(maxIdentifierBytes);
        expect(databaseNameProblem(name, 'StockerMaster')).toBeUndefined();
      }),
    );
  });
  it.each(['Stocker_Db', 'a{code}{code}', '{code}', `${'x'.repeat(30)}{code}`, 'pg_{code}'])(
    'pattern %j is judged by its longest name',
    (pattern) => {
      const expected: Record<string, string | undefined> = { '{code}': undefined };
      if (pattern in expected) expect(databasePatternProblem(pattern)).toBe(expected[pattern]);
      else expect(databasePatternProblem(pattern)).toBeDefined();
    },
  );
});

describe('folding for search', () => {
  it.each([
    ['Çınar', 'cinar'],
    ['ISPARTA', 'isparta'],
    ['ısparta', 'isparta'],
    ['İpekyolu', 'ipekyolu'],
    ['  Ağaçlı   Mobilya ', 'agacli mobilya'],
  ])('%j is found as %j', (text, folded) => expect(foldForSearch(text)).toBe(folded));
  it('folds what is folded to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldForSearch(foldForSearch(text))).toBe(foldForSearch(text));
      }),
    );
  });
});
