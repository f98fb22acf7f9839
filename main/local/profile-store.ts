import { type ProfileSettings, profileSettingsSchema } from '../../shared/domain/connection-profile.ts';
import type { ProfileId } from '../../shared/domain/ids.ts';
import { foldForSearch } from '../../shared/domain/names.ts';
import { local } from './local-error.ts';
import type { SqliteDatabase } from './sqlite-file.ts';

export interface StoredProfile {
  readonly id: ProfileId;
  readonly settings: ProfileSettings;
  readonly lastOpenedAt: string | null;
}

export interface ProfileStore {
  list(): ReadonlyArray<StoredProfile>;
  find(id: ProfileId): StoredProfile | undefined;
  /** Names that only case or accents tell apart are one name. */
  findByName(name: string): StoredProfile | undefined;
  save(profile: { readonly id: ProfileId; readonly settings: ProfileSettings }): void;
  remove(id: ProfileId): void;
  markOpened(id: ProfileId, at: Date): void;
}

interface Row {
  readonly id: string;
  readonly settings: string;
  readonly last_opened_at: string | null;
}

/** A profile that this version can't read any more is left in the file and not shown. */
function fromRow(row: Row): ReadonlyArray<StoredProfile> {
  const settings = profileSettingsSchema.safeParse(JSON.parse(row.settings));
  return settings.success
    ? [{ id: row.id as ProfileId, settings: settings.data, lastOpenedAt: row.last_opened_at }]
    : [];
}

export function createProfileStore(db: SqliteDatabase): ProfileStore {
  const all = db.prepare<[], Row>('SELECT id, settings, last_opened_at FROM profile ORDER BY folded_name');
  const byId = db.prepare<[string], Row>('SELECT id, settings, last_opened_at FROM profile WHERE id = ?');
  const byName = db.prepare<[string], Row>('SELECT id, settings, last_opened_at FROM profile WHERE folded_name = ?');
  const put = db.prepare(
    `INSERT INTO profile (id, folded_name, settings) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET folded_name = excluded.folded_name, settings = excluded.settings`,
  );
  const gone = db.prepare('DELETE FROM profile WHERE id = ?');
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
  };
}
