import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** In the order in which they lie in the binary. Inherited: what the packager does not know is left as Electron has it. */
const fuses = [
  ['runAsNode', '0'],
  ['cookieEncryption', '1'],
  ['nodeOptions', '0'],
  ['nodeCliInspect', '0'],
  ['asarIntegrity', '1'],
  ['onlyLoadAppFromAsar', '1'],
  ['ownSnapshot', '0'],
  ['fileProtocolPrivileges', '0'],
] as const;

interface ArchiveEntry {
  readonly files?: Readonly<Record<string, ArchiveEntry>>;
  readonly unpacked?: boolean;
  readonly offset?: string;
  readonly size?: number;
}

const native = ['better-sqlite3', 'keytar'];
/** Prints certificates, with everything that it needs for that; it finds its own files by their places. */
const printer = (
  '@noble/ciphers @noble/hashes @swc/helpers base64-js brotli clone dfa fast-deep-equal fontkit js-md5 linebreak ' +
  'pdfkit pdfmake png-js restructure sax tiny-inflate unicode-properties unicode-trie xmldoc'
).split(' ');
const belongs = (name: string): boolean =>
  name === 'package.json' ||
  name.startsWith('out/') ||
  [...native, ...printer].some((module) => name.startsWith(`node_modules/${module}/`));

let folder: string;
let packed: string;
let archive: ReadonlyMap<string, ArchiveEntry>;

/** As much of an Electron as the packager looks at: a program with a fuse wire, all of it the wrong way round. */
async function makeElectron(at: string): Promise<void> {
  const wire = [...fuses.map(([, wanted]) => (wanted === '1' ? '0' : '1')), '1'].join('');
  await mkdir(path.join(at, 'locales'), { recursive: true });
  await mkdir(path.join(at, 'resources'));
  const program = Buffer.concat([
    Buffer.from(`\x7fELF before ${SENTINEL}`, 'latin1'),
    Buffer.from([1, wire.length]),
    Buffer.from(`${wire} after`, 'latin1'),
  ]);
  await writeFile(path.join(at, 'electron'), program);
  await chmod(path.join(at, 'electron'), 0o755);
  for (const name of ['version', 'LICENSE', 'LICENSES.chromium.html', 'locales/en-US.pak', 'locales/tr.pak']) {
    await writeFile(path.join(at, name), name);
  }
}

async function readArchive(file: string): Promise<ReadonlyMap<string, ArchiveEntry>> {
  const content = await readFile(file);
  const header = JSON.parse(content.toString('utf8', 16, 16 + content.readUInt32LE(12))) as ArchiveEntry;
  const found = new Map<string, ArchiveEntry>();
  const walk = (entry: ArchiveEntry, at: string): void => {
    for (const [name, child] of Object.entries(entry.files ?? {})) {
      if (child.files) walk(child, `${at}${name}/`);
      else found.set(at + name, child);
    }
  };
  walk(header, '');
  return found;
}

/** Lays out what is in the archive as it would be without one. */
async function unpack(modules: ReadonlyArray<string>, to: string): Promise<void> {
  const content = await readFile(path.join(packed, 'resources/app.asar'));
  const start = 8 + content.readUInt32LE(4);
  for (const [name, { offset, size, unpacked }] of archive) {
    if (unpacked || !modules.some((module) => name.startsWith(`node_modules/${module}/`))) continue;
    const at = path.join(to, name);
    await mkdir(path.dirname(at), { recursive: true });
    const from = start + Number(offset);
    await writeFile(at, content.subarray(from, from + (size ?? 0)));
  }
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tenantry-package-'));
  await makeElectron(path.join(folder, 'electron'));
  const cli = createRequire(import.meta.url).resolve('electron-builder/cli.js');
  await promisify(execFile)(
    process.execPath,
    [
      ...[cli, '--linux', 'dir', '--x64', '--publish', 'never'],
      ...[`-c.electronDist=${path.join(folder, 'electron')}`, `-c.directories.output=${path.join(folder, 'dist')}`],
    ],
    { cwd: root },
  );
  packed = path.join(folder, 'dist/linux-unpacked');
  archive = await readArchive(path.join(packed, 'resources/app.asar'));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the package', () => {
  it('has every fuse as it must be', async () => {
    const program = await readFile(path.join(packed, 'tenantry'), 'latin1');
    const start = program.indexOf(SENTINEL) + SENTINEL.length + 2;
    const wire = [...program.slice(start, start + fuses.length)];
    expect(fuses.map(([name], at) => [name, wire[at]])).toEqual(fuses);
  });

  it('brings the program in one archive and no second copy of it', async () => {
    expect((await readdir(path.join(packed, 'resources'))).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
    for (const file of ['package.json', 'out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']) {
      expect([...archive.keys()]).toContain(file);
    }
  });

  it('brings native code beside the archive, for this machine only', () => {
    const native = [...archive].filter(([name]) => name.endsWith('.node'));
    expect(native.every(([, entry]) => entry.unpacked)).toBe(true);
    const sqlite = native.map(([name]) => name).filter((name) => name.includes('better-sqlite3'));
    expect(sqlite).toEqual(['node_modules/better-sqlite3/prebuilds/linux-x64.node']);
  });

  it('brings nothing that a user has no use for', () => {
    const odd = [...archive.keys()].filter(
      (name) =>
        !belongs(name) ||
        /\.(map|env|pem|key|ts|c|cc|cpp|h|gyp|md)$/.test(name) ||
        (/(^|\/)(test|scripts|deps|src)\//.test(name) && name !== 'node_modules/js-md5/src/md5.js'),
    );
    expect(odd).toEqual([]);
  });

  it('prints a page with nothing but what it brings', async () => {
    const bare = path.join(folder, 'bare');
    await unpack(printer, bare);
    const script = `
      const pdfmake = require('pdfmake');
      const roboto = require.resolve('pdfmake/package.json').replace('package.json', 'fonts/Roboto/Roboto-');
      pdfmake.setFonts({ Roboto: { normal: roboto + 'Regular.ttf', bold: roboto + 'Medium.ttf' } });
      pdfmake.setUrlAccessPolicy(() => false);
      pdfmake.setLocalAccessPolicy(() => true);
      pdfmake.createPdf({ content: ['ışık', { text: 'ŞİŞLİ', bold: true }] }).getBuffer()
        .then((pdf) => process.stdout.write(pdf.subarray(0, 5)));`;
    await writeFile(path.join(bare, 'print.cjs'), script);
    const { stdout } = await promisify(execFile)(process.execPath, [path.join(bare, 'print.cjs')]);
    expect(stdout).toBe('%PDF-');
  });
});
