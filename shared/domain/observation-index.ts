import type { Observation, SeenTenant } from './reconcile.ts';

/** Whose is whose, of one observation. Names are compared without case: better to think one thing is two's than nobody's. */
export function indexed({ databases, tenants, copies, operations, registrations }: Observation) {
  const key = (name: string): string => name.toLowerCase();
  const living = tenants.filter(({ lifecycle }) => lifecycle !== 'deleted');
  const named = (list: ReadonlyArray<SeenTenant>): ReadonlyMap<string, SeenTenant> =>
    new Map(list.flatMap((tenant) => (tenant.database === null ? [] : [[key(tenant.database), tenant] as const])));
  const livingById = new Map(living.map((tenant) => [tenant.id as string, tenant]));
  const byName = new Map(databases.map((database) => [key(database.name), database]));
  const busyNames = new Set(operations.flatMap((operation) => operation.databases.map(key)));
  const busyIds = new Set(operations.flatMap(({ tenantId, registrationId }) => [tenantId, registrationId]));
  const livingByDatabase = named(living);
  const anyByDatabase = named(tenants);
  const copyById = new Map(copies.map((copy) => [copy.id as string, copy]));
  const copyByDatabase = new Map(copies.map((copy) => [key(copy.database), copy]));
  const registrationOf = new Map(registrations.map((one) => [one.tenantId as string | null, one]));
  return {
    database: (name: string) => byName.get(key(name)),
    livingTenant: (id: string) => livingById.get(id),
    tenantNaming: (name: string) => livingByDatabase.get(key(name)),
    /** The name of a deleted tenant stays taken. */
    deletedNaming: (name: string) => (livingByDatabase.has(key(name)) ? undefined : anyByDatabase.get(key(name))),
    copy: (id: string) => copyById.get(id),
    copyNaming: (name: string) => copyByDatabase.get(key(name)),
    registrationOf: (tenantId: string) => registrationOf.get(tenantId),
    isBusyName: (name: string) => busyNames.has(key(name)),
    isBusy: (id: string | null) => id !== null && busyIds.has(id),
    /** It lives, and its data was seen where its row says: what else carries its stamp is nobody's. */
    isHoused(id: string): boolean {
      const home = livingById.get(id)?.database;
      if (home === undefined || home === null) return false;
      const inside = byName.get(key(home))?.inside;
      return inside?.state === 'stamped' && inside.tenantId === id;
    },
  };
}
export type ObservationIndex = ReturnType<typeof indexed>;
