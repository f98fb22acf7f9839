/** This computer's own settings, profiles and views. */
export const consoleMigrations: ReadonlyArray<string> = [
  `
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE profile (
    id TEXT PRIMARY KEY,
    folded_name TEXT NOT NULL UNIQUE,
    settings TEXT NOT NULL,
    last_opened_at TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE saved_view (
    folded_name TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    content TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  'ALTER TABLE profile ADD COLUMN system_identifier TEXT',
];
export const consoleFileId = 0x544e_434f;
