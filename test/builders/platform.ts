import type { OperationId, RegistrationId, TenantId } from '../../shared/domain/ids.ts';
import type { RegistrationState } from '../../shared/domain/lifecycle.ts';
import { newDatabase } from '../fakes/memory/storage.ts';
import type { MemoryTenant } from '../fakes/memory/world.ts';
import type { MemoryPlatform } from '../fakes/memory-layout.ts';

export const operationId = '7d0f2f5e-3333-4000-8000-000000000001' as OperationId;

/** A tenant with its database, stamp and role, as provisioning leaves it. */
export function addTenant({ world }: MemoryPlatform, change: Partial<MemoryTenant> = {}): MemoryTenant {
  const tenant: MemoryTenant = {
    id: crypto.randomUUID() as string as TenantId,
    name: 'Çınar A.Ş.',
    code: 'cinar',
    lifecycle: 'active',
    suspended: false,
    setupCompletedAt: null,
    database: 'Stocker_cinar_Db',
    createdAt: '2026-11-01T09:00:00.000Z',
    deleteAfter: null,
    ...change,
  };
  world.tenants.set(tenant.id, tenant);
  world.domains.push({
    id: crypto.randomUUID(),
    tenantId: tenant.id,
    name: `${tenant.code}.stoocker.app`,
    isPrimary: true,
    isVerified: true,
    createdAt: tenant.createdAt,
  });
  if (tenant.database !== null) {
    const database = newDatabase(tenant.database);
    database.stamp = { tenantId: tenant.id, operationId, fence: 1n };
    database.publicMayConnect = false;
    database.sessions = 3;
    world.databases.set(database.name, database);
    const role = `${tenant.database.toLowerCase().replace(/_db$/, '')}_app`;
    world.roles.set(role, { name: role, tenantId: tenant.id, verifier: 'v', canLogin: true });
  }
  return tenant;
}

export function addRegistration(
  { world }: MemoryPlatform,
  change: { state?: RegistrationState; tenantId?: TenantId | null; code?: string } = {},
): RegistrationId {
  const id = crypto.randomUUID() as string as RegistrationId;
  world.registrations.set(id, {
    id,
    companyName: 'Çınar A.Ş.',
    companyCode: change.code ?? 'cinar',
    email: 'bilgi@cinar.example',
    phone: null,
    packageId: null,
    packageName: null,
    billingPeriod: null,
    state: change.state ?? 'pending_verification',
    emailVerified: false,
    codeExpiresAt: null,
    createdAt: '2026-11-20T09:00:00.000Z',
    updatedAt: null,
    failureText: null,
    tenantId: change.tenantId ?? null,
    passwordHash: 'h',
    verificationCode: '000000',
  });
  return id;
}
