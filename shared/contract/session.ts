import { z } from 'zod';
import type { OperatorId, ProfileId } from '../domain/ids.ts';
import type { Permission, Role } from '../domain/permissions.ts';
import type { Capabilities, Engine, Environment, LayoutKind } from '../domain/platform.ts';
import { call } from './call.ts';
import * as field from './fields.ts';

export interface OperatorInfo {
  readonly id: OperatorId;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

export interface PlatformInfo {
  readonly profileId: ProfileId;
  readonly name: string;
  readonly environment: Environment;
  readonly layout: LayoutKind;
  readonly engine: Engine;
  /** As in `PostgreSQL 18.4`. */
  readonly server: string;
  readonly database: string;
  readonly capabilities: Capabilities;
  readonly baseDomains: ReadonlyArray<string>;
  readonly databasePattern: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly hasMail: boolean;
}

export type WriteState =
  | { readonly mode: 'read_write'; readonly until: string | null }
  | { readonly mode: 'read_only'; readonly because: 'production' | 'no_bookkeeping' | 'role' | 'chosen' };

export type SessionState =
  | { readonly phase: 'signed_out' }
  /** A platform without operators yet: reading is open to whoever holds the database's password. */
  | {
      readonly phase: 'bootstrap';
      readonly platform: PlatformInfo;
      readonly permissions: ReadonlyArray<Permission>;
      readonly writes: WriteState;
    }
  | {
      readonly phase: 'signed_in' | 'locked';
      readonly platform: PlatformInfo;
      readonly operator: OperatorInfo;
      readonly permissions: ReadonlyArray<Permission>;
      readonly writes: WriteState;
      readonly autoLockMinutes: number;
      /** Signed in with a temporary password: until it is changed, only changing it is allowed. */
      readonly mustChangePassword: boolean;
    };

export type Reachability =
  | { readonly online: true; readonly latencyMs: number; readonly checkedAt: string }
  | { readonly online: false; readonly since: string; readonly checkedAt: string };

export const sessionCalls = {
  'session.current': call<SessionState>()({ input: field.nothing, gate: { anyone: true } }),
  /** Opens a platform that has no operators yet. Refused with `session.operators_exist` where there are some. */
  'session.open': call<SessionState>()({
    input: z.strictObject({ profileId: field.profileId }),
    gate: { anyone: true },
  }),
  'session.signIn': call<SessionState>()({
    input: z.strictObject({
      profileId: field.profileId,
      email: field.email,
      password: field.password,
      readOnly: z.boolean(),
    }),
    gate: { anyone: true },
  }),
  'session.createFirstOperator': call<SessionState>()({
    input: z.strictObject({ name: z.string().trim().min(2).max(120), email: field.email, password: field.newPassword }),
    gate: { permission: 'platform.upgrade' },
  }),
  'session.signOut': call<SessionState>()({ input: field.nothing, gate: { anyone: true } }),
  'session.lock': call<SessionState>()({ input: field.nothing, gate: { permission: 'read' } }),
  /** Ends the screen lock. */
  'session.resume': call<SessionState>()({
    input: z.strictObject({ password: field.password }),
    gate: { anyone: true },
  }),
  'session.unlockWrites': call<SessionState>()({
    input: z.strictObject({ reason: field.reason, minutes: z.number().int().min(5).max(120) }),
    gate: { permission: 'read' },
  }),
  'session.lockWrites': call<SessionState>()({ input: field.nothing, gate: { permission: 'read' } }),
  /** Gives the password again; dangerous calls are then allowed for five minutes. */
  'session.stepUp': call<{ readonly until: string }>()({
    input: z.strictObject({ password: field.password }),
    gate: { permission: 'read' },
  }),
  'session.ping': call<Reachability>()({ input: field.nothing, gate: { permission: 'read' } }),
  /** The window tells of keyboard and mouse use, at most once a minute: auto-lock counts from here. */
  'session.touch': call<null>()({ input: field.nothing, gate: { anyone: true } }),
} as const;
