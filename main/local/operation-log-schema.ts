/** Each entry is an event that was written once: an intent, or the outcome of one. Never changed, never removed. */
export const operationLogMigrations: ReadonlyArray<string> = [
  `
  CREATE TABLE entry (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    phase TEXT NOT NULL CHECK (phase IN ('intent', 'outcome')),
    of_seq INTEGER UNIQUE REFERENCES entry (seq),
    operator TEXT NOT NULL,
    role TEXT,
    action TEXT NOT NULL,
    subject TEXT,
    subject_id TEXT,
    platform TEXT,
    reason TEXT,
    params TEXT NOT NULL,
    outcome TEXT CHECK (outcome IN ('succeeded', 'failed', 'denied')),
    before TEXT,
    after TEXT,
    error TEXT,
    duration_ms INTEGER,
    operation_id TEXT,
    machine TEXT NOT NULL,
    os_user TEXT NOT NULL,
    app_version TEXT NOT NULL,
    canonical TEXT NOT NULL,
    prev_hash TEXT,
    hash TEXT,
    CHECK ((phase = 'outcome') = (of_seq IS NOT NULL)),
    CHECK ((phase = 'outcome') = (outcome IS NOT NULL))
  ) STRICT;
  CREATE INDEX entry_subject ON entry (subject_id, seq);
  CREATE INDEX entry_phase ON entry (phase, seq);
  CREATE TRIGGER entry_never_changes BEFORE UPDATE ON entry
    BEGIN SELECT RAISE(ABORT, 'the operation log is append-only'); END;
  CREATE TRIGGER entry_never_goes BEFORE DELETE ON entry
    BEGIN SELECT RAISE(ABORT, 'the operation log is append-only'); END;
  CREATE TRIGGER entry_follows BEFORE INSERT ON entry
    WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry)
    BEGIN SELECT RAISE(ABORT, 'the operation log has no gaps'); END;
  `,
];
