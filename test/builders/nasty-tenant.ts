import type { Client } from 'pg';

export const stampOf = 'aaaaaaaa-0000-4000-8000-000000000001';

/** As the console marks it, with a fence and one migration. */
const stamp = `
  CREATE SCHEMA _tenantry;
  CREATE TABLE _tenantry.owner (one boolean PRIMARY KEY DEFAULT true CHECK (one), tenant_id uuid NOT NULL,
    op_id uuid NOT NULL, fence bigint NOT NULL, stamped_at timestamptz NOT NULL DEFAULT clock_timestamp());
  INSERT INTO _tenantry.owner (tenant_id, op_id, fence) VALUES ('${stampOf}', gen_random_uuid(), 41);
  CREATE TABLE _tenantry.migrations (module text NOT NULL, version text NOT NULL, name text NOT NULL, checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp(), op_id uuid NOT NULL, PRIMARY KEY (module, version));
  INSERT INTO _tenantry.migrations (module, version, name, checksum, op_id)
    VALUES ('core', '0001', 'companies', 'c0ffee', gen_random_uuid());`;

const types = `
  CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;
  CREATE SCHEMA "Ünvan";
  CREATE TYPE "Ünvan".mood AS ENUM ('iyi', 'it''s "so"', 'kötü');
  CREATE TYPE "Ünvan".pair AS ("left" integer, "right side" text COLLATE "C");
  CREATE FUNCTION "Ünvan".is_even(n integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT n % 2 = 0';
  CREATE DOMAIN "Ünvan".even AS integer DEFAULT 2 CONSTRAINT even_check CHECK ("Ünvan".is_even(VALUE));
  CREATE SEQUENCE "Ünvan"."free seq" AS integer START WITH 7 INCREMENT BY 3 MAXVALUE 1000 CYCLE;
  SELECT nextval('"Ünvan"."free seq"'), nextval('"Ünvan"."free seq"');
  CREATE SEQUENCE "Ünvan".untouched;`;

const tables = `
  CREATE TABLE "Ünvan"."Kişi""ler" (
    "Id" bigint GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 5),
    "Ad" varchar(80) NOT NULL DEFAULT 'Şükrü ''İ''',
    "Mail" public.citext UNIQUE,
    whole_row text COLLATE "C",
    "Role" varchar(20) NOT NULL DEFAULT 'user',
    mood "Ünvan".mood DEFAULT 'iyi',
    even "Ünvan".even,
    pair "Ünvan".pair,
    big numeric, small real, big_float double precision,
    at timestamptz, day date, lasts interval, raw bytea, list text[], grid integer[][], doc jsonb, doc_as_is json,
    "Upper" text GENERATED ALWAYS AS (upper("Ad")) STORED,
    number integer DEFAULT nextval('"Ünvan"."free seq"'),
    boss bigint,
    CONSTRAINT "PK" PRIMARY KEY ("Id"),
    CONSTRAINT "CK_Role" CHECK ("Role" IN ('super_admin', 'admin', 'user'))
  ) WITH (fillfactor = 80, toast.autovacuum_enabled = false);
  ALTER TABLE "Ünvan"."Kişi""ler" ALTER COLUMN whole_row SET STORAGE EXTERNAL;
  ALTER TABLE "Ünvan"."Kişi""ler" ALTER COLUMN "Ad" SET STATISTICS 400;
  CREATE TABLE "Ünvan".teams (id serial PRIMARY KEY, lead bigint, name text, gone text, span int4range,
    EXCLUDE USING gist (span WITH &&) WHERE (span IS NOT NULL));
  ALTER TABLE "Ünvan".teams DROP COLUMN gone;
  ALTER TABLE "Ünvan"."Kişi""ler" ADD COLUMN team integer REFERENCES "Ünvan".teams (id) DEFERRABLE INITIALLY DEFERRED;
  ALTER TABLE "Ünvan".teams ADD CONSTRAINT lead_fk FOREIGN KEY (lead) REFERENCES "Ünvan"."Kişi""ler" ("Id") ON DELETE SET NULL;
  ALTER TABLE "Ünvan"."Kişi""ler" ADD CONSTRAINT boss_fk FOREIGN KEY (boss) REFERENCES "Ünvan"."Kişi""ler" ("Id");
  CREATE UNLOGGED TABLE public.empty (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED);
  CREATE TABLE public.log (n integer, what text);
  CREATE UNIQUE INDEX lower_mail ON "Ünvan"."Kişi""ler" (lower("Ad") DESC NULLS LAST, "Id") INCLUDE (mood) WHERE "Ad" <> '';
  CREATE INDEX by_doc ON "Ünvan"."Kişi""ler" USING gin (doc);
  CREATE STATISTICS "Ünvan".both (ndistinct) ON mood, "Role" FROM "Ünvan"."Kişi""ler";`;

