import type { Observation, SeenDatabase, SeenInside } from '../../../../shared/domain/reconcile.ts';
import type { Reconciler } from '../../roles/reconcile.ts';
import type { StockerDeps } from '../deps.ts';
import { matchesPattern } from '../name-pattern.ts';
import { type Mark, readMark } from '../operation/marks.ts';
import { lookIntoAll } from './look-into.ts';
import { readCopies, readOperations, readProvisioning, readTenants } from './platform-rows.ts';
import { type DatabaseFacts, readCreations, readDatabases, readMarkedRoles, readSizes } from './server-rows.ts';

type Rows = Omit<Observation, 'databases'>;

interface Candidate extends DatabaseFacts {
  readonly mark: Mark | undefined;
  /** A tenant that lives names it. */
  readonly explained: boolean;
}

const lower = (name: string): string => name.toLowerCase();

/** What may be a tenant's or ours; everything else on the server is nobody's business here. */
function candidatesOf(all: ReadonlyArray<DatabaseFacts>, rows: Rows, pattern: string): ReadonlyArray<Candidate> {
  const living = new Set(
    rows.tenants.flatMap(({ database, lifecycle }) =>
      database === null || lifecycle === 'deleted' ? [] : [lower(database)],
    ),
  );
  const named = new Set([
    ...rows.tenants.flatMap(({ database }) => (database === null ? [] : [lower(database)])),
    ...rows.copies.map(({ database }) => lower(database)),
  ]);
  return all
    .map((facts) => ({ ...facts, mark: readMark(facts.comment), explained: living.has(lower(facts.name)) }))
    .filter(({ name, mark }) => mark !== undefined || named.has(lower(name)) || matchesPattern(pattern, name));
}

const canBeEntered = ({ invalid, allowsConnections }: DatabaseFacts): boolean => !invalid && allowsConnections;

/** Where the tenants live whose stamp stands in a database that their row does not name. */
function homesOf(seen: ReadonlyMap<string, SeenInside>, candidates: ReadonlyArray<Candidate>, rows: Rows): string[] {
  const strays = new Set(
    candidates.flatMap(({ name, mark, explained }) => {
      if (explained) return [];
      const inside = seen.get(name);
      if (inside?.state === 'stamped') return [inside.tenantId];
      return mark?.droppingFor === null || mark === undefined ? [] : [mark.droppingFor];
    }),
  );
  const homes = new Set(
    rows.tenants.flatMap(({ id, database }) => (strays.has(id) && database !== null ? [database] : [])),
  );
  return candidates
    .filter((one) => homes.has(one.name) && canBeEntered(one) && !seen.has(one.name))
    .map(({ name }) => name);
}

function seenDatabase(
  one: Candidate,
  {
    inside,
    sizes,
    creating,
  }: {
    inside: ReadonlyMap<string, SeenInside>;
    sizes: ReadonlyMap<string, number | null>;
    creating: (name: string) => boolean;
  },
): SeenDatabase {
  const closed: SeenInside = { state: canBeEntered(one) ? 'not_looked' : 'closed' };
  return {
    name: one.name,
    invalid: one.invalid,
    bytes: sizes.get(one.name) ?? null,
    creating: creating(one.name),
    droppingFor: one.mark?.droppingFor ?? null,
    copyId: one.ownedByUs ? (one.mark?.copyId ?? null) : null,
    inside: inside.get(one.name) ?? closed,
  };
}

/** A tenant's database that is only just being made is neither there nor missing. */
const comingUp = (
  rows: Rows,
  there: ReadonlyArray<DatabaseFacts>,
  creating: (name: string) => boolean,
): SeenDatabase[] => {
  const present = new Set(there.map(({ name }) => lower(name)));
  const named = [...rows.tenants, ...rows.copies].flatMap(({ database }) => (database === null ? [] : [database]));
  return named
    .filter((name) => !present.has(lower(name)) && creating(name))
    .map((name) => ({
      ...{ name, invalid: false, bytes: null, creating: true, droppingFor: null, copyId: null },
      inside: { state: 'not_looked' },
    }));
};

/** Looks on sessions that may only read. Operations are asked for before and after: what they name is left alone. */
export function createReconciler(deps: StockerDeps): Reconciler {
  const { read } = deps.pools;
  return {
    async observe({ deep, signal }) {
      signal.throwIfAborted();
      const shape = await deps.shape();
      const [now] = await read.query({ text: 'SELECT clock_timestamp() AS at' });
      const before = await readOperations(read, shape);
      const creating = await readCreations(read);
      const all = await readDatabases(read);
      const rows: Rows = {
        at: now?.['at'] as string,
        roles: await readMarkedRoles(read),
        tenants: await readTenants(read, shape),
        registrations: await readProvisioning(read, shape),
        copies: await readCopies(read, shape),
        operations: before,
      };
      const candidates = candidatesOf(all, rows, deps.settings.databasePattern);
      const open = candidates.filter((one) => canBeEntered(one) && (deep || !one.explained)).map(({ name }) => name);
      const first = await lookIntoAll(deps, open, signal);
      const second = await lookIntoAll(deps, homesOf(first, candidates, rows), signal);
      const inside = new Map([...first, ...second]);
      const sizes = await readSizes(
        read,
        candidates.filter(({ explained }) => !explained).map(({ name }) => name),
      );
      const after = await readOperations(read, shape);
      const known = new Map([...before, ...after].map((operation) => [operation.id, operation]));
      return {
        ...rows,
        operations: [...known.values()],
        databases: [
          ...candidates.map((one) => seenDatabase(one, { inside, sizes, creating })),
          ...comingUp(rows, all, creating),
        ],
      };
    },
  };
}
