import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { openConsoleFile } from '../../main/local/console-file.ts';
import { createProfileStore } from '../../main/local/profile-store.ts';
import { createSettingsStore } from '../../main/local/settings-store.ts';
import type { ProfileId } from '../../shared/domain/ids.ts';
import type { DemoPlatform } from './platform.ts';

/**
 * Puts the demo into this computer's own connections, or brings the one that is there up to date: its socket and mail
 * port may be others now. What an operator chose before stays chosen.
 */
export async function registerDemo(
  userData: string,
  { settings, operator }: Pick<DemoPlatform, 'settings' | 'operator'>,
): Promise<ProfileId> {
  await mkdir(userData, { recursive: true, mode: 0o700 });
  const { db } = openConsoleFile(path.join(userData, 'console.db'), new Date());
  try {
    const profiles = createProfileStore(db);
    const id = profiles.findByName(settings.name)?.id ?? (randomUUID() as string as ProfileId);
    profiles.save({ id, settings });
    const preferences = createSettingsStore(db, 'en');
    const { lastProfileId, lastEmail } = preferences.get();
    const isKnown = lastProfileId !== null && profiles.find(lastProfileId as ProfileId) !== undefined;
    if (!isKnown) preferences.set({ lastProfileId: id, lastEmail: operator.email });
    else if (lastEmail === '') preferences.set({ lastEmail: operator.email });
    return id;
  } finally {
    db.close();
  }
}
