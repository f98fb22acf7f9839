import { z } from 'zod';
import { call } from './call.ts';
import * as field from './fields.ts';

export const settingsSchema = z.strictObject({
  language: z.enum(['en', 'tr']),
  theme: z.enum(['light', 'dark', 'system']),
  density: z.enum(['compact', 'default', 'relaxed']),
  navCollapsed: z.boolean(),
  autoLockMinutes: z.number().int().min(1).max(240),
  lastProfileId: z.string().max(64).nullable(),
  lastEmail: z.string().max(254),
  /** Shown columns of a grid, by grid name. */
  columns: z.record(z.string().max(40), z.array(z.string().max(40)).max(40)),
});
export type Settings = z.output<typeof settingsSchema>;

/** A tenants view that the operator saved on this computer. */
export const savedViewSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  /** The filter, sort and columns as the screen keeps them; the screen reads them back through its own schema. */
  content: z.string().max(20_000),
});
export type SavedView = z.output<typeof savedViewSchema>;

export interface AppInfo {
  readonly version: string;
  /** As in `Electron 45.4.1`, or the stand-in's own name. */
  readonly shell: string;
  readonly platform: string;
  readonly dataFolder: string;
  readonly keychain: 'keychain' | 'session_only';
  /** Where a damaged operation log was put when this run began a new one. */
  readonly quarantinedLog: string | null;
}

export const settingsCalls = {
  'settings.get': call<Settings>()({ input: field.nothing, gate: { anyone: true } }),
  'settings.set': call<Settings>()({ input: settingsSchema.partial(), gate: { anyone: true } }),
  'settings.info': call<AppInfo>()({ input: field.nothing, gate: { anyone: true } }),
  'views.list': call<ReadonlyArray<SavedView>>()({ input: field.nothing, gate: { permission: 'read' } }),
  'views.save': call<ReadonlyArray<SavedView>>()({ input: savedViewSchema, gate: { permission: 'read' } }),
  'views.remove': call<ReadonlyArray<SavedView>>()({
    input: z.strictObject({ name: z.string().min(1).max(60) }),
    gate: { permission: 'read' },
  }),
} as const;
