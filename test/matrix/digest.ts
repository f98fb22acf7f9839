import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { connected, type Login } from '../servers/databases.ts';
import type { Stage } from './stage.ts';

/** Everything on the server and on this machine that names one of the marks, line by line, so that two can be compared. */
export type Digest = ReadonlyArray<string>;

const listTables = `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
  WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`;

/** Settings and rights beside the row itself: what closes and opens a database or a role is in one of them. */
const findDatabases = `
  SELECT oid::text, datname, datallowconn, datconnlimit, pg_get_userbyid(datdba) AS owner, datacl::text,
         shobj_description(oid, 'pg_database') AS comment,
         ARRAY(SELECT setconfig::text FROM pg_db_role_setting WHERE setdatabase = d.oid ORDER BY setrole) AS settings
    FROM pg_database d WHERE datname ~* $1 OR shobj_description(oid, 'pg_database') ~* $1 ORDER BY datname`;
const findRoles = `
  SELECT oid::text, rolname, rolcanlogin, rolconnlimit, rolvaliduntil::text, md5(rolpassword) AS password,
         shobj_description(oid, 'pg_authid') AS comment
    FROM pg_authid WHERE rolname ~* $1 OR shobj_description(oid, 'pg_authid') ~* $1 ORDER BY rolname`;

async function insideOf(login: Login): Promise<Digest> {
  return connected(login, async (client) => {
    const tables = (await client.query(listTables)).rows.map(({ name }) => String(name));
    if (tables.length === 0) return [];
    const counts = tables.map(
      (table) => `SELECT '${table}' AS name, count(*) AS rows, md5(string_agg(t::text, ',' ORDER BY t::text)) AS content
                    FROM ${table} t`,
    );
    const { rows } = await client.query(counts.join(' UNION ALL '));
    return rows.map((row) => `${login.database} ${JSON.stringify(row)}`);
  });
}

async function rowsNaming({ admin }: Stage, pattern: string): Promise<Digest> {
  const tables = (await admin.query(listTables)).rows.map(({ name }) => String(name));
  const found = tables.map((table) => `SELECT '${table}' AS name, t::text AS row FROM ${table} t WHERE t::text ~* $1`);
  const { rows } = await admin.query(`${found.join(' UNION ALL ')} ORDER BY 1, 2`, [pattern]);
  return rows.map(({ name, row }) => `${name} ${row}`);
}

/** Other cases write into the same folder at the same time: what of theirs goes while it is looked at, went. */
async function filesBelow(folder: string): Promise<ReadonlyArray<string>> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const below = await Promise.all(
    entries.map((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(file);
      return entry.isFile() ? [file] : [];
    }),
  );
  return below.flat();
}

async function filesNaming(folder: string, pattern: RegExp): Promise<Digest> {
  const names = (await filesBelow(folder)).filter((file) => pattern.test(file)).sort();
  return Promise.all(
    names.map(
      async (file) =>
        `${file} ${createHash('sha256')
          .update(await readFile(file))
          .digest('hex')}`,
    ),
  );
}

/** The marks are codes and ids: none of them holds what a pattern would read otherwise. */
export async function digestOf(stage: Stage, marks: ReadonlyArray<string>): Promise<Digest> {
  const pattern = marks.join('|');
  const [rows, databases, roles, files] = await Promise.all([
    rowsNaming(stage, pattern),
    stage.admin.query(findDatabases, [pattern]),
    stage.admin.query(findRoles, [pattern]),
    filesNaming(stage.folder, new RegExp(pattern, 'i')),
  ]);
  const open = databases.rows.filter(({ datallowconn, datconnlimit }) => datallowconn && datconnlimit !== -2);
  const inside = await Promise.all(
    open.map(({ datname }) => insideOf({ ...stage.platform.admin, database: String(datname) })),
  );
  const lines = (found: ReadonlyArray<unknown>): Digest => found.map((row) => JSON.stringify(row));
  const mails = stage.platform.mailsNaming(new RegExp(pattern, 'i'));
  return [...rows, ...lines(databases.rows), ...lines(roles.rows), ...inside.flat(), ...files, ...mails];
}

/** What is in one and not in the other. */
export const changesBetween = (before: Digest, after: Digest): ReadonlyArray<string> => [
  ...before.filter((line) => !after.includes(line)).map((line) => `gone: ${line}`),
  ...after.filter((line) => !before.includes(line)).map((line) => `new: ${line}`),
];
