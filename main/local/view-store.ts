import type { SavedView } from '../../shared/contract/settings.ts';
import { foldForSearch } from '../../shared/domain/names.ts';
import { AppError } from '../../shared/errors.ts';
import { local } from './local-error.ts';
import type { SqliteDatabase } from './sqlite-file.ts';

export interface ViewStore {
  list(): ReadonlyArray<SavedView>;
  /** The same name again replaces its view; a name that only case or accents tell apart is taken. */
  save(view: SavedView): ReadonlyArray<SavedView>;
  remove(name: string): ReadonlyArray<SavedView>;
}

export function createViewStore(db: SqliteDatabase): ViewStore {
  const all = db.prepare<[], SavedView>('SELECT name, content FROM saved_view ORDER BY folded_name');
  const find = db.prepare<[string], SavedView>('SELECT name, content FROM saved_view WHERE folded_name = ?');
  const put = db.prepare(
    `INSERT INTO saved_view (folded_name, name, content) VALUES (?, ?, ?)
     ON CONFLICT (folded_name) DO UPDATE SET content = excluded.content`,
  );
  const gone = db.prepare('DELETE FROM saved_view WHERE name = ?');
  const list = (): ReadonlyArray<SavedView> => local(() => all.all());
  return {
    list,
    save({ name, content }) {
      const folded = foldForSearch(name);
      const existing = local(() => find.get(folded));
      if (existing !== undefined && existing.name !== name)
        throw new AppError('conflict', 'view.name_taken', { field: 'name', params: { name: existing.name } });
      local(() => put.run(folded, name, content));
      return list();
    },
    remove(name) {
      if (local(() => gone.run(name)).changes === 0) throw new AppError('not_found', 'view.not_found');
      return list();
    },
  };
}
