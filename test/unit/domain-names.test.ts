import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainKind, repairedName } from '../../shared/domain/domain-kind.ts';
import { parseDomain, spellingsOf } from '../../shared/domain/domain-names.ts';

const bases = ['stoocker.app', 'stocker.example'];
const labelOf = (length: number): string => 'a'.repeat(length);

describe('what a person types as a domain', () => {
  it.each([
    ['panel.cinar.com.tr', 'panel.cinar.com.tr', 'panel.cinar.com.tr'],
    ['  Panel.Cinar.COM.TR. ', 'panel.cinar.com.tr', 'panel.cinar.com.tr'],
    ['çınar.com.tr', 'xn--nar-1la48a.com.tr', 'çınar.com.tr'],
    ['c\u0327ınar.com.tr', 'xn--nar-1la48a.com.tr', 'çınar.com.tr'],
    ['xn--nar-1la48a.com.tr', 'xn--nar-1la48a.com.tr', 'çınar.com.tr'],
    ['XN--NAR-1LA48A.com.tr', 'xn--nar-1la48a.com.tr', 'çınar.com.tr'],
    ['ÇİNÇİN.com.tr', 'xn--inin-zoac.com.tr', 'çinçin.com.tr'],
    ['İstanbul.com.tr', 'istanbul.com.tr', 'istanbul.com.tr'],
    ['i\u0307stanbul.com.tr', 'istanbul.com.tr', 'istanbul.com.tr'],
    ['ISTANBUL.com.tr', 'istanbul.com.tr', 'istanbul.com.tr'],
    ['ışık.com.tr', 'xn--k-ekaa7p.com.tr', 'ışık.com.tr'],
    ['www。firma。com', 'www.firma.com', 'www.firma.com'],
    ['ｆｉｒｍａ.com', 'firma.com', 'firma.com'],
    ['москва.рф', 'xn--80adxhks.xn--p1ai', 'москва.рф'],
    ['日本語テスト.jp', 'xn--zckzah9945czlbtz6h.jp', '日本語テスト.jp'],
    [`${labelOf(63)}.com`, `${labelOf(63)}.com`, `${labelOf(63)}.com`],
    ['stoocker.app.com', 'stoocker.app.com', 'stoocker.app.com'],
    ['notstoockers.net', 'notstoockers.net', 'notstoockers.net'],
  ])('%s is %s', (typed, name, unicodeName) => {
    expect(parseDomain(typed, bases)).toEqual({ name, unicodeName, problem: null });
  });

  it.each([
    ['', 'domain.empty'],
    [' . ', 'domain.empty'],
    ['https://firma.com', 'domain.address'],
    ['firma.com/giris', 'domain.address'],
    ['firma.com:443', 'domain.address'],
    ['ali@firma.com', 'domain.address'],
    ['firma .com', 'domain.address'],
    ['*.firma.com', 'domain.wildcard'],
    ['localhost', 'domain.single_label'],
    ['firma', 'domain.single_label'],
    ['203.0.113.7', 'domain.ip'],
    ['2001:db8::1', 'domain.ip'],
    ['[2001:db8::1]', 'domain.ip'],
    ['::1', 'domain.ip'],
    ['com.tr', 'domain.public_suffix'],
    ['gen.tr', 'domain.public_suffix'],
    ['CO.UK', 'domain.public_suffix'],
    [`${labelOf(64)}.com`, 'domain.label_too_long'],
    [`${`${labelOf(60)}.`.repeat(5)}com`, 'domain.too_long'],
    ['firma..com', 'domain.bad_letters'],
    ['.firma.com', 'domain.bad_letters'],
    ['-firma.com', 'domain.bad_letters'],
    ['firma-.com', 'domain.bad_letters'],
    ['fir_ma.com', 'domain.bad_letters'],
    ['firma!.com', 'domain.bad_letters'],
    ['firma.123', 'domain.bad_letters'],
    ['xn--zz-.com', 'domain.bad_letters'],
    ['fir\u200dma.com', 'domain.bad_letters'],
    ['fir\u202ema.com', 'domain.bad_letters'],
    ['ÇINAR.com.tr', 'domain.unclear_i'],
    ['IŞIK.com.tr', 'domain.unclear_i'],
    ['раypal.com', 'domain.lookalike'],
    ['сосе.com', 'domain.lookalike'],
    ['googlе.com', 'domain.lookalike'],
    ['stoocker.app', 'domain.of_platform'],
    ['panel.STOOCKER.app', 'domain.of_platform'],
    ['a.b.stoocker.app', 'domain.of_platform'],
    ['acme.stocker.example', 'domain.of_platform'],
    ['acme.stocker.app', 'domain.of_platform'],
  ])('%s is refused: %s', (typed, problem) => {
    expect(parseDomain(typed, bases)).toEqual({ problem });
  });

  it('comes to the same name from both of its spellings', () => {
    const turkish = fc.stringMatching(/^[a-zçğıöşü][a-zçğıöşü0-9]{1,18}$/);
    fc.assert(
      fc.property(turkish, (label) => {
        const parsed = parseDomain(`${label}.com.tr`, bases);
        if (parsed.problem !== null) throw new Error(`${label} was refused: ${parsed.problem}`);
        expect(parsed.unicodeName).toBe(`${label}.com.tr`);
        expect(parsed.name).toMatch(/^[a-z0-9.-]+$/);
        expect(parseDomain(parsed.name, bases)).toEqual(parsed);
        expect(spellingsOf(parsed.unicodeName)).toEqual(spellingsOf(parsed.name));
      }),
    );
  });

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => void parseDomain(typed, bases)));
  });
});

describe('what is stored already', () => {
  it.each([
    ['çınar.com.tr', 'xn--nar-1la48a.com.tr', 'çınar.com.tr'],
    ['XN--NAR-1LA48A.COM.TR', 'xn--nar-1la48a.com.tr', 'çınar.com.tr'],
    ['ŞİRKET.com.tr', 'xn--irket-idb.com.tr', 'şirket.com.tr'],
    ['Acme.Stoocker.App', 'acme.stoocker.app', 'acme.stoocker.app'],
    ['not_a_name', 'not_a_name', 'not_a_name'],
    ['xn--zz-.com', 'xn--zz-.com', 'xn--zz-.com'],
    ['Panel.Acme.com.tr.', 'panel.acme.com.tr', 'panel.acme.com.tr'],
    ['çınar.com.tr.', 'xn--nar-1la48a.com.tr', 'çınar.com.tr'],
  ])('%s has both spellings', (stored, name, unicodeName) => {
    expect(spellingsOf(stored)).toEqual({ name, unicodeName });
  });
});

describe('of what kind a domain is', () => {
  it.each([
    ['acme.stoocker.app', 'base'],
    ['ACME.Stoocker.App', 'base'],
    ['a.b.stoocker.app', 'base'],
    ['acme.stocker.app', 'other_base'],
    ['acme.stoockers.app', 'other_base'],
    ['acme.stoker.app', 'other_base'],
    ['acme.stockers.ap', 'own'],
    ['stoocker.app', 'own'],
    ['panel.acme.com.tr', 'own'],
  ])('%s is %s', (name, kind) => {
    expect(domainKind(name, ['stoocker.app'])).toBe(kind);
  });

  it('keeps its first part when it is repaired', () => {
    expect(repairedName('Acme-2.stocker.app', 'stoocker.app')).toBe('acme-2.stoocker.app');
  });
});
