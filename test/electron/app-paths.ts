import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** Of the package that the started file belongs to. */
export function readManifest(): Manifest {
  let folder = path.dirname(process.argv[1] ?? '.');
  for (;;) {
    try {
      return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
    } catch {
      const parent = path.dirname(folder);
      if (parent === folder) return { name: 'app', version: '0.0.0' };
      folder = parent;
    }
  }
}

/** Electron's own switch for it comes first, as there. */
export function userDataFolder(name: string): string {
  const flag = '--user-data-dir=';
  const given = process.argv.find((word) => word.startsWith(flag))?.slice(flag.length);
  const folder = given ?? path.join(appData(), name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function appData(): string {
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library/Application Support');
  if (process.platform === 'win32') return process.env['APPDATA'] ?? path.join(os.homedir(), 'AppData/Roaming');
  return process.env['XDG_CONFIG_HOME'] ?? path.join(os.homedir(), '.config');
}

/** A lock whose owner was killed is nobody's. */
export function takeLock(folder: string): boolean {
  const file = path.join(folder, 'stand-in.lock');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      process.once('exit', () => rmSync(file, { force: true }));
      return true;
    } catch {
      if (isAlive(Number(readFileSync(file, 'utf8')))) return false;
      rmSync(file, { force: true });
    }
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}
