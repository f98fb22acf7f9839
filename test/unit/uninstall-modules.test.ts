import { expect, it } from 'vitest';
import type { AppliedMigration, Migration } from '../../main/layouts/roles/migrations.ts';
import { readBundle, readManifests } from '../../main/migrations/bundle.ts';
import { uninstallModules } from '../../main/modules/install-modules.ts';
import type { OperationId, TenantId } from '../../shared/domain/ids.ts';

const ours = 'ours' as OperationId;
const of = { tenantId: 'tenant' as TenantId, database: 'Stocker_acme_Db' };
const signal = new AbortController().signal;

/** What is taken back of a history, by module who brought each version, where somebody wrote into some of them. */
async function undone(
  history: Readonly<Record<string, ReadonlyArray<string>>>,
  { modules, written = [] }: { readonly modules: ReadonlyArray<string>; readonly written?: ReadonlyArray<string> },
): Promise<ReadonlyArray<string>> {
  const available = (module: string): ReadonlyArray<Migration> => readBundle('postgres-per-tenant', module);
  const applied = Object.entries(history).flatMap(([module, by]) =>
    by.map((operationId, index): AppliedMigration => {
      const { version = '', checksum = '' } = available(module)[index] ?? {};
      return { module, version, checksum, operationId: operationId as OperationId };
    }),
  );
  const reverted: string[] = [];
  const refuse = async (): Promise<never> => {
    throw new Error('not asked for');
  };
  await uninstallModules(
    {
      migrator: {
        ...{ modules: () => readManifests('postgres-per-tenant'), available, apply: refuse },
        applied: async () => applied,
        async revert(_of, { module, version }) {
          reverted.push(`${module}/${version}`);
        },
      },
      modules: {
        contents: async (_of, { code }) => ({ tables: 1, rows: written.includes(code) ? 1 : 0 }),
        purge: refuse,
      },
    },
    of,
    { modules, broughtBy: ours },
    signal,
  );
  return reverted;
}

const all = (by: string): ReadonlyArray<string> => [by, by, by];
const crm = ['CRM/0003', 'CRM/0002', 'CRM/0001'];
const sales = ['Sales/0003', 'Sales/0002', 'Sales/0001'];

it.each<[string, Parameters<typeof undone>, ReadonlyArray<string>]>([
  [
    'all of it, newest first',
    [{ CRM: all('ours'), Sales: all('ours') }, { modules: ['CRM', 'Sales'] }],
    [...sales, ...crm],
  ],
  ['nothing of others', [{ CRM: all('before'), Sales: all('ours') }, { modules: ['CRM', 'Sales'] }], sales],
  ['nothing of a module that was not named', [{ CRM: all('ours'), HR: all('ours') }, { modules: ['CRM'] }], crm],
  [
    'only what it brought of one that was behind',
    [{ CRM: ['before', 'ours', 'ours'] }, { modules: ['CRM'] }],
    ['CRM/0003', 'CRM/0002'],
  ],
  [
    'not what somebody wrote into',
    [
      { CRM: all('ours'), HR: all('ours') },
      { modules: ['CRM', 'HR'], written: ['HR'] },
    ],
    crm,
  ],
  [
    'not what that stands on',
    [
      { CRM: all('ours'), Projects: ['ours', 'ours'] },
      { modules: ['CRM', 'Projects'], written: ['Projects'] },
    ],
    [],
  ],
  [
    'not what another module stands on meanwhile',
    [{ CRM: all('ours'), Sales: all('later') }, { modules: ['CRM'] }],
    [],
  ],
  [
    'back to where it was, whoever stands on it',
    [{ CRM: ['before', 'before', 'ours'], Sales: all('before') }, { modules: ['CRM'] }],
    ['CRM/0003'],
  ],
])('takes back %s', async (_what, input, reverted) => {
  expect(await undone(...input)).toEqual(reverted);
});
