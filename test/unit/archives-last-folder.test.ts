import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openConsoleFile } from '../../main/local/console-file.ts';
import { createLastFolder } from '../../main/local/last-folder.ts';
import { createSettingsStore } from '../../main/local/settings-store.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

it('is remembered from one run to the next, and is no setting that a window sees or sets', () => {
  const path = join(temporaryFolder(), 'console.db');
  const open = () => openConsoleFile(path, new Date('2026-11-21T12:00:00Z')).db;
  const first = open();
  expect(createLastFolder(first).get()).toBeNull();
  createLastFolder(first).set('/media/yedek disk');
  first.close();
  const second = open();
  expect(createLastFolder(second).get()).toBe('/media/yedek disk');
  const settings = createSettingsStore(second, 'tr');
  expect(JSON.stringify(settings.get())).not.toContain('yedek');
  expect(settings.set({ theme: 'dark' }).theme).toBe('dark');
  second.close();
});
