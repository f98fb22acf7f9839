import { z } from 'zod';
import type { Role } from '../domain/permissions.ts';
import type { AppErrorData } from '../errors.ts';
import { call } from './call.ts';
import * as field from './fields.ts';

export const logOutcomes = ['running', 'succeeded', 'failed', 'denied', 'unknown'] as const;
/** `unknown`: the intent is there and no outcome; the console ended between them. */
export type LogOutcome = (typeof logOutcomes)[number];

export interface LogRow {
  readonly seq: number;
  readonly at: string;
  readonly operator: string;
  readonly role: Role | null;
  readonly action: string;
  readonly subject: string | null;
  readonly subjectId: string | null;
  readonly platform: string | null;
  readonly outcome: LogOutcome;
  readonly durationMs: number | null;
}

export interface LogDetail extends LogRow {
  readonly machine: string;
  readonly osUser: string;
  readonly appVersion: string;
  readonly reason: string | null;
  readonly operationId: string | null;
  /** As they were given, without secrets. */
  readonly parameters: unknown;
  readonly before: unknown;
  readonly after: unknown;
  readonly error: AppErrorData | null;
  readonly outcomeAt: string | null;
}

const filter = z.strictObject({
  search: field.searchText,
  operator: z.string().max(254).nullable(),
  action: z.string().max(100).nullable(),
  outcome: z.enum(logOutcomes).nullable(),
  sinceDay: field.day.nullable(),
  untilDay: field.day.nullable(),
  subjectId: z.string().max(64).nullable(),
});
export type LogFilter = z.output<typeof filter>;

export const everyEntry: LogFilter = {
  search: '',
  operator: null,
  action: null,
  outcome: null,
  sinceDay: null,
  untilDay: null,
  subjectId: null,
};

export interface LogPage {
  readonly rows: ReadonlyArray<LogRow>;
  readonly total: number;
  readonly failed: number;
  readonly denied: number;
}

export const logCalls = {
  'log.list': call<LogPage>()({
    input: z.strictObject({ filter, offset: z.number().int().min(0), limit: z.number().int().min(1).max(100) }),
    gate: { permission: 'read' },
  }),
  'log.get': call<LogDetail>()({
    input: z.strictObject({ seq: z.number().int().min(1) }),
    gate: { permission: 'read' },
  }),
  'log.choices': call<{ readonly operators: ReadonlyArray<string>; readonly actions: ReadonlyArray<string> }>()({
    input: field.nothing,
    gate: { permission: 'read' },
  }),
  'log.exportCsv': call<{ readonly file: string; readonly rows: number } | null>()({
    input: z.strictObject({ filter, language: z.enum(['en', 'tr']) }),
    gate: { permission: 'read' },
  }),
} as const;
