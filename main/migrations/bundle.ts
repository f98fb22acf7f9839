import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { LayoutKind } from '../../shared/domain/platform.ts';
import type { Migration } from '../layouts/roles/migrations.ts';

/** Beside this file's parent in the sources, and beside the built program, where the build copies it. */
const folder = path.join('migrations', 'bundles');

export function bundlesFolder(from: string = import.meta.dirname): string {
  const here = path.join(from, folder);
  if (existsSync(here)) return here;
  const parent = path.dirname(from);
  if (parent === from) throw new Error(`The program is incomplete: no ${folder} beside it.`);
  return bundlesFolder(parent);
}

/** `0002-users.sql`: a version that sorts, and a name. */
const fileName = /^(?<version>\d{4})-(?<name>[a-z0-9-]+)\.sql$/;

/** Line endings are the checkout's, not the migration's. */
const normalised = (sql: string): string => sql.replaceAll('\r\n', '\n');

function readMigration(directory: string, module: string, file: string): Migration {
  const { version = '', name = '' } = fileName.exec(file)?.groups ?? {};
  if (version === '') throw new Error(`Not a migration's file name: ${file}`);
  const sql = normalised(readFileSync(path.join(directory, file), 'utf8'));
  return { module, version, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

/** The migrations that this version of the console ships for a module, oldest first. Empty for an unknown module. */
export function readBundle(
  layout: LayoutKind,
  module: string,
  root: string = bundlesFolder(),
): ReadonlyArray<Migration> {
  if (!/^[a-z][a-z0-9]*$/i.test(module)) return [];
  const directory = path.join(root, layout, module);
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => readMigration(directory, module, file));
}
