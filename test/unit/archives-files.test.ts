import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFolder, ensureFolder, publish, sha256Of } from '../../main/archives/files.ts';
import { partsUpTo, targetFor, workFolder } from '../../main/archives/target.ts';
import type { ArchiveId } from '../../shared/domain/ids.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

describe('the chosen folder', () => {
  it('is written into, and left as it was', async () => {
    const folder = temporaryFolder();
    expect((await checkFolder(folder, 1)).free).toBeGreaterThan(0);
    expect(readdirSync(folder)).toEqual([]);
  });
  it.each(['not there', 'a file', 'relative'])('that is %s is refused', async (kind) => {
    const folder = temporaryFolder();
    const path = kind === 'relative' ? 'backups' : join(folder, 'x');
    if (kind === 'a file') writeFileSync(path, '');
    await expect(checkFolder(path, 1)).rejects.toMatchObject({ key: 'archive.folder_missing', params: { path } });
  });
  it('without room is refused with both sizes', async () => {
    const folder = temporaryFolder();
    const needed = Number.MAX_SAFE_INTEGER;
    await expect(checkFolder(folder, needed)).rejects.toMatchObject({ key: 'archive.disk_full', params: { needed } });
    expect(readdirSync(folder)).toEqual([]);
  });
  it('I14: a link where a tenant’s folder would be is refused', async () => {
    const folder = temporaryFolder();
    const elsewhere = temporaryFolder();
    symlinkSync(elsewhere, join(folder, 'acme'));
    await expect(ensureFolder(join(folder, 'acme'))).rejects.toMatchObject({ key: 'archive.folder_not_writable' });
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});

const target = (code: string, folder = '/chosen') =>
  targetFor({
    ...{ folder, code, format: 'pg_dump', begunAt: '2026-11-21T12:00:05.123Z' },
    archiveId: '1a2b3c4d-1111-4000-8000-000000000001' as ArchiveId,
  });

describe('the name of a file', () => {
  it('says whose it is, when it was begun and which it is', () => {
    expect(target('acme')).toMatchObject({
      file: join('/chosen', 'acme', 'acme 2026-11-21T120005Z 1a2b3c4d.dump'),
      manifest: join('/chosen', 'acme', 'acme 2026-11-21T120005Z 1a2b3c4d.json'),
    });
  });
  it.each(['../../x', 'CON', 'a'.repeat(300), 'a:b', '..', 'a/b', 'nul.txt', ' '])(
    'I14: %j stays one segment in the chosen folder',
    (code) => {
      const { file, folder } = target(code);
      const [root, chosen, own, name, ...more] = file.split('/');
      expect([root, chosen, more]).toEqual(['', 'chosen', []]);
      for (const segment of [own ?? '', name ?? '']) {
        expect(segment).not.toMatch(/^\.|[\\:*?"<>|]|[. ]$|^(con|nul)(\.|$)/i);
        expect(Buffer.byteLength(`${segment}.123456789.part`)).toBeLessThanOrEqual(255);
      }
      expect(folder).toBe(join('/chosen', own ?? ''));
    },
  );
});

describe('parts', () => {
  it('of this holder and those before it are found, and no others', async () => {
    const folder = temporaryFolder();
    const own = target('acme', folder);
    mkdirSync(own.folder);
    for (const fence of ['3', '5', '7']) mkdirSync(workFolder(own, fence));
    writeFileSync(join(own.folder, `${own.base}.dump`), '');
    writeFileSync(join(own.folder, 'other.3.part'), '');
    expect((await partsUpTo(own, '5')).toSorted()).toEqual([workFolder(own, '3'), workFolder(own, '5')]);
  });
  it('get their name once, and put aside what an earlier holder left there', async () => {
    const folder = temporaryFolder();
    const [part, name] = [join(folder, 'part'), join(folder, 'name')];
    writeFileSync(part, 'new');
    writeFileSync(name, 'old');
    await publish(part, name);
    expect(readFileSync(name, 'utf8')).toBe('new');
    expect(existsSync(part)).toBe(false);
    expect(readFileSync(`${part}.older`, 'utf8')).toBe('old');
    expect(lstatSync(name).nlink).toBe(1);
  });
  it('that a successor took away touch nothing of the successor’s', async () => {
    const folder = temporaryFolder();
    const name = join(folder, 'name');
    writeFileSync(name, 'of the successor');
    await expect(publish(join(folder, 'gone', 'part'), name)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(readFileSync(name, 'utf8')).toBe('of the successor');
  });
});

it('hashes a file', async () => {
  const file = join(temporaryFolder(), 'f');
  writeFileSync(file, 'abc');
  expect(await sha256Of(file)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
