import { z } from 'zod';
import { archiveId, tenantId } from '../../shared/contract/fields.ts';

const assured = z.union([z.strictObject({ archiveId, sha256: z.string() }), z.strictObject({ waiver: z.string() })]);
export type Assured = z.output<typeof assured>;

/** Everything that going on with a deletion, and certifying it, takes: its rows are gone by then. */
export const deleteParams = z.strictObject({
  tenantId,
  code: z.string(),
  name: z.string(),
  /** Null where the tenant has no database of its own. */
  database: z.string().nullable(),
  role: z.string().nullable(),
  platform: z.string(),
  server: z.string(),
  /** Of the server that the profile knows; another one is not touched. */
  systemIdentifier: z.string(),
  /** In which the days of the grace period begin. */
  timeZone: z.string(),
  reason: z.string(),
  by: z.string(),
  /** As the certificate says it: a name and no address. */
  startedBy: z.string(),
  backup: assured,
  export: assured,
  files: z.array(z.strictObject({ purpose: z.enum(['backup', 'export']), name: z.string(), where: z.string() })),
  customDomains: z.array(z.string()),
  primaryDomain: z.string().nullable(),
});
export type DeleteParams = z.output<typeof deleteParams>;
