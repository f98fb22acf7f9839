import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Migration, ModuleManifest } from '../layouts/roles/migrations.ts';

export interface Bundle {
  readonly manifest: ModuleManifest;
  /** Oldest first. */
  readonly migrations: ReadonlyArray<Migration>;
}

const manifestSchema = z.strictObject({
  code: z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/),
  schema: z.string().regex(/^[a-z][a-z0-9_]*$/),
  dependsOn: z.array(z.string()),
});

/** `0002-users.sql`, `0002-users.down.sql`, `0002-users.validate.sql`: a version that sorts, a name, and a part. */
const fileName = /^(?<version>\d{4})-(?<name>[a-z0-9-]+)(?:\.(?<part>down|validate))?\.sql$/;

interface File {
  readonly file: string;
  readonly version: string;
  readonly name: string;
  readonly part: 'up' | 'down' | 'validate';
}

/** Whoever built the program has to mend it: no sentence for an operator would help. */
export const damaged = (module: string, what: string): Error =>
  new Error(`The migrations of the module ${module} are damaged: ${what}`);

function fileOf(module: string, file: string): File {
  const { version, name, part = 'up' } = fileName.exec(file)?.groups ?? {};
  if (version === undefined || name === undefined) throw damaged(module, `not a migration's file name: ${file}`);
  return { file, version, name, part: part as File['part'] };
}

function parsed(module: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(module, 'module.json is no JSON.');
  }
}

function readManifest(directory: string, module: string): ModuleManifest {
  const file = path.join(directory, 'module.json');
  if (!existsSync(file)) throw damaged(module, 'no module.json.');
  const read = manifestSchema.safeParse(parsed(module, readFileSync(file, 'utf8')));
  if (!read.success) throw damaged(module, `module.json: ${z.prettifyError(read.error)}`);
  if (read.data.code !== module) throw damaged(module, `module.json names ${read.data.code}.`);
  return read.data;
}

/** Line endings are the checkout's, not the migration's. */
const textOf = (directory: string, { file }: File): string =>
  readFileSync(path.join(directory, file), 'utf8').replaceAll('\r\n', '\n');

function readMigration(directory: string, module: string, up: File, files: ReadonlyArray<File>): Migration {
  const part = (wanted: File['part']): string | null => {
    const found = files.find((file) => file.version === up.version && file.part === wanted);
    return found === undefined ? null : textOf(directory, found);
  };
  const sql = textOf(directory, up);
  return {
    ...{ module, version: up.version, name: up.name, sql, down: part('down'), validate: part('validate') },
    // Of what makes the change alone: the ways back and the checks may be mended after it was applied.
    checksum: createHash('sha256').update(sql).digest('hex'),
  };
}

function assertComplete(module: string, files: ReadonlyArray<File>): void {
  const ups = files.filter(({ part }) => part === 'up');
  if (ups.length === 0) throw damaged(module, 'no migration.');
  for (const [index, { version, file }] of ups.entries()) {
    const expected = String(index + 1).padStart(4, '0');
    if (version !== expected) throw damaged(module, `${expected} is expected where ${file} is.`);
  }
  for (const { version, name, file } of files)
    if (!ups.some((up) => up.version === version && up.name === name))
      throw damaged(module, `${file} belongs to no ${version}-${name}.sql.`);
}

/** One module's folder. */
export function readModule(directory: string, module: string): Bundle {
  const manifest = readManifest(directory, module);
  const files = readdirSync(directory)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => fileOf(module, file));
  assertComplete(module, files);
  const ups = files.filter(({ part }) => part === 'up');
  return { manifest, migrations: ups.map((up) => readMigration(directory, module, up, files)) };
}
