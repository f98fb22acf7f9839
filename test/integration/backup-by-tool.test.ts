import { mkdtempSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OperationRoles } from '../../main/layouts/layout.ts';
import { isVerified } from '../../shared/domain/archives.ts';
import { startWorkingPlatform, type WorkingPlatform, type WorkingTenant } from '../builders/working-tenant.ts';

let world: WorkingPlatform;
let tenant: WorkingTenant;
let folder: string;

beforeAll(async () => {
  world = await startWorkingPlatform('with_tools');
});
afterAll(() => world?.close());
beforeEach(async () => {
  tenant = await world.tenant();
  folder = mkdtempSync(path.join(world.folder, 'chosen-'));
});

const backUp = async (desk = world.desk) =>
  world.ended(desk, await desk.archives.backUp({ tenants: [tenant.id], folder, verify: true }, 'ayse'));
const newest = async () => {
  const [archive] = await world.desk.layout.archives.list(tenant.id);
  if (archive === undefined) throw new Error('nobody knows of it');
  return archive;
};

/** What the tools are started with, as everybody on this computer may read it. */
function toolsSeen(): { readonly seen: Set<string>; look(): void } {
  const seen = new Set<string>();
  return {
    seen,
    look() {
      for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
        try {
          const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
          if (!/pg_(dump|restore)/.test(words)) continue;
          seen.add(words);
          seen.add(readFileSync(`/proc/${pid}/environ`, 'utf8'));
        } catch {
          // Ended meanwhile.
        }
      }
    },
  };
}

describe('a backup by the server’s own tool', () => {
  it('is in its custom form, proved, and can be the tenant’s again', async () => {
    expect(await backUp()).toMatchObject({ state: 'succeeded', warnings: [] });
    const archive = await newest();
    expect(archive).toMatchObject({ format: 'pg_dump', tool: expect.stringMatching(/^pg_dump \d+/) });
    expect(isVerified(archive)).toBe(true);
    expect(readFileSync(archive.path).subarray(0, 5).toString()).toBe('PGDMP');
    await world.inside(tenant.database, 'DELETE FROM tenant."Notes"');
    const { desk } = world;
    expect(await world.ended(desk, await desk.archives.restoreBeside(archive.id, 'ayse'))).toMatchObject({
      state: 'succeeded',
    });
    const [copy] = await desk.layout.copies.list(tenant.id);
    expect(copy?.comparison?.result.rows).toEqual({ left: expect.any(Number), right: expect.any(Number) });
    const asked = { id: copy?.id ?? archive.id, typedCode: tenant.code, reason: 'rows were deleted by mistake' };
    const swap = await desk.copies.swap(asked as Parameters<typeof desk.copies.swap>[0], 'ayse');
    expect(await world.ended(desk, swap)).toMatchObject({ state: 'succeeded' });
    const [row] = await world.inside(tenant.database, 'SELECT count(*)::int AS n FROM tenant."Notes"');
    expect(row).toEqual({ n: 102 });
  });

  it('S08: keeps the password from what everybody may read of a tool', async () => {
    const { seen, look } = toolsSeen();
    const id = await world.desk.archives.backUp({ tenants: [tenant.id], folder, verify: true }, 'ayse');
    let over = false;
    void world.desk.engine.whenSettled(id).then(() => {
      over = true;
    });
    while (!over) {
      look();
      await new Promise((resolve) => setImmediate(resolve));
    }
    const all = [...seen].join('\n');
    expect(all).toContain('pg_dump');
    expect(all).toContain('pg_restore');
    expect(all).not.toContain(world.platform.config.password);
  });

  it('D04: cut short by a tool that ended with 0 is not believed, and says so', async () => {
    const cut = (roles: OperationRoles): OperationRoles => ({
      ...roles,
      archiver: {
        ...roles.archiver,
        async dump(ask, io) {
          const made = await roles.archiver.dump(ask, io);
          truncateSync(ask.file, Math.floor(statSync(ask.file).size * 0.9));
          return made;
        },
      },
    });
    const operation = await world.withRoles(cut, (other) => backUp(other));
    expect(operation).toMatchObject({ state: 'failed', currentStep: `verifying/${tenant.code}` });
    expect(['archive.file_invalid', 'archive.tool_failed']).toContain(operation.error?.key);
    expect((await newest()).verification?.problem?.key).toBe(operation.error?.key);
    expect(await world.databases(tenant.database)).toEqual([tenant.database]);
  });
});
