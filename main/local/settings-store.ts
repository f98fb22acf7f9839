import { type Settings, settingsSchema } from '../../shared/contract/settings.ts';
import { local } from './local-error.ts';
import type { SqliteDatabase } from './sqlite-file.ts';

const defaults: Settings = {
  language: 'en',
  theme: 'system',
  density: 'compact',
  navCollapsed: false,
  autoLockMinutes: 15,
  lastProfileId: null,
  lastEmail: '',
  columns: {},
};

export interface SettingsStore {
  get(): Settings;
  set(change: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Settings;
}

/** One row a setting, so that one that a later version no longer understands falls back alone. */
export function createSettingsStore(db: SqliteDatabase, language: Settings['language']): SettingsStore {
  const all = db.prepare<[], { name: string; value: string }>('SELECT name, value FROM setting');
  const put = db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const one = settingsSchema.partial();

  const get = (): Settings => {
    const stored: Partial<Settings> = {};
    for (const { name, value } of local(() => all.all())) {
      const parsed = one.safeParse({ [name]: JSON.parse(value) });
      if (parsed.success) Object.assign(stored, parsed.data);
    }
    return { ...defaults, language, ...stored };
  };
  return {
    get,
    set(change) {
      local(() =>
        db.transaction(() => {
          for (const [name, value] of Object.entries(change))
            if (value !== undefined) put.run(name, JSON.stringify(value));
        })(),
      );
      return get();
    },
  };
}
