import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { statementsOf } from '../../main/layouts/postgres-per-tenant/operation/migration-run.ts';
import { bundlesFolder, readBundle, readBundles, readManifests } from '../../main/migrations/bundle.ts';

const core = path.join('postgres-per-tenant', 'core');
const made: string[] = [];
afterEach(() => Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));

/** The bundles as the build lays them out, in a folder that may be edited. */
async function copied(): Promise<{ readonly built: string; readonly root: string }> {
  const built = await mkdtemp(path.join(os.tmpdir(), 'tenantry-bundle-'));
  made.push(built);
  const root = path.join(built, 'migrations', 'bundles');
  await cp(bundlesFolder(), root, { recursive: true });
  return { built, root };
}

const bundles = readBundles('postgres-per-tenant');
const shipped = bundles.flatMap(({ migrations }) => migrations);
const nameOf = ({ module, version, name }: (typeof shipped)[number]): string => `${module} ${version} ${name}`;

describe('the migrations that the console ships', () => {
  it('are of the core and of the seven modules, each after what it stands on', () => {
    expect(bundles.map(({ manifest }) => manifest.code)).toEqual([
      ...['core', 'CRM', 'Finance', 'HR', 'Inventory', 'Projects', 'Purchase', 'Sales'],
    ]);
    expect(readManifests('postgres-per-tenant').map(({ code }) => code)).not.toContain('core');
    expect(readManifests('postgres-per-tenant').filter(({ dependsOn }) => dependsOn.length > 0)).toEqual([
      { code: 'Projects', schema: 'projects', dependsOn: ['CRM'] },
      { code: 'Purchase', schema: 'purchase', dependsOn: ['Inventory'] },
      { code: 'Sales', schema: 'sales', dependsOn: ['CRM'] },
    ]);
    expect(readBundles('mongo-per-tenant')).toEqual([]);
  });

  it('are numbered without a gap, and each has a checksum of its own', () => {
    for (const { manifest, migrations } of bundles) {
      expect(migrations.length, manifest.code).toBeGreaterThanOrEqual(2);
      expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => `000${index + 1}`));
      expect(migrations.every(({ module }) => module === manifest.code)).toBe(true);
    }
    expect(new Set(shipped.map(({ checksum }) => checksum)).size).toBe(shipped.length);
    for (const { checksum } of shipped) expect(checksum).toMatch(/^[0-9a-f]{64}$/);
  });

  it('of the core are those that living databases have', () => {
    const text = readBundle('postgres-per-tenant', 'core').map(({ checksum }) => checksum.slice(0, 12));
    expect(text).toEqual(['862b17ac11c2', 'd495381a4300', '477c02e3f95a']);
  });

  it.each(shipped.map((migration) => [nameOf(migration), migration] as const))(
    '%s has a way back and a proof',
    (_name, migration) => {
      expect(migration.down).toMatch(/^(DROP|ALTER) /);
      expect(migration.down).not.toMatch(/\bCASCADE\b/);
      const statements = statementsOf(migration.validate ?? '');
      expect(statements.length).toBeGreaterThan(0);
      // Cut where a line ends with a semicolon: each has to be one whole statement.
      for (const statement of statements) {
        expect(statement).toMatch(/^SELECT .* AS missing$/m);
        expect(statement.match(/^SELECT /gm)).toHaveLength(1);
      }
    },
  );

  it.each(shipped.map((migration) => [nameOf(migration), migration] as const))(
    '%s ends no transaction and names no table without its schema',
    (_name, { module, sql, down, validate }) => {
      const schema = bundles.find(({ manifest }) => manifest.code === module)?.manifest.schema;
      for (const text of [sql, down ?? '', validate ?? '']) {
        expect(text).not.toMatch(/^\s*(BEGIN|COMMIT|ROLLBACK|SET)\b/im);
        expect(text).not.toMatch(/\bCONCURRENTLY\b/i);
        expect(text).not.toMatch(/\b(TABLE|REFERENCES|ON) "/);
        for (const [, changed] of text.matchAll(/\b(?:TABLE|SCHEMA|INDEX "[^"]+" ON) (\w+)/g))
          expect(changed).toBe(schema);
      }
    },
  );

  it('are found beside the built program, from its own folder and from one below', async () => {
    const { built, root } = await copied();
    expect(bundlesFolder(built)).toBe(root);
    expect(bundlesFolder(path.join(built, 'chunks'))).toBe(root);
    expect(() => bundlesFolder(path.parse(built).root)).toThrow('incomplete');
  });

  it('have the same checksum whatever line endings a checkout gives them', async () => {
    const { root } = await copied();
    const file = path.join(root, core, '0001-companies.sql');
    const before = readBundle('postgres-per-tenant', 'core', root);
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll('\n', '\r\n'));
    expect(readBundle('postgres-per-tenant', 'core', root)).toEqual(before);
  });

  it('have another checksum once a word is edited', async () => {
    const { root } = await copied();
    const file = path.join(root, core, '0001-companies.sql');
    const [before] = readBundle('postgres-per-tenant', 'core', root);
    await writeFile(file, (await readFile(file, 'utf8')).replace('300', '400'));
    const [after] = readBundle('postgres-per-tenant', 'core', root);
    expect(after?.checksum).not.toBe(before?.checksum);
  });

  it('have the same checksum whatever is said of the way back and of the proof', async () => {
    const { root } = await copied();
    const [before] = readBundle('postgres-per-tenant', 'core', root);
    await writeFile(path.join(root, core, '0001-companies.down.sql'), 'DROP SCHEMA tenant CASCADE;\n');
    await rm(path.join(root, core, '0001-companies.validate.sql'));
    const [after] = readBundle('postgres-per-tenant', 'core', root);
    expect(after).toEqual({ ...before, down: 'DROP SCHEMA tenant CASCADE;\n', validate: null });
  });

  const manifest = (module: string, text: string) => (root: string) => writeFile(path.join(root, module), text);
  it.each<[string, string, (root: string) => Promise<unknown>]>([
    ['a file that is misnamed', 'later.sql', (root) => writeFile(path.join(root, 'CRM', 'later.sql'), 'SELECT 1')],
    [
      'a part that nobody knows',
      '0001-customers.up.sql',
      (root) => writeFile(path.join(root, 'CRM', '0001-customers.up.sql'), ''),
    ],
    [
      'a gap in the versions',
      '0002 is expected where 0003-campaigns.sql is',
      async (root) => {
        for (const part of ['', '.down', '.validate']) await rm(path.join(root, 'CRM', `0002-pipeline${part}.sql`));
      },
    ],
    [
      'a version twice',
      '0003 is expected where 0002-pipeline.sql is',
      (root) => writeFile(path.join(root, 'CRM', '0002-other.sql'), 'SELECT 1'),
    ],
    [
      'a way back without its migration',
      '0003-campaigns.down.sql belongs to no',
      (root) => rm(path.join(root, 'CRM', '0003-campaigns.sql')),
    ],
    [
      'a way back of another name',
      '0002-other.down.sql belongs to no',
      (root) => writeFile(path.join(root, 'CRM', '0002-other.down.sql'), 'SELECT 1'),
    ],
    [
      'no migration',
      'no migration',
      async (root) => {
        await rm(path.join(root, 'HR'), { recursive: true });
        await mkdir(path.join(root, 'HR'));
        await writeFile(path.join(root, 'HR', 'module.json'), '{"code":"HR","schema":"hr","dependsOn":[]}');
      },
    ],
    ['no module.json', 'no module.json', (root) => rm(path.join(root, 'HR', 'module.json'))],
    ['a module.json that is none', 'is no JSON', manifest('HR/module.json', '{')],
    ['a module.json without a schema', 'schema', manifest('HR/module.json', '{"code":"HR","dependsOn":[]}')],
    [
      'the module.json of another',
      'names Sales',
      manifest('HR/module.json', '{"code":"Sales","schema":"hr","dependsOn":[]}'),
    ],
    [
      'a schema that has to be quoted',
      'schema',
      manifest('HR/module.json', '{"code":"HR","schema":"h r","dependsOn":[]}'),
    ],
    [
      'a schema that another has',
      'also that of',
      manifest('HR/module.json', '{"code":"HR","schema":"crm","dependsOn":[]}'),
    ],
    [
      'a module that needs one that is not there',
      'needs Payroll, which is not there',
      manifest('HR/module.json', '{"code":"HR","schema":"hr","dependsOn":["Payroll"]}'),
    ],
    [
      'modules that stand on each other',
      'CRM > Sales > CRM',
      manifest('CRM/module.json', '{"code":"CRM","schema":"crm","dependsOn":["Sales"]}'),
    ],
    [
      'a module that stands on itself',
      'HR > HR',
      manifest('HR/module.json', '{"code":"HR","schema":"hr","dependsOn":["HR"]}'),
    ],
  ])('refuse %s, and say where', async (_what, said, damage) => {
    const { root } = await copied();
    expect(readBundles('postgres-per-tenant', root)).toHaveLength(8);
    await damage(path.join(root, 'postgres-per-tenant'));
    expect(() => readBundles('postgres-per-tenant', root)).toThrow(said);
  });

  it.each(['', '..', '../core', 'core/..', 'toString', 'CORE ', 'CORE', 'crm'])('has no module %j', (module) => {
    expect(readBundle('postgres-per-tenant', module)).toEqual([]);
  });
});
