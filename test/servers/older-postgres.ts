import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type PostgresOptions, type PostgresServer, startPostgres } from './postgres.ts';
import { findBinaries } from './postgres-binaries.ts';

const installed = '/usr/lib/postgresql';

export interface OlderPostgres {
  readonly major: number;
  /** Where its initdb, postgres, pg_dump and pg_restore are. */
  readonly folder: string;
}

/** The system's own PostgreSQL, which comes with its tools, as the one of the packages does not. */
export function findOlderPostgres(): OlderPostgres {
  const majors = (existsSync(installed) ? readdirSync(installed) : [])
    .map(Number)
    .filter((major) => existsSync(path.join(installed, String(major), 'bin', 'initdb')))
    .sort((a, b) => b - a);
  const [major] = majors;
  if (major === undefined) throw new Error('no PostgreSQL of the system: `npm run setup` brings one');
  return { major, folder: path.join(installed, String(major), 'bin') };
}

export async function startOlderPostgres(options: PostgresOptions = {}): Promise<PostgresServer & OlderPostgres> {
  const older = findOlderPostgres();
  const binaries = {
    initdb: path.join(older.folder, 'initdb'),
    postgres: path.join(older.folder, 'postgres'),
    runAs: findBinaries().runAs,
  };
  return { ...(await startPostgres({ ...options, binaries })), ...older };
}
