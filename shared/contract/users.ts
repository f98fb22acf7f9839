import { z } from 'zod';
import type { PlatformUser } from '../domain/users.ts';
import * as field from './fields.ts';

export const userTabs = ['all', 'admins', 'platform', 'locked', 'disabled', 'invited'] as const;
/** `platform`: users of no tenant. */
export type UserTab = (typeof userTabs)[number];

export const userFilter = z.strictObject({
  tab: z.enum(userTabs),
  search: field.searchText,
  offset: z.number().int().min(0).max(1_000_000),
  limit: z.number().int().min(1).max(100),
});
export type UserFilter = z.output<typeof userFilter>;

export interface UserPage {
  readonly rows: ReadonlyArray<PlatformUser>;
  readonly total: number;
  readonly counts: Readonly<Record<UserTab, number>>;
}
