import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const binaries = path.join(root, 'node_modules/.bin');

/** The project's own Node comes first, also for a script that the system's older one started. */
export const environment = () => ({ ...process.env, PATH: `${binaries}${path.delimiter}${process.env.PATH}` });

export function nodeBinary() {
  const own = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(own) ? own : process.execPath;
}

export const script = (name) => path.join(root, 'scripts', name);

export const has = (command) =>
  spawnSync(process.platform === 'win32' ? 'where' : 'which', [command], { env: environment() }).status === 0;

/** Resolves with the exit code. Ctrl-C reaches the child by itself, and this process waits until it has put things away. */
export function run(command, args, options = {}) {
  const wait = () => {};
  const child = spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
    env: { ...environment(), ...options.env },
  });
  const pass = () => void child.kill('SIGTERM');
  process.on('SIGINT', wait);
  process.on('SIGTERM', pass);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.once('close', (code, signal) => {
      process.off('SIGINT', wait);
      process.off('SIGTERM', pass);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/** Like `run`, with what was printed kept for later. */
export async function runQuietly(command, args) {
  const parts = [];
  const child = spawn(command, args, { cwd: root, env: environment(), shell: process.platform === 'win32' });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => parts.push(part));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      parts.push(Buffer.from(`${command}: ${error.message}\n`));
      resolve(127);
    });
    child.once('close', (status) => resolve(status ?? 1));
  });
  return { code, output: Buffer.concat(parts).toString('utf8') };
}

/** Where Electron has been fetched already. Its package is not loaded: that alone would start a download. */
export function electronBinary() {
  const folder = path.join(root, 'node_modules/electron');
  const pathFile = path.join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = path.join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : null;
}
