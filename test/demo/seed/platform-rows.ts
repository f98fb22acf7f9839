import type pg from 'pg';
import { connectionStringFor } from '../../../main/layouts/postgres-per-tenant/operation/connection-string.ts';
import {
  billingPeriodWords,
  registrationWords,
  subscriptionWords,
  tenantStatusWords,
} from '../../../main/layouts/postgres-per-tenant/words.ts';
import type { ProfileSettings } from '../../../shared/domain/connection-profile.ts';
import { roleNameFor } from '../../../shared/domain/names.ts';
import { createRandom } from '../../builders/random.ts';
import { demoModules } from '../content/packages.ts';
import type { DemoContent, DemoTenant } from '../content/types.ts';
import { insert, type Row } from './insert.ts';

const moduleNames = new Map(demoModules.map(({ code, name }) => [code, name]));

const tenantRow = (tenant: DemoTenant, settings: ProfileSettings): Row => ({
  Id: tenant.id,
  Name: tenant.name,
  Code: tenant.code,
  Status: tenantStatusWords.written[tenant.suspension === null ? tenant.lifecycle : 'suspended'],
  IsActive: tenant.lifecycle === 'active' && tenant.suspension === null,
  SetupCompleted: tenant.setupCompletedAt !== null,
  SetupCompletedAt: tenant.setupCompletedAt,
  ConnectionString:
    tenant.database === null
      ? null
      : connectionStringFor(settings, { database: tenant.database, role: roleNameFor(tenant.database) }),
  DatabaseName: tenant.database,
  CreatedAt: tenant.createdAt,
  UpdatedAt: tenant.suspension?.at ?? tenant.setupCompletedAt ?? tenant.createdAt,
  SuspendedAt: tenant.suspension?.at ?? null,
  SuspensionReason: tenant.suspension?.reason ?? null,
});

export interface PlatformRowsOptions {
  readonly settings: ProfileSettings;
  /** Nobody's password. */
  readonly passwordHash: string;
  readonly putBy: string;
}

/** What the platform holds, without the tenants that are still being provisioned: those are made by the console itself. */
export async function insertPlatformRows(
  client: pg.ClientBase,
  { packages, tenants: all, registrations }: DemoContent,
  { settings, passwordHash, putBy }: PlatformRowsOptions,
): Promise<void> {
  // For rows that nothing else refers to.
  const ids = createRandom(7);
  const modules = (codes: ReadonlyArray<string>) =>
    codes.map((code) => ({ Id: ids.uuid(), ModuleCode: code, ModuleName: moduleNames.get(code) ?? code }));
  const tenants = all.filter(({ lifecycle }) => lifecycle !== 'provisioning');
  const into = (table: string, rows: ReadonlyArray<Row>): Promise<void> => insert(client, ['public', table], rows);

  await into(
    'ModuleDefinitions',
    demoModules.map(({ code, name, description }) => ({
      Id: ids.uuid(),
      Code: code,
      Name: name,
      Description: description,
      DbContextName: `${code}DbContext`,
      IsCore: false,
    })),
  );
  await into(
    'Packages',
    packages.map(({ id, name, type, price, yearlyPrice, currency, maxUsers }) => ({
      Id: id,
      Name: name,
      Type: type,
      Price: price,
      YearlyPrice: yearlyPrice,
      Currency: currency,
      MaxUsers: maxUsers,
      IsActive: true,
    })),
  );
  await into(
    'PackageModules',
    packages.flatMap(({ id, moduleCodes }) =>
      modules(moduleCodes).map((module) => ({ ...module, PackageId: id, IsIncluded: true, MaxEntities: null })),
    ),
  );
  await into(
    'Tenants',
    tenants.map((tenant) => tenantRow(tenant, settings)),
  );
  await into(
    'TenantDomains',
    tenants.flatMap(({ id, domains }) =>
      domains.map(({ name, isPrimary, verifiedAt, createdAt }) => ({
        Id: ids.uuid(),
        TenantId: id,
        DomainName: name,
        IsPrimary: isPrimary,
        IsVerified: verifiedAt !== null,
        VerifiedAt: verifiedAt,
        CreatedAt: createdAt,
      })),
    ),
  );
  await into(
    'MasterUsers',
    tenants.flatMap(({ id: tenantId, users }) =>
      users.map(({ id, email, username, isAdmin, emailVerified }) => ({
        Id: id,
        Email: email,
        Username: username,
        PasswordHash: passwordHash,
        TenantId: tenantId,
        IsTenantAdmin: isAdmin,
        IsEmailVerified: emailVerified,
      })),
    ),
  );
  await into(
    'Subscriptions',
    tenants.flatMap(({ id: tenantId, subscriptions }) =>
      subscriptions.map((subscription) => ({
        Id: subscription.id,
        TenantId: tenantId,
        PackageId: subscription.packageId,
        Status: subscriptionWords.written[subscription.status],
        Price: subscription.price,
        Currency: subscription.currency,
        BillingPeriod: billingPeriodWords.written[subscription.period],
        StartDate: subscription.startAt,
        CurrentPeriodEnd: subscription.periodEndAt,
        TrialEndDate: subscription.trialEndAt,
        CancelAtPeriodEnd: subscription.cancelAtPeriodEnd,
        CancelledAt: subscription.cancelledAt,
        UpdatedAt: subscription.cancelledAt ?? subscription.startAt,
      })),
    ),
  );
  await into(
    'SubscriptionModules',
    tenants.flatMap(({ subscriptions }) =>
      subscriptions.flatMap(({ id, moduleCodes, startAt }) =>
        modules(moduleCodes).map((module) => ({
          ...module,
          SubscriptionId: id,
          MaxEntities: null,
          AddedAt: startAt,
        })),
      ),
    ),
  );
  await insert(
    client,
    ['tenantry', 'holds'],
    tenants.flatMap(({ id: tenantId, holds }) =>
      holds.map((hold) => ({
        id: hold.id,
        tenant_id: tenantId,
        kind: hold.kind,
        effects: hold.effects,
        reason: hold.reason,
        review_on: hold.reviewOn,
        put_by: putBy,
        put_at: hold.putAt,
        lifted_by: hold.liftedAt === null ? null : putBy,
        lifted_at: hold.liftedAt,
        lift_reason: hold.liftReason,
      })),
    ),
  );
  await into(
    'TenantRegistrations',
    registrations.map((registration) => ({
      Id: registration.id,
      Email: registration.email,
      CompanyName: registration.companyName,
      CompanyCode: registration.companyCode,
      VerificationCode: registration.code,
      // Half-made tenants begin where every other does.
      Status: registrationWords.written[isUnfinished(registration.tenant) ? 'verified' : registration.state],
      EmailVerified: registration.code === null,
      AdminPasswordHash: passwordHash,
      TenantId: isUnfinished(registration.tenant) ? null : (registration.tenant?.id ?? null),
      ContactPhone: registration.phone,
      BillingPeriod: registration.period === null ? null : billingPeriodWords.written[registration.period],
      PackageId: registration.packageId,
      VerificationCodeExpiresAt: registration.codeExpiresAt,
      FailureReason: registration.failureText,
      CreatedAt: registration.createdAt,
      UpdatedAt: registration.updatedAt,
    })),
  );
}

const isUnfinished = (tenant: DemoTenant | null): boolean => tenant?.lifecycle === 'provisioning';
