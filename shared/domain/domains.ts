import type { DomainId, TenantId } from './ids.ts';

export const dnsRecordKinds = ['TXT', 'CNAME'] as const;
export type DnsRecordKind = (typeof dnsRecordKinds)[number];

/** Why DNS gave no record. The name or the record is not there; or nobody could say whether it is. */
export const dnsSilences = ['no_name', 'no_record', 'server_failed', 'refused', 'timeout'] as const;
export type DnsSilence = (typeof dnsSilences)[number];

export const findingStates = ['right', 'missing', 'wrong', 'unanswered'] as const;
export type FindingState = (typeof findingStates)[number];

/** One record that was asked for, and what DNS said. Names and values are in the form that DNS knows. */
export interface DnsFinding {
  readonly kind: DnsRecordKind;
  /** Where it has to be set. */
  readonly name: string;
  readonly expected: string;
  /** Empty: nothing is set there. */
  readonly found: ReadonlyArray<string>;
  readonly state: FindingState;
  /** Where nothing was found. */
  readonly silence: DnsSilence | null;
}

export type DomainKind = 'own' | 'base' | 'other_base';

export interface TenantDomain {
  readonly id: DomainId;
  readonly tenantId: TenantId;
  /** In the form that DNS knows, as in `xn--nar-2la.com.tr`. */
  readonly name: string;
  /** As people write it, as in `çınar.com.tr`. */
  readonly unicodeName: string;
  readonly isPrimary: boolean;
  readonly isVerified: boolean;
  readonly verifiedAt: string | null;
  readonly createdAt: string | null;
  /** On one of the profile's base domains; `other_base` for `x.stocker.app` where the profile says `stoocker.app`. */
  readonly kind: DomainKind;
  /** What has to be set; null for one that needs no proof. */
  readonly token: string | null;
  readonly checkedAt: string | null;
  readonly findings: ReadonlyArray<DnsFinding>;
}
