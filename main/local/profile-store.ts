import { type ProfileSettings, profileSettingsSchema } from '../../shared/domain/connection-profile.ts';
import type { ProfileId } from '../../shared/domain/ids.ts';
import { foldForSearch } from '../../shared/domain/names.ts';
import { local } from './local-error.ts';
import type { SqliteDatabase } from './sqlite-file.ts';

export interface StoredProfile {
  readonly id: ProfileId;
  readonly settings: ProfileSettings;
  readonly lastOpenedAt: string | null;
  /** Of the server that it was first opened on. */
  readonly systemIdentifier: string | null;
}

export interface ProfileStore {
  list(): ReadonlyArray<StoredProfile>;
  find(id: ProfileId): StoredProfile | undefined;
  /** Names that only case or accents tell apart are one name. */
  findByName(name: string): StoredProfile | undefined;
  /** Another address is another server: what was remembered of the old one is forgotten. */
  save(profile: { readonly id: ProfileId; readonly settings: ProfileSettings }): void;
  remove(id: ProfileId): void;
  markOpened(id: ProfileId, at: Date): void;
  /** The first one stays: what it is compared with later must not follow the address. */
  rememberServer(id: ProfileId, systemIdentifier: string): void;
}

interface Row {
  readonly id: string;
  readonly settings: string;
  readonly last_opened_at: string | null;
  readonly system_identifier: string | null;
}

const columns = 'id, settings, last_opened_at, system_identifier';

/** A profile that this version can't read any more is left in the file and not shown. */
function fromRow(row: Row): ReadonlyArray<StoredProfile> {
  const settings = profileSettingsSchema.safeParse(JSON.parse(row.settings));
  return settings.success
    ? [
        {
          id: row.id as ProfileId,
          settings: settings.data,
          lastOpenedAt: row.last_opened_at,
          systemIdentifier: row.system_identifier,
        },
      ]
    : [];
}

export function createProfileStore(db: SqliteDatabase): ProfileStore {
  const all = db.prepare<[], Row>(`SELECT ${columns} FROM profile ORDER BY folded_name`);
  const byId = db.prepare<[string], Row>(`SELECT ${columns} FROM profile WHERE id = ?`);
  const byName = db.prepare<[string], Row>(`SELECT ${columns} FROM profile WHERE folded_name = ?`);
  const put = db.prepare(
    `INSERT INTO profile (id, folded_name, settings) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET folded_name = excluded.folded_name, settings = excluded.settings,
       system_identifier = CASE
         WHEN settings ->> 'host' = excluded.settings ->> 'host' AND settings ->> 'port' = excluded.settings ->> 'port'
         THEN system_identifier END`,
  );
  const gone = db.prepare('DELETE FROM profile WHERE id = ?');
  const remember = db.prepare('UPDATE profile SET system_identifier = ? WHERE id = ? AND system_identifier IS NULL');
  const opened = db.prepare('UPDATE profile SET last_opened_at = ? WHERE id = ?');
  const first = (row: Row | undefined): StoredProfile | undefined => (row === undefined ? undefined : fromRow(row)[0]);
  return {
    list: () => local(() => all.all().flatMap(fromRow)),
    find: (id) => local(() => first(byId.get(id))),
    findByName: (name) => local(() => first(byName.get(foldForSearch(name)))),
    save({ id, settings }) {
      local(() => put.run(id, foldForSearch(settings.name), JSON.stringify(settings)));
    },
    remove(id) {
      local(() => gone.run(id));
    },
    markOpened(id, at) {
      local(() => opened.run(at.toISOString(), id));
    },
    rememberServer(id, systemIdentifier) {
      local(() => remember.run(systemIdentifier, id));
    },
  };
}
