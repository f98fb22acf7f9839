import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import type { PostgresAddress } from './databases.ts';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgres: PostgresAddress;
  }
}

/** One server for all test files of a run; each test makes its own databases on it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide('postgres', { host: server.host, port: server.port });
  return server.close;
}

export const sharedPostgres = (): PostgresAddress => inject('postgres');
