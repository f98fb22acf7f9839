import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { archiving, quietly } from '../builders/archiving.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';
import { connected } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

const { escapeIdentifier: quoted, escapeLiteral: literal } = pg;

/** Each would end a statement, a string, a comment or a line, or be another word, where it is not quoted. */
const names: ReadonlyArray<readonly [what: string, name: string]> = [
  ['a quote and a statement', 'x"; CREATE TABLE public.pwned (); --'],
  ['an apostrophe and a statement', "x'; CREATE TABLE public.pwned (); --"],
  ['a line of its own', 'x\n\\! touch /tmp/pwned\nCREATE TABLE public.pwned ();\n'],
  ['a backslash at its end', 'x\\'],
  ['an end of a dollar quote', 'x$$ $function$; CREATE TABLE public.pwned ();'],
  ['an end of a comment', '*/ CREATE TABLE public.pwned (); /*'],
  ['63 bytes', `${'ş'.repeat(31)}x`],
  ['a keyword', 'select'],
  ['a dot', 'public.pwned'],
  ['a space, brackets and a percent', ' %s (a) [b] {c} '],
  ['letters that turn others round', 'x\u202Egpj\u200B'],
  ['a tab and a carriage return', 'x\ty\r'],
  ['an option', '--dbname=postgres'],
];

it.each(names)('an identifier with %s is a name wherever it stands, and comes back as it was', async (_, name) => {
  const on = await archiving(sharedPostgres());
  const [database, copy, file] = [await on.newDatabase(), await on.newDatabase(), join(temporaryFolder(), 'a.zip')];
  const own = quoted(name);
  const text = literal(name);
  await connected(on.login(database), (client) =>
    client.query(`
      CREATE SCHEMA ${own};
      CREATE TYPE ${own}.kind AS ENUM (${text}, 'b');
      CREATE DOMAIN ${own}.word AS text CONSTRAINT ${own} CHECK (VALUE <> ${text});
      CREATE SEQUENCE ${own}.counter; SELECT nextval(${literal(`${own}.counter`)});
      CREATE TABLE ${own}.${own} (${own} text DEFAULT ${text}, n int GENERATED ALWAYS AS IDENTITY, k ${own}.kind,
        w ${own}.word, CONSTRAINT ${own} CHECK (${own} <> 'never'));
      CREATE INDEX ON ${own}.${own} (lower(${own})) WHERE ${own} <> ${text};
      CREATE TABLE ${own}.child (id int PRIMARY KEY, ${own} int REFERENCES ${own}.child (id));
      CREATE FUNCTION ${own}.${own}(${own} text DEFAULT ${text}) RETURNS text LANGUAGE sql AS ${literal(`SELECT ${text}::text`)};
      CREATE FUNCTION ${own}.fired() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER ${own} BEFORE INSERT ON ${own}.${own} FOR EACH ROW EXECUTE FUNCTION ${own}.fired(${text});
      CREATE VIEW ${own}.seen AS SELECT ${own}, ${text}::text AS said FROM ${own}.${own};
      ALTER TABLE ${own}.child ENABLE ROW LEVEL SECURITY; CREATE POLICY ${own} ON ${own}.child USING (${text} = current_user);
      COMMENT ON TABLE ${own}.${own} IS ${text}; COMMENT ON COLUMN ${own}.${own}.${own} IS ${text};
      ALTER TABLE ${own}.child DISABLE ROW LEVEL SECURITY;
      INSERT INTO ${own}.${own} (${own}, k) VALUES (${text}, ${text}), (${literal(`${name}\\.\n\\N\t`)}, 'b')`),
  );
  const { inventory } = await on.archiver.dump({ database, format: 'console', file }, quietly());
  await on.archiver.load({ database: copy, format: 'console', file }, quietly());
  expect(await on.archiver.inventory(copy, quietly().signal)).toEqual(inventory);
  expect(readFileSync(file).length).toBeGreaterThan(0);

  const rows = `SELECT ${own} AS word FROM ${own}.${own} ORDER BY n`;
  const [before, after] = await Promise.all(
    [database, copy].map((which) => connected(on.login(which), async (client) => (await client.query(rows)).rows)),
  );
  expect(after).toEqual(before);
  expect(after?.[0]).toEqual({ word: name });
  const made = await connected(on.login(copy), async (client) => {
    const { rows: found } = await client.query(`SELECT to_regclass('public.pwned') AS pwned`);
    return found;
  });
  expect(made).toEqual([{ pwned: null }]);

  const told: Array<readonly [string, string, number]> = [];
  await on.archiver.read(
    database,
    {
      schema: async () => undefined,
      async table(table, read) {
        let count = 0;
        for await (const _row of read) count += 1;
        told.push([table.schema, table.name, count]);
      },
    },
    quietly(),
  );
  expect(told).toContainEqual([name, name, 2]);
});
