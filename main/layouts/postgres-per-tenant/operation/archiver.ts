import { AppError } from '../../../../shared/errors.ts';
import { applicationNameFor } from '../../pg/application-name.ts';
import { dumpInOwnForm } from '../../pg/archive/console-dump.ts';
import { loadOwnForm } from '../../pg/archive/console-load.ts';
import { writeError } from '../../pg/archive/file-errors.ts';
import type { ArchiveHost, Tool, ToolChoice } from '../../pg/archive/host.ts';
import { inventoryOf } from '../../pg/archive/inventory.ts';
import { openPart } from '../../pg/archive/part-file.ts';
import { dumpWithTool } from '../../pg/archive/pg-dump.ts';
import { restoreWithTool } from '../../pg/archive/pg-restore.ts';
import { readDatabase } from '../../pg/archive/read-database.ts';
import { chooseTool, serverMajor, toldTool } from '../../pg/archive/tool.ts';
import type { DatabaseArchiver } from '../../roles/archives.ts';
import type { OperationContext } from './context.ts';

/** Nothing of a zip for the tenant's people can be brought back. */
const refuseExport = (): never => {
  throw new AppError('invalid_input', 'archive.not_a_backup');
};

/** Copies tenant databases into files and back in sessions of their own, each under the operation's name. */
export function databaseArchiver(
  context: Pick<OperationContext, 'deps' | 'lease' | 'fenced'>,
  toolFolders?: ReadonlyArray<string>,
): DatabaseArchiver {
  const host: ArchiveHost = {
    server: context.deps.server,
    application: applicationNameFor(context.lease),
    assertHeld: () => context.fenced(async () => undefined),
  };
  let choosing: Promise<ToolChoice> | undefined;
  const choice = (): Promise<ToolChoice> => {
    choosing ??= serverMajor(host.server, host.application).then((major) => chooseTool(major, toolFolders));
    return choosing.finally(() => {
      choosing = undefined;
    });
  };
  const fittingTool = async (): Promise<Tool> => {
    const chosen = await choice();
    if (chosen.tool === null) throw chosen.problem;
    return chosen.tool;
  };

  return {
    tool: async () => toldTool(await choice()),
    inventory: async (database, signal) => inventoryOf(host, database, signal),
    async dump({ database, format, file }, io) {
      if (format === 'zip') refuseExport();
      const tool = format === 'pg_dump' ? await fittingTool() : null;
      await host.assertHeld();
      const part = await openPart(file);
      try {
        const inventory =
          tool === null
            ? await dumpInOwnForm({ host, database }, part, io)
            : await dumpWithTool({ host, tool, database, file }, part, io);
        const { bytes } = await part.keep(host.assertHeld);
        return { inventory, bytes };
      } catch (error) {
        throw await writeError(error, file, 0);
      } finally {
        await part.discard();
      }
    },
    async load({ database, format, file }, io) {
      if (format === 'zip') refuseExport();
      if (format === 'console') await loadOwnForm({ host, database, file }, io);
      else await restoreWithTool({ host, tool: await fittingTool(), database, file }, io);
    },
    async read(database, visit, io, only) {
      const { tool } = await choice();
      return readDatabase({ host, database, tool, only }, visit, io);
    },
  };
}
