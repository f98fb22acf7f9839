import type { ProfileSettings } from '../../../shared/domain/connection-profile.ts';
import { bareHost } from './connect.ts';

/** One word to a POSIX shell, whatever is in it. */
const shellWord = (text: string): string =>
  /^[A-Za-z0-9_./:@-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** To cron a bare `%` ends the command, inside quotes too, and a line ends where it ends. */
const cronWord = (command: string): string => command.replace(/[\r\n\0]/g, '').replaceAll('%', String.raw`\%`);

const atNight = '15 2 * * *';
const today = '$(date +%Y%m%d)';

/**
 * A crontab's line that backs these databases up every night, a file a day each. The password is not in it: pg_dump
 * reads it from `~/.pgpass`. The database is named by the environment, where no name is taken for a connection string.
 */
export function cronLine(
  { host, port, user, tls }: Pick<ProfileSettings, 'host' | 'port' | 'user' | 'tls'>,
  databases: ReadonlyArray<string>,
  folder: string,
): string {
  const into = shellWord(folder.replace(/(?<=.)[\\/]+$/, ''));
  const mode = `PGSSLMODE=${tls === 'off' ? 'disable' : 'verify-full'}`;
  const place = `-h ${shellWord(bareHost(host))} -p ${port} -U ${shellWord(user)}`;
  const dump = (name: string): string =>
    `PGDATABASE=${name} ${mode} pg_dump -Fc -w ${place} -f ${into}/${name}-"${today}".dump`;
  const names = databases.map(shellWord);
  const [only] = names;
  const command =
    names.length === 1 && only !== undefined ? dump(only) : `for d in ${names.join(' ')}; do ${dump('"$d"')}; done`;
  return `${atNight} ${cronWord(command)}`;
}
