import { z } from 'zod';
import { registrationId, tenantId } from '../../shared/contract/fields.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import {
  codeProblem,
  databaseNameFor,
  databaseNameProblem,
  primaryDomainFor,
  roleNameFor,
} from '../../shared/domain/names.ts';
import { AppError } from '../../shared/errors.ts';
import type { Reservation } from '../layouts/roles/provisioning.ts';
import type { Registration } from '../layouts/roles/registrations.ts';

/** What an operation stores of a reservation, and reads back on whichever console goes on with it. */
export const reservationSchema: z.ZodType<Reservation> = z.strictObject({
  tenantId,
  registrationId,
  code: z.string().max(40),
  name: z.string().max(200),
  ownerEmail: z.string().max(254),
  domain: z.string().max(253),
  database: z.string().max(63),
  role: z.string().max(63),
});

export type NamingRules = Pick<ProfileSettings, 'databasePattern' | 'baseDomains' | 'reservedCodes' | 'database'>;

/** Every name of the tenant-to-be, checked before a single statement runs. */
export function reserveNames(registration: Registration, id: TenantId, rules: NamingRules): Reservation {
  const { companyCode: code } = registration;
  const database = databaseNameFor(rules.databasePattern, code);
  const problem = codeProblem(code, rules.reservedCodes) ?? databaseNameProblem(database, rules.database);
  if (problem !== undefined)
    throw new AppError('invalid_input', problem, { params: { name: code }, field: 'companyCode' });
  const [baseDomain = ''] = rules.baseDomains;
  return {
    tenantId: id,
    registrationId: registration.id,
    code,
    name: registration.companyName,
    ownerEmail: registration.email,
    domain: primaryDomainFor(code, baseDomain),
    database,
    role: roleNameFor(database),
  };
}
