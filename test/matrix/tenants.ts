import type { RegistrationId, TenantId } from '../../shared/domain/ids.ts';
import { databaseNameFor, roleNameFor } from '../../shared/domain/names.ts';
import type { MatrixConsole } from './console.ts';
import type { MatrixPlatform } from './platform.ts';

/** An active tenant, made by a real provisioning. */
export interface PreparedTenant {
  readonly id: TenantId;
  readonly registration: RegistrationId;
  readonly code: string;
  readonly database: string;
  readonly role: string;
}

/** Providing one costs more than most cases: those that a case leaves as it found them serve the next. */
export interface Tenants {
  take(): Promise<PreparedTenant>;
  giveBack(tenant: PreparedTenant): void;
}

/** What earlier cases left of rows and copies grows with every use, and all of it is compared in every case. */
const mostUses = 12;

export function createTenants({
  platform,
  second,
  nextCode,
}: {
  readonly platform: MatrixPlatform;
  readonly second: MatrixConsole;
  nextCode(): string;
}): Tenants {
  const idle: PreparedTenant[] = [];
  const uses = new Map<TenantId, number>();
  const make = async (): Promise<PreparedTenant> => {
    const code = nextCode();
    const registration = await platform.register(code);
    const operation = await second.operations.provision(registration, 'prepared');
    await second.engine.whenSettled(operation);
    const { state, subject, error } = await second.engine.get(operation);
    if (state !== 'succeeded' || subject.tenantId === null)
      throw new Error(`no tenant could be prepared: ${JSON.stringify(error)}`);
    const database = databaseNameFor(platform.config.settings.databasePattern, code);
    return { id: subject.tenantId, registration, code, database, role: roleNameFor(database) };
  };
  return {
    async take() {
      const tenant = idle.pop() ?? (await make());
      uses.set(tenant.id, (uses.get(tenant.id) ?? 0) + 1);
      return tenant;
    },
    giveBack(tenant) {
      if ((uses.get(tenant.id) ?? 0) < mostUses) idle.push(tenant);
    },
  };
}
