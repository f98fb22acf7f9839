import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './run.mjs';

const sources = [
  'main',
  'preload',
  'renderer',
  'shared',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];
const built = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

function newest(file) {
  const stat = statSync(file);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}

export const newestSource = () => Math.max(...sources.map((file) => newest(path.join(root, file))));

/** Builds when a source is newer than what was built. Returns the exit code. */
export async function buildIfStale() {
  const outputs = built.map((file) => path.join(root, file));
  if (outputs.every(existsSync)) {
    const oldest = Math.min(...outputs.map((file) => statSync(file).mtimeMs));
    if (newestSource() <= oldest) return 0;
  }
  return run('npm', ['run', '--silent', 'build']);
}
