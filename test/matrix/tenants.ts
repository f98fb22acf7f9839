import type { ArchiveId, CopyId, OperationId, RegistrationId, TenantId } from '../../shared/domain/ids.ts';
import { databaseNameFor, roleNameFor } from '../../shared/domain/names.ts';
import type { MatrixConsole } from './console.ts';
import { hold } from './hold.ts';
import type { MatrixPlatform } from './platform.ts';

/** An active tenant, made by a real provisioning. */
export interface PreparedTenant {
  readonly id: TenantId;
  readonly registration: RegistrationId;
  readonly code: string;
  readonly database: string;
  readonly role: string;
}

export interface TenantWithCopy extends PreparedTenant {
  readonly copy: { readonly id: CopyId; readonly database: string };
}

/** Providing one costs more than most cases: those that a case leaves whole serve the next. */
export interface Tenants {
  take(): Promise<PreparedTenant>;
  giveBack(tenant: PreparedTenant): void;
  /** Under a hold that closes its database. */
  takeHeld(): Promise<PreparedTenant>;
  giveBackHeld(tenant: PreparedTenant): void;
  /** With a backup beside it that was compared with it. */
  takeWithCopy(): Promise<TenantWithCopy>;
  giveBackWithCopy(tenant: TenantWithCopy): void;
  /** A backup of it; the same one each time. */
  backupOf(tenant: PreparedTenant): Promise<ArchiveId>;
}

/** What earlier cases left of rows and files grows with every use, and all of it is compared in every case. */
const mostUses = 8;
const by = 'prepared';

interface Parts {
  readonly platform: MatrixPlatform;
  readonly second: MatrixConsole;
  readonly folder: string;
  nextCode(): string;
}

function createPool<T extends PreparedTenant>(make: () => Promise<T>) {
  const idle: T[] = [];
  const uses = new Map<TenantId, number>();
  return {
    async take(): Promise<T> {
      const tenant = idle.pop() ?? (await make());
      uses.set(tenant.id, (uses.get(tenant.id) ?? 0) + 1);
      return tenant;
    },
    giveBack(tenant: T): void {
      if ((uses.get(tenant.id) ?? 0) < mostUses) idle.push(tenant);
    },
  };
}

export async function succeeded({ engine }: MatrixConsole, operation: OperationId) {
  await engine.whenSettled(operation);
  const view = await engine.get(operation);
  if (view.state !== 'succeeded' || view.warnings.length > 0)
    throw new Error(`a case could not be prepared: ${view.kind} ${JSON.stringify(view.error ?? view.warnings)}`);
  return view;
}

async function provisioned({ platform, second, nextCode }: Parts): Promise<PreparedTenant> {
  const code = nextCode();
  const registration = await platform.register(code);
  const { subject } = await succeeded(second, await second.operations.provision(registration, by));
  if (subject.tenantId === null) throw new Error('a provisioning without a tenant');
  const database = databaseNameFor(platform.config.settings.databasePattern, code);
  return { id: subject.tenantId, registration, code, database, role: roleNameFor(database) };
}

export function createTenants(parts: Parts): Tenants {
  const { second, folder } = parts;
  const backups = new Map<TenantId, Promise<ArchiveId>>();
  const free = createPool(() => provisioned(parts));

  const held = createPool(async () => {
    const tenant = await free.take();
    await succeeded(second, await hold(second, [tenant], by));
    return tenant;
  });

  async function backUp({ id }: PreparedTenant): Promise<ArchiveId> {
    await succeeded(second, await second.archives.backUp({ tenants: [id], folder, verify: false }, by));
    const [archive] = await second.layout.archives.list(id);
    if (archive === undefined) throw new Error('a backup that nobody knows of');
    return archive.id;
  }
  const backupOf = (tenant: PreparedTenant): Promise<ArchiveId> => {
    const backup = backups.get(tenant.id) ?? backUp(tenant);
    backups.set(tenant.id, backup);
    return backup;
  };

  const withCopy = createPool(async (): Promise<TenantWithCopy> => {
    const tenant = await free.take();
    await succeeded(second, await second.archives.restoreBeside(await backupOf(tenant), by));
    const [copy] = await second.layout.copies.list(tenant.id);
    if (copy === undefined) throw new Error('a copy that nobody knows of');
    return { ...tenant, copy: { id: copy.id, database: copy.database } };
  });

  return {
    ...free,
    takeHeld: held.take,
    giveBackHeld: held.giveBack,
    takeWithCopy: withCopy.take,
    giveBackWithCopy: withCopy.giveBack,
    backupOf,
  };
}
