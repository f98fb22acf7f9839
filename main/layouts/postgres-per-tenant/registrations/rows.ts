import { z } from 'zod';
import { type RegistrationFilter, tabStates } from '../../../../shared/contract/registrations.ts';
import type { RegistrationId, TenantId } from '../../../../shared/domain/ids.ts';
import type { RegistrationState } from '../../../../shared/domain/lifecycle.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Registration } from '../../roles/registrations.ts';
import type { SchemaShape } from '../deps.ts';
import { isOwnFailureText } from '../operation/failure-text.ts';
import { foldSql } from '../tenant-list/fold-sql.ts';
import type { Params } from '../tenant-list/params.ts';
import { searchNeedles } from '../tenant-list/search.ts';
import { billingPeriodWords, readWordSql, registrationWords } from '../words.ts';

/** Every registration as `registrationOf` reads it; what this platform has no column for is unknown. */
export function registrationRows({ hasColumn }: SchemaShape): string {
  const optional = (column: string, type: string): string =>
    hasColumn('TenantRegistrations', column) ? `t."${column}"` : `NULL::${type}`;
  const join = hasColumn('TenantRegistrations', 'PackageId')
    ? 'LEFT JOIN public."Packages" p ON p."Id" = t."PackageId"'
    : 'LEFT JOIN public."Packages" p ON false';
  return `SELECT t."Id" AS id, t."CompanyName" AS company_name, t."CompanyCode" AS company_code, t."Email" AS email,
      ${optional('ContactPhone', 'text')} AS phone, ${optional('PackageId', 'uuid')} AS package_id, p."Name" AS package_name,
      ${readWordSql(billingPeriodWords, optional('BillingPeriod', 'text'))} AS billing_period,
      ${readWordSql(registrationWords, 't."Status"')} AS state, t."EmailVerified" AS email_verified,
      ${optional('VerificationCodeExpiresAt', 'timestamptz')} AS code_expires_at,
      ${optional('CreatedAt', 'timestamptz')} AS created_at, ${optional('UpdatedAt', 'timestamptz')} AS updated_at,
      ${optional('FailureReason', 'text')} AS failure_text, t."TenantId" AS tenant_id
    FROM public."TenantRegistrations" t ${join}`;
}

const text = (value: unknown): string | null => (value === null ? null : String(value));

export function registrationOf(row: Readonly<Record<string, unknown>>): Registration {
  const failureText = text(row['failure_text']);
  return {
    id: row['id'] as RegistrationId,
    companyName: String(row['company_name']),
    companyCode: String(row['company_code']),
    email: String(row['email']),
    phone: text(row['phone']),
    packageId: text(row['package_id']),
    packageName: text(row['package_name']),
    billingPeriod: row['billing_period'] as Registration['billingPeriod'],
    state: row['state'] as RegistrationState,
    emailVerified: row['email_verified'] === true,
    codeExpiresAt: text(row['code_expires_at']),
    createdAt: text(row['created_at']),
    updatedAt: text(row['updated_at']),
    failureText: failureText === null || isOwnFailureText(failureText) ? null : failureText,
    tenantId: row['tenant_id'] as TenantId | null,
  };
}

interface Filtering {
  readonly filter: RegistrationFilter;
  readonly params: Params;
  readonly timeZone: string;
}

export function registrationConditions({ filter, params, timeZone }: Filtering): ReadonlyArray<string> {
  const folded = foldSql(`concat_ws(' ', r.company_name, r.company_code, r.email, r.phone)`);
  const conditions = [`r.state = ANY (${params.add(tabStates[filter.tab], 'text[]')})`];
  for (const needle of searchNeedles(filter.search))
    conditions.push(`strpos(' ' || ${folded}, ${params.add(needle, 'text')}) > 0`);
  if (filter.packageId !== null) {
    if (!z.guid().safeParse(filter.packageId).success)
      throw new AppError('invalid_input', 'field.invalid', { field: 'filter.packageId' });
    conditions.push(`r.package_id = ${params.add(filter.packageId, 'uuid')}`);
  }
  if (filter.receivedWithinDays !== null) {
    const zone = params.add(timeZone, 'text');
    const days = params.add(filter.receivedWithinDays, 'integer');
    conditions.push(
      `r.created_at >= ((date_trunc('day', now() AT TIME ZONE ${zone}) - make_interval(days => ${days})) AT TIME ZONE ${zone})`,
    );
  }
  return conditions;
}
