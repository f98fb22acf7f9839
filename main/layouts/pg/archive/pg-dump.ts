import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Inventory } from '../../../../shared/domain/inventory.ts';
import type { ArchiverIo } from '../../roles/archives.ts';
import { qualified } from '../identifiers.ts';
import { databaseWord, withConnectionEnv } from './connection-env.ts';
import type { ArchiveHost, Tool } from './host.ts';
import { takeInventory, withPositions } from './inventory.ts';
import type { PartFile } from './part-file.ts';
import { createTableMeter, type TableMeter, totalBytes } from './progress.ts';
import { runTool } from './run-tool.ts';
import type { Position, Positions } from './sequences.ts';
import { besideSnapshot } from './session.ts';
import { holdTables } from './tables.ts';
import { toolError } from './tool-errors.ts';

export interface ToolAsk {
  readonly host: ArchiveHost;
  readonly tool: Tool;
  readonly database: string;
  readonly file: string;
}

const everyMs = 120;

/** Where it is: the table that it named last, and how far the file has grown since. */
async function watched<T>(part: PartFile, meter: TableMeter, work: (onLine: (line: string) => void) => Promise<T>) {
  let size = 0;
  let atEntry = 0;
  const look = async (): Promise<void> => {
    size = await part.handle.stat().then(
      (found) => found.size,
      () => size,
    );
    meter.within(size - atEntry);
  };
  const timer = setInterval(() => void look(), everyMs);
  try {
    return await work((line) => {
      const [, schema, name] = /dumping contents of table "(.*?)\.(.*)"$/.exec(line) ?? [];
      if (schema === undefined || name === undefined) return;
      atEntry = size;
      meter.enter({ schema, name });
    });
  } finally {
    clearInterval(timer);
  }
}

const identifier = /"(?:[^"]|"")*"|[^".]+/g;
const unquoted = (part: string): string => (part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part);

/** `SELECT pg_catalog.setval('tenant."Log_Id_seq"', 42, true);`, as the tool writes it, by schema and name. */
export function positionsIn(script: string): Positions {
  const positions = new Map<string, Position>();
  for (const match of script.matchAll(
    /^SELECT pg_catalog\.setval\((?: ?E)?'((?:[^']|'')*)', (-?\d+), (true|false)\);$/gm,
  )) {
    const [schema = '', name = ''] = ((match[1] ?? '').replaceAll("''", "'").match(identifier) ?? []).map(unquoted);
    positions.set(qualified(schema, name), { value: match[2] ?? '', called: match[3] === 'true' });
  }
  return positions;
}

/** Where the sequences stand in the file: no snapshot holds them still, so the server has gone on meanwhile. */
async function positionsOf(ask: ToolAsk, part: PartFile, signal: AbortSignal): Promise<Positions> {
  const { host, tool, database, file } = ask;
  return withConnectionEnv(host, async (env, folder) => {
    const run = async (args: ReadonlyArray<string>): Promise<string> => {
      const { code, output, lines } = await runTool({ program: tool.restore, args: [...args, part.path], env, signal });
      if (code === 0) return output;
      throw await toolError({
        ...{ host, database, file, lines },
        program: 'pg_restore',
        version: tool.version,
        needed: 0,
      });
    };
    const entries = (await run(['--list'])).split(/\r?\n/).filter((line) => / SEQUENCE SET /.test(line));
    if (entries.length === 0) return new Map();
    const list = path.join(folder, 'list');
    await writeFile(list, entries.join('\n'), { mode: 0o600 });
    return positionsIn(await run([`--use-list=${list}`, '--file=-']));
  });
}

/** By the server's own tool, in its custom form. The inventory is of the snapshot that the tool reads. */
export async function dumpWithTool(ask: ToolAsk, part: PartFile, io: ArchiverIo): Promise<Inventory> {
  const { host, tool, database, file } = ask;
  const [taken, meter] = await besideSnapshot(
    { host, database, signal: io.signal },
    {
      begin: ({ runner }) => holdTables(runner),
      read: ({ runner }, tables) => takeInventory(runner, tables),
      use: (snapshot, tables, signal) =>
        withConnectionEnv(host, async (env) => {
          const meter = createTableMeter(io, tables);
          const args = [
            ...['--format=custom', '--no-owner', '--no-privileges', '--no-password', '--verbose'],
            ...['--lock-wait-timeout=5000', `--snapshot=${snapshot}`, databaseWord(database)],
          ];
          const { code, lines } = await watched(part, meter, (onLine) =>
            runTool({ program: tool.dump, args, env, signal, output: part.handle.fd, onLine }),
          );
          if (code === 0) return meter;
          const needed = totalBytes(tables);
          throw await toolError({ host, program: 'pg_dump', version: tool.version, database, file, needed, lines });
        }),
    },
  );
  const inventory = withPositions(taken, await positionsOf(ask, part, io.signal));
  meter.done();
  return inventory;
}
