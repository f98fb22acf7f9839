import type { DnsFinding, DnsRecordKind, DnsSilence } from './domains.ts';

/** What DNS said to one question. */
export type DnsAnswer = { readonly values: ReadonlyArray<string> } | { readonly silence: DnsSilence };

export interface DnsRecord {
  readonly kind: DnsRecordKind;
  readonly name: string;
  readonly value: string;
}

/** What a tenant has to set for a domain of its own: a proof that it is theirs, and the way to the platform. */
export const expectedRecords = (domain: string, token: string, target: string): readonly [DnsRecord, DnsRecord] => [
  { kind: 'TXT', name: `_tenantry.${domain}`, value: token },
  { kind: 'CNAME', name: domain, value: target },
];

/** Names in answers may end in a dot and come in any case. */
const plain = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** These say that there is nothing; the others, that nobody could say. */
const isAbsence = (silence: DnsSilence): boolean => silence === 'no_name' || silence === 'no_record';

const valuesOf = (answer: DnsAnswer): ReadonlyArray<string> => ('values' in answer ? answer.values : []);
/** Whoever runs a zone may write anything there: control characters, which no database keeps, and texts without end. */
const most = { values: 40, letters: 500 } as const;
const shown = (values: ReadonlyArray<string>): ReadonlyArray<string> =>
  values.slice(0, most.values).map((value) => {
    const text = value.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd');
    return text.length > most.letters ? `${Array.from(text).slice(0, most.letters).join('')}…` : text;
  });

const silenceOf = (answer: DnsAnswer): DnsSilence | null => ('silence' in answer ? answer.silence : null);

function silent({ kind, name, value }: DnsRecord, silence: DnsSilence): DnsFinding {
  return { kind, name, expected: value, found: [], state: isAbsence(silence) ? 'missing' : 'unanswered', silence };
}

/** One right TXT among others is enough: people keep several at one name. */
export function judgeTxt(record: DnsRecord, answer: DnsAnswer): DnsFinding {
  const silence = silenceOf(answer);
  if (silence !== null) return silent(record, silence);
  const { kind, name, value } = record;
  const found = valuesOf(answer);
  if (found.length === 0) return silent(record, 'no_record');
  const state = found.some((one) => one.trim() === value) ? 'right' : 'wrong';
  return { kind, name, expected: value, found: shown(found), state, silence: null };
}

export interface CnameAnswers {
  readonly cname: DnsAnswer;
  /** Of the domain, and of the name that it should point at: IPv4 and IPv6. */
  readonly addresses: DnsAnswer;
  readonly targetAddresses: DnsAnswer;
}

/**
 * A CNAME to the tenant's own address. At a zone's top none is allowed, and its addresses are written instead: those
 * count when each of them is one of the target's.
 */
export function judgeCname(record: DnsRecord, { cname, addresses, targetAddresses }: CnameAnswers): DnsFinding {
  const { kind, name, value } = record;
  const base = { kind, name, expected: value } as const;
  const names = valuesOf(cname).map(plain);
  if (names.length > 0) {
    const state = names.every((one) => one === plain(value)) ? 'right' : 'wrong';
    return { ...base, found: shown(names), state, silence: null };
  }
  const silence = silenceOf(cname) ?? 'no_record';
  if (!isAbsence(silence)) return silent(record, silence);
  const own = valuesOf(addresses);
  if (own.length === 0) return silent(record, silenceOf(addresses) ?? silence);
  const wanted = new Set(valuesOf(targetAddresses));
  const unknown = silenceOf(targetAddresses);
  // What it should be equal to is not known, so that nothing is said of it.
  if (unknown !== null && !isAbsence(unknown)) return { ...base, found: own, state: 'unanswered', silence: unknown };
  return { ...base, found: own, state: own.every((one) => wanted.has(one)) ? 'right' : 'wrong', silence: null };
}

export const isProven = (findings: ReadonlyArray<DnsFinding>): boolean =>
  findings.length > 0 && findings.every(({ state }) => state === 'right');
