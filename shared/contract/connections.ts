import { z } from 'zod';
import { type ProfileSettings, profileSettingsSchema, type SecretName } from '../domain/connection-profile.ts';
import type { ProfileId } from '../domain/ids.ts';
import type { AppErrorData, ErrorParams } from '../errors.ts';
import { call } from './call.ts';
import * as field from './fields.ts';

export interface ProfileView {
  readonly id: ProfileId;
  readonly settings: ProfileSettings;
  /** Which secrets are kept, never what they are. */
  readonly secrets: ReadonlyArray<SecretName>;
  /** False: this version can show the profile but not open its layout. */
  readonly served: boolean;
  readonly lastOpenedAt: string | null;
}

export type CheckState = 'ok' | 'warn' | 'fail' | 'unknown';

export const connectionCheckIds = [
  'answers',
  'certificate',
  'version',
  'identity',
  'direct',
  'platform_database',
  'platform_schema',
  'right_create_databases',
  'right_create_roles',
  'right_end_sessions',
  'right_bookkeeping',
  'clock',
  'mail',
] as const;
export type ConnectionCheckId = (typeof connectionCheckIds)[number];

export interface ConnectionCheck {
  readonly id: ConnectionCheckId;
  readonly state: CheckState;
  /** For the sentence `connection.check.<id>.<state>` in both languages. */
  readonly params: ErrorParams;
  readonly error?: AppErrorData;
}

export interface ConnectionReport {
  readonly checks: ReadonlyArray<ConnectionCheck>;
  /** Nothing failed that signing in needs. */
  readonly usable: boolean;
  readonly server: string | null;
  readonly latencyMs: number | null;
  readonly operators: 'some' | 'none' | 'unknown';
  readonly tenants: number | null;
  readonly checkedAt: string;
}

export type KeychainState = 'keychain' | 'session_only';

/** `undefined` keeps the stored secret, an empty string forgets it. */
const secrets = z.strictObject({ database: z.string().max(1000).optional(), smtp: z.string().max(1000).optional() });

export const connectionCalls = {
  'connections.list': call<{ readonly profiles: ReadonlyArray<ProfileView>; readonly keychain: KeychainState }>()({
    input: field.nothing,
    gate: { anyone: true },
  }),
  'connections.save': call<ProfileView>()({
    input: z.strictObject({ id: field.profileId.nullable(), settings: profileSettingsSchema, secrets }),
    gate: { local: 'connections.manage' },
  }),
  'connections.remove': call<null>()({
    input: z.strictObject({ id: field.profileId }),
    gate: { local: 'connections.manage' },
  }),
  /** Tries a profile as it stands in the form; with an id, secrets that were not typed again are taken from the keychain. */
  'connections.test': call<ConnectionReport>()({
    input: z.strictObject({ id: field.profileId.nullable(), settings: profileSettingsSchema, secrets }),
    gate: { local: 'connections.manage' },
  }),
  /** The checks that run before a password is sent. */
  'connections.probe': call<ConnectionReport>()({
    input: z.strictObject({ id: field.profileId }),
    gate: { anyone: true },
  }),
  /** Asks for a file and writes the profiles without secrets. Null when the operator closed the file dialog. */
  'connections.export': call<{ readonly file: string; readonly count: number } | null>()({
    input: z.strictObject({ ids: z.array(field.profileId).min(1).max(100) }),
    gate: { local: 'connections.manage' },
  }),
  'connections.import': call<{ readonly imported: ReadonlyArray<ProfileView>; readonly renamed: number } | null>()({
    input: field.nothing,
    gate: { local: 'connections.manage' },
  }),
} as const;
