import type { ProfileSettings } from '../../../../shared/domain/connection-profile.ts';
import type { Reservation } from '../../roles/provisioning.ts';

/** As DbConnectionStringBuilder quotes: what could end or begin something else goes into double quotes. */
const value = (text: string): string => (/^\s|\s$|[;='"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** What the platform's own programs connect with, in Npgsql's form. Its password is not part of it. */
export function connectionStringFor(
  settings: Pick<ProfileSettings, 'host' | 'port' | 'tls'>,
  { database, role }: Pick<Reservation, 'database' | 'role'>,
): string {
  const parts: ReadonlyArray<readonly [string, string]> = [
    ['Host', settings.host],
    ['Port', String(settings.port)],
    ['Database', database],
    ['Username', role],
    ['SSL Mode', settings.tls === 'off' ? 'Disable' : 'VerifyFull'],
  ];
  return parts.map(([key, text]) => `${key}=${value(text)}`).join(';');
}
