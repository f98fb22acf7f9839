import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../../main/access/session.ts';
import { createArchiveHandlers } from '../../main/ipc/handlers/archives.ts';
import { createModuleHandlers } from '../../main/ipc/handlers/modules.ts';
import { createChosenFolders } from '../../main/local/chosen-folders.ts';
import type { StartRequest } from '../../main/operations/engine.ts';
import { calls } from '../../shared/contract/contract.ts';
import type { ArchiveId, OperationId } from '../../shared/domain/ids.ts';
import { addTenant } from '../builders/platform.ts';
import { engineWith } from '../fakes/idle-engine.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';
import { createMovedClock } from '../fakes/moved-clock.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const log = { subject: () => undefined, before: () => undefined, after: () => undefined, operation: () => undefined };
const context = { log, signal: new AbortController().signal };

async function desk() {
  const platform = createMemoryPlatform();
  const tenant = addTenant(platform);
  const layout = platform.open();
  await layout.setWritable(true);
  const started: StartRequest[] = [];
  const start = async (request: StartRequest) => {
    started.push(request);
    return 'o' as OperationId;
  };
  const open = { layout, engine: { ...engineWith(), start }, profile: { settings: platform.settings } };
  const session = {
    platform: () => open,
    actor: () => ({ operator: 'ayse@stocker.example', role: 'super_admin', platform: 'Demo' }),
  } as unknown as Session;
  let remembered: string | null = null;
  let dialog: string | null = null;
  const folders = createChosenFolders({
    get: () => remembered,
    set: (next) => {
      remembered = next;
    },
  });
  const shared = { session, broadcast: { publish: () => undefined } as never, folders, machine: 'here' };
  const clock = createMovedClock();
  const purging = createModuleHandlers({ ...shared, clock });
  const handlers = createArchiveHandlers({
    ...shared,
    dialogs: { saveFile: async () => null, openFile: async () => null, openFolder: async () => dialog },
    clock,
  });
  const backUp = (folder: string) =>
    handlers['archives.backUp']({ tenants: [tenant.id], folder, verify: false }, context);
  const purge = (folder: string) =>
    purging['modules.purge'](
      { id: tenant.id, module: 'CRM', folder, typedCode: tenant.code, reason: 'asked' },
      context,
    );
  const exportTo = (folder: string) => handlers['archives.export']({ tenantId: tenant.id, folder }, context);
  return {
    ...{ started, backUp, exportTo, purge },
    remembered: () => remembered,
    choose(folder: string) {
      dialog = folder;
      return handlers['archives.chooseFolder']({ language: 'en' }, context);
    },
  };
}

let chosen: string;
beforeEach(() => {
  chosen = temporaryFolder();
  mkdirSync(join(chosen, 'inside'));
  symlinkSync('/etc', join(chosen, 'link'));
});

/** Near to the folder that a person chose, and far from it. */
const named: ReadonlyArray<readonly [what: string, folder: (chosen: string) => string]> = [
  ['another', () => '/etc'],
  ['one inside it', (folder) => join(folder, 'inside')],
  ['a link inside it', (folder) => join(folder, 'link')],
  ['its parent', (folder) => join(folder, '..')],
  ['a way up from it', (folder) => `${folder}/../../etc`],
  ['a way round to it', (folder) => `${folder}/inside/..`],
  ['it with a slash', (folder) => `${folder}/`],
  ['it with a dot', (folder) => `${folder}/.`],
  ['it with a space', (folder) => `${folder} `],
  ['it with NUL and more', (folder) => `${folder}\0/../../etc`],
  ['it in capitals', (folder) => folder.toUpperCase()],
  ['it as an address', (folder) => `file://${folder}`],
  ['it with a hidden letter', (folder) => `${folder}\u200B`],
  ['a server’s share', () => '\\\\evil.example\\share'],
  ['a server’s share, by slashes', () => '//evil.example/share'],
  ['a device', () => '\\\\.\\PhysicalDrive0'],
  ['a home', () => '~'],
  ['a home of another', () => '~root/.ssh'],
  ['a relative one', () => '.'],
  ['a name of every object', () => '__proto__'],
];

describe.each(named)('a window that names %s in place of the folder that was chosen', (_, folder) => {
  it('is refused, and it is not remembered', async () => {
    const { choose, backUp, exportTo, purge, started, remembered } = await desk();
    await choose(chosen);
    for (const attempt of [backUp, exportTo, purge])
      await expect(attempt(folder(chosen))).rejects.toMatchObject({ code: 'invalid_input', field: 'folder' });
    expect(started).toEqual([]);
    expect(remembered()).toBeNull();
    expect(readdirSync(chosen).sort()).toEqual(['inside', 'link']);
    // These would see it.
    await backUp(chosen);
    expect(started).toMatchObject([{ params: { folder: chosen } }]);
    await expect(backUp(folder(chosen))).rejects.toMatchObject({ field: 'folder' });
  });
});

it('a folder that was chosen in an earlier run, and is not the remembered one, is refused', async () => {
  const earlier = await desk();
  await earlier.choose(chosen);
  const { backUp } = await desk();
  await expect(backUp(chosen)).rejects.toMatchObject({ field: 'folder' });
});

describe('D07: one thing is meant where one thing is asked for', () => {
  const id = '1a2b3c4d-2222-4000-8000-000000000001' as ArchiveId;
  const reason = 'the contract ended';
  const single = [
    ['lifecycle.delete', 'id', { typedCode: 'x', reason, backup: { waiver: reason }, export: { waiver: reason } }],
    ['copies.drop', 'id', { typedDatabase: 'x', reason }],
    ['copies.swap', 'id', { typedCode: 'x', reason }],
    ['archives.verify', 'id', {}],
    ['archives.restoreBeside', 'id', {}],
    ['archives.export', 'tenantId', { folder: '/chosen' }],
  ] as const;
  it.each(single)('%s takes no list, no pattern and no more than it asks for', (name, field, rest) => {
    const { input } = calls[name];
    expect(input.safeParse({ ...rest, [field]: id }).success).toBe(true);
    for (const bad of [[id], [id, id], { 0: id }, `${id},${id}`, `${id} `, '*', '%', '', null, true, 1, id.slice(1)])
      expect(input.safeParse({ ...rest, [field]: bad }).success).toBe(false);
    for (const more of [{ ids: [id] }, { tenants: [id] }, { force: true }, { path: '/etc/passwd' }])
      expect(input.safeParse({ ...rest, [field]: id, ...more }).success).toBe(false);
  });
});
