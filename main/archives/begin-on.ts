import { randomUUID } from 'node:crypto';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { OperationId, TenantId } from '../../shared/domain/ids.ts';
import type { OperationKind } from '../../shared/domain/operations.ts';
import type { Clock } from '../clock.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Engine } from '../operations/engine.ts';
import { refuseWhileBusy, tenantResource } from '../tenants/busy.ts';

export interface ArchiveOperationsParts {
  readonly layout: Pick<PlatformLayout, 'tenants' | 'archives' | 'copies' | 'registrations' | 'server'>;
  readonly engine: Pick<Engine, 'start' | 'newestOn'>;
  readonly settings: ProfileSettings;
  readonly machine: string;
  readonly clock: Pick<Clock, 'now'>;
}

export const newId = <T extends string>(): T => randomUUID() as string as T;

/** Nothing of these stands in the way of one another: what a failed one left is a file that says what it is. */
const onlyRead: ReadonlySet<OperationKind> = new Set(['backup', 'verify_backup', 'export']);

/** Begins an operation on one tenant, which has no other meanwhile. */
export async function beginOn(
  engine: Pick<Engine, 'start' | 'newestOn'>,
  tenant: { readonly id: TenantId; readonly name: string },
  request: { readonly kind: OperationKind; readonly params: object; readonly actor: string },
): Promise<OperationId> {
  const newest = await refuseWhileBusy(engine, { registrationId: null, tenantId: tenant.id });
  const { kind, params, actor } = request;
  return engine.start({
    ...{ kind, actor, params: { ...params } },
    idempotencyKey: `${kind}:${randomUUID()}`,
    resource: tenantResource(tenant.id),
    subject: { label: tenant.name, registrationId: null, tenantId: tenant.id },
    supersedes: newest?.state === 'failed' && onlyRead.has(newest.kind) && onlyRead.has(kind),
  });
}
