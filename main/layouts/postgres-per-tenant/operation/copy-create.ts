import type { Evidence } from '../../../../shared/domain/operations.ts';
import { AppError } from '../../../../shared/errors.ts';
import { classified } from '../../../operations/error-class.ts';
import { literal, quoteOwnName } from '../../pg/identifiers.ts';
import type { CopyNames } from '../../roles/copies.ts';
import type { OperationContext } from './context.ts';
import { dropCopyDatabase } from './copy-drop.ts';
import { copyGone, findCopyRow, foreignCopy } from './copy-rows.ts';
import { seeCopy } from './copy-state.ts';
import { copyMark } from './marks.ts';
import { isEmpty } from './stamp.ts';
import { creationInFlight, templateHeld, templateInUse } from './storage-create.ts';
import { databaseRow, serverCodeOf } from './storage-state.ts';

const mostTries = 6;

const existsAlready: ReadonlySet<string> = new Set(['42P04', '23505']);

/** As the tenant's own database sorts and compares, because the copy may become it. */
const findLocale = `
  SELECT d.datcollate AS collate, d.datctype AS ctype
    FROM pg_catalog.pg_database d
    JOIN public."Tenants" t ON t."DatabaseName" = d.datname::text
    JOIN pg_catalog.pg_database template ON template.datname = 'template0'
   WHERE t."Id" = $1 AND pg_catalog.pg_encoding_to_char(d.encoding) = 'UTF8'
     AND (d.datcollate <> template.datcollate OR d.datctype <> template.datctype)`;

async function createDatabase(context: OperationContext, copy: CopyNames, signal: AbortSignal): Promise<void> {
  const database = quoteOwnName(copy.database, context.deps.settings.database);
  const [own] = await context.read((runner) => runner.query({ text: findLocale, values: [copy.tenantId] }));
  const locale =
    own === undefined ? '' : ` LC_COLLATE ${literal(String(own['collate']))} LC_CTYPE ${literal(String(own['ctype']))}`;
  try {
    await context.alone(`CREATE DATABASE ${database} TEMPLATE template0 ENCODING 'UTF8'${locale}`, signal);
  } catch (error) {
    const code = serverCodeOf(error) ?? '';
    if (code === templateInUse) throw templateHeld(copy);
    if (!existsAlready.has(code)) throw error;
  }
}

/** The mark and the closed door in one transaction: what is marked can be read by nobody else. */
async function markCopy(context: OperationContext, copy: CopyNames): Promise<void> {
  const database = quoteOwnName(copy.database, context.deps.settings.database);
  await context.fenced(async (runner) => {
    await runner.query({ text: `COMMENT ON DATABASE ${database} IS ${literal(copyMark(copy.id))}` });
    await runner.query({ text: `REVOKE ALL ON DATABASE ${database} FROM PUBLIC` });
  });
}

/** Nothing is in it yet: an earlier try ended just after making it. */
async function isFresh(context: OperationContext, { database }: CopyNames): Promise<boolean> {
  const row = await databaseRow(context, database);
  return row?.allowsConnections === true && (await context.tenant.visit(database, isEmpty));
}

/** What was kept for going back can be had from nowhere else. */
async function assertReplaceable(context: OperationContext, copy: CopyNames): Promise<void> {
  const row = await context.read((runner) => findCopyRow(runner, copy));
  if (row === undefined || row.dropped) throw copyGone(copy);
  if (row.purpose === 'rollback')
    throw new AppError('conflict', 'copy.not_swappable', { params: { database: copy.database } });
}

/** Acts on what is there and looks again, until there is an empty database with the copy's mark. */
export async function createCopy(context: OperationContext, copy: CopyNames, signal: AbortSignal): Promise<Evidence> {
  await assertReplaceable(context, copy);
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    signal.throwIfAborted();
    const seen = await seeCopy(context, copy);
    if (seen === 'foreign') throw foreignCopy(copy);
    if (seen === 'creating') throw creationInFlight(copy);
    if (seen === 'absent') await createDatabase(context, copy, signal);
    else if (seen === 'unmarked') await markCopy(context, copy);
    else if (seen === 'loading' && (await isFresh(context, copy)))
      return { database: copy.database, created: true, publicMayConnect: false };
    else await dropCopyDatabase(context, copy, signal);
  }
  throw classified(new AppError('busy', 'server.busy', { retry: true }), 'retry');
}
