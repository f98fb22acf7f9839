import { z } from 'zod';
import type { OperatorId } from '../domain/ids.ts';
import { type Role, roles } from '../domain/permissions.ts';
import { call } from './call.ts';
import * as field from './fields.ts';

export interface OperatorRow {
  readonly id: OperatorId;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly state: 'active' | 'invited' | 'locked_out' | 'disabled';
  readonly createdAt: string;
  readonly createdBy: string | null;
  readonly lastSignInAt: string | null;
}

/** Shown once, to the operator who invites; stored only as a hash, and must be changed at the first sign-in. */
export interface Invitation {
  readonly operator: OperatorRow;
  readonly temporaryPassword: string;
}

const role = z.enum(roles);
const one = z.strictObject({ id: field.operatorId });

export const operatorCalls = {
  'operators.list': call<ReadonlyArray<OperatorRow>>()({ input: field.nothing, gate: { permission: 'read' } }),
  'operators.invite': call<Invitation>()({
    input: z.strictObject({ name: z.string().trim().min(2).max(120), email: field.email, role }),
    gate: { permission: 'operators.manage' },
    changes: true,
    stepUp: true,
  }),
  'operators.setRole': call<OperatorRow>()({
    input: z.strictObject({ id: field.operatorId, role }),
    gate: { permission: 'operators.manage' },
    changes: true,
    stepUp: true,
  }),
  'operators.disable': call<OperatorRow>()({
    input: one,
    gate: { permission: 'operators.manage' },
    changes: true,
    stepUp: true,
  }),
  /** Lets a disabled or locked-out operator in again. */
  'operators.enable': call<OperatorRow>()({
    input: one,
    gate: { permission: 'operators.manage' },
    changes: true,
    stepUp: true,
  }),
  'operators.resetPassword': call<Invitation>()({
    input: one,
    gate: { permission: 'operators.manage' },
    changes: true,
    stepUp: true,
  }),
  'operators.changeOwnPassword': call<null>()({
    input: z.strictObject({ current: field.password, next: field.newPassword }),
    gate: { permission: 'read' },
  }),
} as const;
