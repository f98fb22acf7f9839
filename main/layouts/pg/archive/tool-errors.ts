import { AppError } from '../../../../shared/errors.ts';
import { classified } from '../../../operations/error-class.ts';
import { placeOf } from '../connect.ts';
import { diskFull, invalidFile, newerFile } from './file-errors.ts';
import type { ArchiveHost } from './host.ts';

/** These quote a row or a statement. */
const quotes = /^\s*(DETAIL|CONTEXT|HINT|STATEMENT|QUERY|LINE \d+|Command was|LOCATION)\b/;
/** What follows is the value that was refused. */
const valueFollows =
  /((?:invalid (?:input|byte|value)|malformed|value|could not parse)[^:"]*(?:"[^"]*")?[^:"]*): ".*$/i;

export interface ToolWords {
  readonly lines: ReadonlyArray<string>;
  readonly password: string | undefined;
}

/** The last line that says what happened, without what it quotes. */
export function lastWords({ lines, password }: ToolWords): string {
  const told = lines.filter(
    (line) => /^\S+: (error:|detail: Error message from server:) /.test(line) && !quotes.test(line),
  );
  const plain = lines.filter((line) => line.trim() !== '' && !quotes.test(line));
  const line = told.at(-1) ?? plain.at(-1) ?? '';
  const words = line
    .replace(/^\S*pg_(dump|restore)(\.exe)?: (error: |detail: Error message from server: )?/, '')
    .replace(valueFollows, '$1');
  return (password ? words.replaceAll(password, '***') : words).slice(0, 500);
}

const brokenFile =
  /did not find magic string|input file (appears|is too short|does not appear)|could not read from input file|unexpected end of file|could not uncompress|corrupt|could not find block ID|unrecognized data block|unexpected block ID|unexpected section code|implausible|unexpected (data|entry)|invalid (dumpId|compression)|entry ID \S+ out of range/i;

const gone = /terminating connection|server closed the connection|connection .*(failed|lost)|could not connect/i;

interface Failed {
  readonly host: ArchiveHost;
  readonly program: 'pg_dump' | 'pg_restore';
  readonly version: string;
  readonly database: string;
  readonly file: string;
  readonly needed: number;
  readonly lines: ReadonlyArray<string>;
}

export async function toolError({ host, program, version, database, file, needed, lines }: Failed): Promise<AppError> {
  const message = lastWords({ lines, password: host.server.password });
  const server = { code: program, message };
  const where = placeOf(host.server, { database });
  const reading = program === 'pg_restore';
  if (/No space left on device|Disk quota exceeded/i.test(message))
    return /could not (extend|write to) (file|block)|ERROR:/.test(message)
      ? classified(new AppError('server_full', 'server.disk_full', { params: where, server }), 'stop')
      : diskFull(file, needed);
  if (reading && /unsupported version/.test(message)) return newerFile(file);
  if (reading && !/ERROR:/.test(message) && brokenFile.test(message)) return invalidFile(file);
  if (/certificate verify failed|SSL error/i.test(message))
    return classified(new AppError('refused', 'server.tls_untrusted', { params: where, server }), 'permanent');
  if (lines.some((line) => /^\S+: (error|detail): /.test(line) && gone.test(line)))
    return classified(new AppError('unreachable', 'server.lost', { params: where, server, retry: true }), 'ambiguous');
  if (/lock timeout|deadlock/i.test(message))
    return classified(new AppError('busy', 'server.busy', { params: where, server, retry: true }), 'retry');
  if (/permission denied|must be (owner|superuser)|row-level security/i.test(message))
    return classified(
      new AppError('missing_rights', 'server.missing_rights', { params: { rights: message, ...where }, server }),
      'permanent',
    );
  return new AppError('refused', 'archive.tool_failed', {
    params: { tool: `${program} ${version}`, database },
    server,
  });
}