const logic = `
  CREATE VIEW "Ünvan".people AS SELECT p."Id", p."Ad", count(t.id) AS teams
    FROM "Ünvan"."Kişi""ler" p LEFT JOIN "Ünvan".teams t ON t.lead = p."Id" GROUP BY p."Id";
  CREATE VIEW "Ünvan".busy WITH (security_barrier = true) AS SELECT * FROM "Ünvan".people WHERE teams > 0;
  CREATE MATERIALIZED VIEW "Ünvan".kept AS SELECT mood, count(*) AS many FROM "Ünvan"."Kişi""ler" GROUP BY mood;
  CREATE UNIQUE INDEX kept_mood ON "Ünvan".kept (mood);
  CREATE FUNCTION "Ünvan".busiest() RETURNS SETOF "Ünvan".busy LANGUAGE sql STABLE AS
    $body$ SELECT * FROM "Ünvan".busy ORDER BY teams DESC -- ::text stays (here)
    $body$;
  CREATE FUNCTION "Ünvan".note() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO public.log VALUES (1, TG_OP); RETURN NEW; END $$;
  CREATE PROCEDURE "Ünvan".nothing() LANGUAGE sql AS '';
  CREATE TRIGGER noted AFTER INSERT OR UPDATE OF "Ad" ON "Ünvan"."Kişi""ler"
    FOR EACH ROW WHEN (NEW."Ad" <> 'x') EXECUTE FUNCTION "Ünvan".note();
  CREATE TRIGGER sleeping AFTER DELETE ON "Ünvan".teams FOR EACH ROW EXECUTE FUNCTION "Ünvan".note();
  ALTER TABLE "Ünvan".teams DISABLE TRIGGER sleeping;
  ALTER TABLE "Ünvan".teams ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON "Ünvan".teams AS RESTRICTIVE FOR SELECT TO PUBLIC USING (lead IS NOT NULL OR name = ANY (ARRAY['a', 'b']));
  COMMENT ON TABLE "Ünvan"."Kişi""ler" IS 'who''s who';
  COMMENT ON COLUMN "Ünvan"."Kişi""ler"."Ad" IS E'line\\nbreak';
  COMMENT ON CONSTRAINT "CK_Role" ON "Ünvan"."Kişi""ler" IS 'roles';
  COMMENT ON FUNCTION "Ünvan".is_even(integer) IS 'even?';
  COMMENT ON TRIGGER noted ON "Ünvan"."Kişi""ler" IS 'notes';`;

const rows = `
  INSERT INTO "Ünvan".teams (name, span) VALUES ('a', '[1,5)'), (E'tab\\there', NULL), ('\\N', '[5,)');
  INSERT INTO "Ünvan"."Kişi""ler" ("Ad", "Mail", whole_row, mood, even, pair, big, small, big_float, at, day, lasts, raw, list, grid, doc, doc_as_is, team) VALUES
    ('Işıl Ğ ığüşöç', 'A@x', E'a\\nb\\r\\n\\t\\\\c\\\\N', 'it''s "so"', 4, '(1,"a ""b"", c")', 'NaN', 'NaN', '-Infinity', 'infinity', '-infinity',
     '1 year -2 mons 3.5 secs', '\\x00ff0a0d5c', ARRAY['a,b', NULL, '"', '', 'NULL'], '{{1,2},{3,4}}', '{"b": [1, 1.10, null], "a": "\\u0131"}', '{"b":1,  "a":2, "a":3}', 1),
    ('', NULL, '', 'iyi', NULL, NULL, 123456789012345678901234567890.000100, 1.1, 0.1::float8 + 0.2::float8, '0044-03-15 12:00 BC', '4713-01-01 BC',
     '-00:00:00.000001', '', '{}', NULL, 'null', '[]', NULL),
    (repeat('Ş', 80), 'b@X', repeat(E'\\\\', 30), 'kötü', 0, '(,)', -0.0, -0.0, 5e-324, '2026-10-25 01:30:00.123456+03', '2026-02-28', NULL, decode(repeat('deadbeef', 3000), 'hex'),
     NULL, NULL, NULL, NULL, 3);
  UPDATE "Ünvan".teams t SET lead = (SELECT min("Id") FROM "Ünvan"."Kişi""ler") WHERE id = 1;
  UPDATE "Ünvan"."Kişi""ler" SET boss = (SELECT max("Id") FROM "Ünvan"."Kişi""ler");
  REFRESH MATERIALIZED VIEW "Ünvan".kept;`;

const notLookedAt = `
  ALTER TABLE "Ünvan"."Kişi""ler" ADD CONSTRAINT "CK_Mood" CHECK (mood IN ('iyi', 'kötü') OR pair IS NOT NULL) NOT VALID`;

/** Whatever makes a copy go wrong, in one database. */
export async function makeNasty(client: Client): Promise<void> {
  for (const sql of [stamp, types, tables, logic, rows, notLookedAt]) await client.query(sql);
}

/** So much that a copy of it can be interrupted: about so many megabytes that hardly get smaller. */
export const makeLarge = (client: Client, megabytes: number) =>
  client.query(`
    CREATE TABLE public.large (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, words text NOT NULL);
    INSERT INTO public.large (words)
      SELECT string_agg(md5(random()::text), '') FROM generate_series(1, ${megabytes * 1000}) row, generate_series(1, 32) GROUP BY row;
    CREATE TABLE public.small (id integer PRIMARY KEY);
    INSERT INTO public.small VALUES (1)`);
