import { matchesPattern } from '../../../main/layouts/postgres-per-tenant/name-pattern.ts';
import type { Reconciler } from '../../../main/layouts/roles/reconcile.ts';
import type { ProfileSettings } from '../../../shared/domain/connection-profile.ts';
import { sameDatabaseName } from '../../../shared/domain/names.ts';
import { isLiveState, waitsForPerson } from '../../../shared/domain/operations.ts';
import type { SeenDatabase, SeenInside } from '../../../shared/domain/reconcile.ts';
import { isoNow, type MemoryDatabase, type MemoryWorld } from './world.ts';

const insideOf = ({ invalid, allowsConnections, stamp, foreignTables, migrations }: MemoryDatabase): SeenInside => {
  if (invalid || !allowsConnections) return { state: 'closed' };
  if (stamp !== undefined) return { state: 'stamped', tenantId: stamp.tenantId };
  return { state: foreignTables === 0 && migrations.length === 0 ? 'empty' : 'unstamped' };
};

const textsIn = (value: unknown): ReadonlyArray<string> => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** Looks at everything in this process; always deep. */
export function memoryReconciler(world: MemoryWorld, settings: ProfileSettings): Reconciler {
  const seen = (here: MemoryDatabase): SeenDatabase => ({
    name: here.name,
    invalid: here.invalid,
    bytes: here.invalid ? null : 8_000_000,
    creating: world.creating.has(here.name),
    droppingFor: here.mark !== null && 'droppingFor' in here.mark ? here.mark.droppingFor : null,
    copyId: here.mark !== null && 'copy' in here.mark ? here.mark.copy : null,
    inside: insideOf(here),
  });
  return {
    async observe({ signal }) {
      signal.throwIfAborted();
      const tenants = [...world.tenants.values()];
      const copies = [...world.copies.values()].filter(({ dropped }) => !dropped);
      const named = [...tenants, ...copies].flatMap(({ database }) => (database === null ? [] : [database]));
      const isOurs = ({ name, mark }: MemoryDatabase): boolean =>
        mark !== null ||
        matchesPattern(settings.databasePattern, name) ||
        named.some((one) => sameDatabaseName(one, name));
      const unended = [...world.operations.values()].filter(
        ({ record }) => isLiveState(record.state) || waitsForPerson(record.state),
      );
      return {
        at: isoNow(world),
        databases: [...world.databases.values()].filter(isOurs).map(seen),
        roles: [...world.roles.values()].flatMap(({ name, tenantId }) =>
          tenantId === null ? [] : [{ name, tenantId }],
        ),
        tenants: tenants.map(({ id, code, name, lifecycle, database, createdAt }) => ({
          ...{ id, code, name, lifecycle, database, since: createdAt },
        })),
        registrations: [...world.registrations.values()]
          .filter(({ state }) => state === 'provisioning')
          .map(({ id, companyName, tenantId, updatedAt }) => ({ id, name: companyName, tenantId, since: updatedAt })),
        copies: copies.map(({ id, tenantId, purpose, database, madeAt }) => ({
          ...{ id, tenantId, purpose, database, madeAt },
        })),
        operations: unended.map(({ record, request }) => ({
          id: record.id,
          databases: textsIn(request.params),
          tenantId: record.subject.tenantId,
          registrationId: record.subject.registrationId,
        })),
      };
    },
  };
}
