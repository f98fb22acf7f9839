import { describe, expect, it } from 'vitest';
import {
  type CnameAnswers,
  type DnsAnswer,
  expectedRecords,
  isProven,
  judgeCname,
  judgeTxt,
} from '../../shared/domain/dns-findings.ts';

const [txt, cname] = expectedRecords('panel.acme.com.tr', 'token-1', 'acme.stoocker.app');
const none: DnsAnswer = { silence: 'no_record' };
const nowhere: DnsAnswer = { silence: 'no_name' };
const values = (...all: ReadonlyArray<string>): DnsAnswer => ({ values: all });

it('asks for a proof beside the domain and a way from it', () => {
  expect(txt).toEqual({ kind: 'TXT', name: '_tenantry.panel.acme.com.tr', value: 'token-1' });
  expect(cname).toEqual({ kind: 'CNAME', name: 'panel.acme.com.tr', value: 'acme.stoocker.app' });
});

describe('the proof', () => {
  it.each<[string, DnsAnswer, string, ReadonlyArray<string>, string | null]>([
    ['is there', values('token-1'), 'right', ['token-1'], null],
    ['is there among others', values('v=spf1 -all', 'token-1'), 'right', ['v=spf1 -all', 'token-1'], null],
    ['was pasted with spaces', values(' token-1 '), 'right', [' token-1 '], null],
    ['is another one', values('token-2'), 'wrong', ['token-2'], null],
    ['differs in case', values('Token-1'), 'wrong', ['Token-1'], null],
    ['is not there', none, 'missing', [], 'no_record'],
    ['has no name', nowhere, 'missing', [], 'no_name'],
    ['is empty', values(), 'missing', [], 'no_record'],
    ['was not answered in time', { silence: 'timeout' }, 'unanswered', [], 'timeout'],
    ['met a server that failed', { silence: 'server_failed' }, 'unanswered', [], 'server_failed'],
    ['met a server that refused', { silence: 'refused' }, 'unanswered', [], 'refused'],
  ])('%s', (_, answer, state, found, silence) => {
    expect(judgeTxt(txt, answer)).toEqual({
      ...{ kind: 'TXT', name: txt.name, expected: 'token-1' },
      ...{ found, state, silence },
    });
  });
});

describe('the way to the platform', () => {
  const asked = (answers: Partial<CnameAnswers>): CnameAnswers => ({
    ...{ cname: none, addresses: none, targetAddresses: values('203.0.113.7', '203.0.113.8', '2001:db8::7') },
    ...answers,
  });
  it.each<[string, Partial<CnameAnswers>, string, ReadonlyArray<string>, string | null]>([
    ['points at it', { cname: values('acme.stoocker.app') }, 'right', ['acme.stoocker.app'], null],
    ['points at it in capitals', { cname: values('ACME.Stoocker.App.') }, 'right', ['acme.stoocker.app'], null],
    ['points elsewhere', { cname: values('acme.stocker.app') }, 'wrong', ['acme.stocker.app'], null],
    ['is flattened', { addresses: values('203.0.113.7') }, 'right', ['203.0.113.7'], null],
    ['is flattened for IPv6', { addresses: values('2001:db8::7') }, 'right', ['2001:db8::7'], null],
    [
      'has a stray address too',
      { addresses: values('203.0.113.7', '192.0.2.1') },
      'wrong',
      ['203.0.113.7', '192.0.2.1'],
      null,
    ],
    ['has an address of its own', { addresses: values('192.0.2.1') }, 'wrong', ['192.0.2.1'], null],
    ['is not there', {}, 'missing', [], 'no_record'],
    ['has no name', { cname: nowhere, addresses: nowhere }, 'missing', [], 'no_name'],
    ['was not answered', { cname: { silence: 'timeout' } }, 'unanswered', [], 'timeout'],
    [
      'has addresses that nobody answered for',
      { addresses: { silence: 'server_failed' } },
      'unanswered',
      [],
      'server_failed',
    ],
    [
      'can be compared with nothing',
      { addresses: values('192.0.2.1'), targetAddresses: { silence: 'timeout' } },
      ...(['unanswered', ['192.0.2.1'], 'timeout'] as const),
    ],
    [
      'is compared with a target without an address',
      { addresses: values('192.0.2.1'), targetAddresses: nowhere },
      ...(['wrong', ['192.0.2.1'], null] as const),
    ],
  ])('%s', (_, answers, state, found, silence) => {
    expect(judgeCname(cname, asked(answers))).toEqual({
      ...{ kind: 'CNAME', name: cname.name, expected: 'acme.stoocker.app' },
      ...{ found, state, silence },
    });
  });
});

it('is proved by everything that was asked for, and by nothing less', () => {
  const [right, wrong] = [judgeTxt(txt, values('token-1')), judgeTxt(txt, none)];
  expect(isProven([right, right])).toBe(true);
  expect(isProven([right, wrong])).toBe(false);
  expect(isProven([])).toBe(false);
});

describe('what strangers write into DNS', () => {
  const judged = (values: ReadonlyArray<string>) =>
    judgeTxt({ kind: 'TXT', name: '_tenantry.acme.example', value: 'token' }, { values });

  it('is kept without what no database keeps, and what turns a line around', () => {
    const { found, state } = judged(['a\0b', 'c\u202ed\u200be', 'f\r\ng']);
    expect(found).toEqual(['a\ufffdb', 'c\ufffdd\ufffde', 'f\ufffd\ufffdg']);
    expect(state).toBe('wrong');
  });

  it('is not kept without end, and is judged whole', () => {
    const many = [...Array.from({ length: 200 }, (_, at) => `${at} ${'x'.repeat(60_000)}`), 'token'];
    const { found, state } = judged(many);
    expect(state).toBe('right');
    expect(found.length).toBeLessThanOrEqual(40);
    expect(found.every((one) => one.length <= 501)).toBe(true);
    // A part of the proof is no proof.
    expect(judged([`token${'x'.repeat(600)}`, 'token\0']).state).toBe('wrong');
  });
});
