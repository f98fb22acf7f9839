import { type PageRequest, pageQuery } from '../../main/layouts/postgres-per-tenant/tenant-list/page-query.ts';
import {
  everyTenant,
  type TenantPage,
  type TenantSortColumn,
  tenantSortColumns,
} from '../../shared/contract/tenants.ts';
import { manyTenants, rareWord, spreadCreation } from '../builders/many-tenants.ts';
import { createSourceTables } from '../builders/stocker-master.ts';
import { emptyPlatform, openParts } from '../builders/stocker-parts.ts';
import { connected, type Login } from '../servers/databases.ts';
import { startPostgres } from '../servers/postgres.ts';
import { type Measured, median, printFigure, ratioOf } from './figure.ts';
import { type BenchConsole, openConsole } from './list-console.ts';
import { findPgbench, pgbench } from './pgbench.ts';

const tenants = 100_000;
const deepRow = 90_000;
const limit = 100;
const rounds = 9;

/** These need their tables read through columns of other ones on a platform without the list. */
const joined: ReadonlySet<TenantSortColumn> = new Set(['package', 'mrr', 'users', 'domain', 'status']);

const searches = {
  'search-rare': rareWord,
  'search-two-words': 'zeytin kaya',
  'search-email': 'kisi777.1@example.com',
  'search-common': 'çelik',
  'search-in-most': 'a.ş.',
  'search-two-letters': 'ün',
} as const;

interface Case {
  readonly figure: string;
  readonly request: PageRequest;
}

/**
 * Executions in one round. A new session plans its first five each time and finds its caches empty, which must not count
 * as the time of the others.
 */
const timesFor = (ms: number): number => Math.min(500, Math.max(60, Math.ceil(500 / ms)));

const tell = (text: string): void => console.error(`bench list: ${text}`);

async function fill(login: Login): Promise<void> {
  tell(`making ${tenants} tenants`);
  await connected(login, async (client) => {
    await createSourceTables(client);
    await manyTenants(client, tenants);
  });
  const parts = await openParts(login);
  await parts.schema.upgrade((await parts.schema.check()).planHash);
  await parts.close();
  await connected(login, async (client) => {
    await spreadCreation(client, tenants);
    await client.query('VACUUM ANALYZE');
  });
}

const request = (column: TenantSortColumn, rest: Partial<PageRequest> = {}): PageRequest => ({
  filter: everyTenant,
  sort: { column, descending: false },
  place: { at: 'first' },
  limit,
  ...rest,
});

const list = ({ call }: BenchConsole, asked: PageRequest): Promise<TenantPage> => call('tenants.list', asked);

/** Page by page to the row, as an operator would: there is no other way to a place. */
async function walkTo(bench: BenchConsole, row: number): Promise<PageRequest> {
  let page = await list(bench, request('name'));
  for (let passed = limit; passed < row; passed += limit)
    page = await list(bench, request('name', { place: { after: page.after ?? '' } }));
  return request('name', { place: { after: page.after ?? '' } });
}

/** A wrong answer is no figure. */
async function check(bench: BenchConsole, deep: PageRequest): Promise<void> {
  const { count } = await bench.call('tenants.totals', { filter: everyTenant });
  if (count !== tenants) throw new Error(`the list has ${count} tenants`);
  const { rows, after, before } = await list(bench, deep);
  if (rows.length !== limit || after === null || before === null)
    throw new Error('the deep page is not inside the list');
  const found = await list(bench, request('name', { filter: { ...everyTenant, search: rareWord } }));
  if (found.rows.length !== 1) throw new Error(`${found.rows.length} tenants have the rare word`);
}

async function measure(bench: BenchConsole, login: Login, cases: ReadonlyArray<Case>): Promise<Map<string, Measured>> {
  const relation = { sql: 'tenantry.tenant_list', indexed: true, timeZone: 'Europe/Istanbul' };
  const measured = new Map(
    cases.map(({ figure }) => [figure, { figure, ours: [] as number[], theirs: [] as number[] }]),
  );
  const times = new Map<string, number>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const { figure, request: asked } of cases) {
      const count = times.get(figure) ?? 60;
      const ours = async (): Promise<number> => {
        const began = performance.now();
        for (let time = 0; time < count; time += 1) await list(bench, asked);
        return (performance.now() - began) / count;
      };
      const theirs = (): Promise<number> => pgbench(login, pageQuery(relation, asked), count);
      // Whoever comes second finds the pages in the processor's caches: they take turns.
      const oursFirst = round % 2 === 0;
      const first = oursFirst ? await ours() : await theirs();
      const second = oursFirst ? await theirs() : await ours();
      // The first round warms up, and tells how often is often enough.
      if (round === 0) times.set(figure, timesFor(Math.min(first, second)));
      if (round === 0) continue;
      measured.get(figure)?.ours.push(oursFirst ? first : second);
      measured.get(figure)?.theirs.push(oursFirst ? second : first);
    }
    tell(`round ${round} of ${rounds}`);
  }
  return measured;
}

const worst = (figure: string, all: ReadonlyArray<Measured>): Measured => {
  const found = all.toSorted((a, b) => ratioOf(b) - ratioOf(a))[0];
  if (found === undefined) throw new Error('nothing was measured');
  return { ...found, figure };
};

export async function bench(): Promise<void> {
  findPgbench();
  const settings = { shared_buffers: '512MB', autovacuum: 'off', max_wal_size: '4GB' };
  const server = await startPostgres({ settings });
  try {
    const platform = await emptyPlatform(server);
    await fill(platform.login);
    const parts = await openParts(platform.login);
    await parts.close();
    const opened = await openConsole(parts.settings, platform.login.password);
    try {
      const deep = await walkTo(opened, deepRow);
      await check(opened, deep);
      const sorts = tenantSortColumns.map((column) => ({
        figure: `sort-${column}`,
        request: request(column, { place: { at: column === 'name' ? 'last' : 'first' } }),
      }));
      const found = Object.entries(searches).map(([figure, search]) => ({
        figure,
        request: request('name', { filter: { ...everyTenant, search } }),
      }));
      const measured = await measure(opened, platform.login, [
        { figure: 'first-page', request: request('name') },
        { figure: 'deep-page', request: deep },
        ...found,
        ...sorts,
      ]);
      const of = (figure: string): Measured =>
        worst(
          figure,
          [...measured.values()].filter((one) => one.figure === figure),
        );
      printFigure('list', of('first-page'));
      printFigure('list', of('deep-page'));
      printFigure('list', { figure: 'deep-vs-first', ours: of('deep-page').ours, theirs: of('first-page').ours });
      printFigure(
        'list',
        worst(
          'search',
          found.map(({ figure }) => of(figure)),
        ),
      );
      printFigure(
        'list',
        worst(
          'sort',
          sorts.map(({ figure }) => of(figure)),
        ),
      );
      printFigure(
        'list',
        worst(
          'sort-joined',
          [...joined].map((column) => of(`sort-${column}`)),
        ),
      );
      for (const { figure } of [...found, ...sorts]) printFigure('list', of(figure));
      tell(
        `the slowest search took ${median(
          worst(
            '',
            found.map(({ figure }) => of(figure)),
          ).ours,
        ).toFixed(1)} ms`,
      );
    } finally {
      await opened.close();
    }
  } finally {
    await server.close();
  }
}
