import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { bundlesFolder, readBundle } from '../../main/migrations/bundle.ts';

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

describe('the migrations that the console ships', () => {
  it('are numbered without a gap, and each has a checksum of its own', () => {
    const bundle = readBundle('postgres-per-tenant', 'core');
    expect(bundle.map(({ version }) => version)).toEqual(['0001', '0002', '0003']);
    expect(new Set(bundle.map(({ checksum }) => checksum)).size).toBe(bundle.length);
    for (const { module, checksum } of bundle) {
      expect(module).toBe('core');
      expect(checksum).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('end no transaction and name no table without its schema', () => {
    for (const { sql, version } of readBundle('postgres-per-tenant', 'core')) {
      expect(sql, version).not.toMatch(/^\s*(BEGIN|COMMIT|ROLLBACK|SET)\b/im);
      expect(sql, version).not.toMatch(/\bCONCURRENTLY\b/i);
      expect(sql, version).not.toMatch(/\b(TABLE|REFERENCES|ON) "/);
    }
  });

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

  it('refuse a file that is misnamed', async () => {
    const { root } = await copied();
    await writeFile(path.join(root, core, 'later.sql'), 'SELECT 1');
    expect(() => readBundle('postgres-per-tenant', 'core', root)).toThrow('later.sql');
  });

  it.each(['', '..', '../core', 'core/..', 'toString', 'CORE '])('has no module %j', (module) => {
    expect(readBundle('postgres-per-tenant', module)).toEqual([]);
  });
});
