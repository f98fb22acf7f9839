import { randomUUID } from 'node:crypto';
import type pg from 'pg';

export interface TenantDraft {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly status: string;
  readonly isActive: boolean;
}

/** As Stocker's own program writes a tenant. */
export async function insertTenant(client: pg.Client, draft: Partial<TenantDraft> = {}): Promise<string> {
  const { id = randomUUID(), code = `t-${id.slice(0, 8)}`, name = code, status = 'Active', isActive = true } = draft;
  await client.query(
    `INSERT INTO public."Tenants" ("Id", "Name", "Code", "Status", "IsActive", "DatabaseName")
     VALUES ($1, $2, $3, $4, $5, 'Stocker_' || replace($3, '-', '_') || '_Db')`,
    [id, name, code, status, isActive],
  );
  return id;
}

export async function insertPackage(
  client: pg.Client,
  { name = 'Büyüme', price = '450.00', maxUsers = 10 }: { name?: string; price?: string; maxUsers?: number } = {},
): Promise<string> {
  const id = randomUUID();
  await client.query(
    `INSERT INTO public."Packages" ("Id", "Name", "Type", "Price", "MaxUsers") VALUES ($1, $2, 'Standard', $3, $4)`,
    [id, name, price, maxUsers],
  );
  return id;
}

export interface SubscriptionDraft {
  readonly tenant: string;
  readonly package: string;
  readonly status?: string;
  readonly start?: string;
  readonly trialEnd?: string | null;
}

export async function insertSubscription(client: pg.Client, draft: SubscriptionDraft): Promise<string> {
  const id = randomUUID();
  const { tenant, status = 'Aktif', start = '2026-01-01', trialEnd = null } = draft;
  await client.query(
    `INSERT INTO public."Subscriptions" ("Id", "TenantId", "PackageId", "Status", "StartDate", "CurrentPeriodEnd", "TrialEndDate")
     VALUES ($1, $2, $3, $4, $5::timestamptz, $5::timestamptz + interval '1 month', $6)`,
    [id, tenant, draft.package, status, start, trialEnd],
  );
  return id;
}

export async function insertDomain(client: pg.Client, tenant: string, name: string, primary = false): Promise<void> {
  await client.query(
    `INSERT INTO public."TenantDomains" ("Id", "TenantId", "DomainName", "IsPrimary") VALUES ($1, $2, $3, $4)`,
    [randomUUID(), tenant, name, primary],
  );
}

export async function insertUser(
  client: pg.Client,
  tenant: string | null,
  email: string,
  admin = false,
): Promise<void> {
  await client.query(
    `INSERT INTO public."MasterUsers" ("Id", "Email", "Username", "PasswordHash", "TenantId", "IsTenantAdmin")
     VALUES ($1, $2, $2, 'x', $3, $4)`,
    [randomUUID(), email, tenant, admin],
  );
}
