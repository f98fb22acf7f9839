import type { AppInfo } from '../../../shared/contract/settings.ts';
import type { SettingsStore } from '../../local/settings-store.ts';
import type { ViewStore } from '../../local/view-store.ts';
import type { AreaHandlers } from '../handler.ts';

interface Parts {
  readonly settings: SettingsStore;
  readonly views: ViewStore;
  readonly info: () => Promise<AppInfo>;
}

export const createSettingsHandlers = ({
  settings,
  views,
  info,
}: Parts): AreaHandlers<'settings'> & AreaHandlers<'views'> => ({
  'settings.get': async () => settings.get(),
  'settings.set': async (change) => settings.set(change),
  'settings.info': info,
  'views.list': async () => views.list(),
  'views.save': async (view) => views.save(view),
  'views.remove': async ({ name }) => views.remove(name),
});
