import { connect } from 'node:net';
import { AppError } from '../../../shared/errors.ts';
import { bareHost, connectTimeoutMs, type PgServer } from './connect.ts';
import { fromPg } from './errors.ts';

/** "May we speak TLS?", the one question that a PostgreSQL answers with one letter before it knows who asks. */
const tlsRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/**
 * Asks what stands at this address before a driver does: a driver waits for ever for the end of a sentence that a
 * web server never meant to say. No user name and no password is sent.
 */
export async function knock(
  { host, port }: Pick<PgServer['settings'], 'host' | 'port'>,
  signal: AbortSignal,
): Promise<{ readonly tls: boolean }> {
  const where = { host, port };
  if (signal.aborted) throw new AppError('cancelled', 'cancelled');
  const answer = Promise.withResolvers<{ readonly tls: boolean }>();
  const socket = connect(host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host: bareHost(host), port });
  const notPostgres = (): AppError => new AppError('wrong_server', 'server.not_postgres', { params: where });
  socket.setTimeout(connectTimeoutMs, () =>
    answer.reject(new AppError('timeout', 'server.timeout', { params: where, retry: true })),
  );
  socket.once('connect', () => socket.write(tlsRequest));
  socket.once('error', (error) => answer.reject(fromPg(error, where)));
  socket.once('close', () => answer.reject(notPostgres()));
  socket.once('data', (data: Buffer) => {
    const letter = data.length === 1 ? data.toString('latin1') : '';
    // An error in words ("too many clients") begins with E; the driver then reads it out.
    if (letter === 'S' || letter === 'N') answer.resolve({ tls: letter === 'S' });
    else if (data[0] === 'E'.charCodeAt(0)) answer.resolve({ tls: false });
    else answer.reject(notPostgres());
  });
  const stop = (): void => answer.reject(new AppError('cancelled', 'cancelled'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await answer.promise;
  } finally {
    signal.removeEventListener('abort', stop);
    socket.destroy();
  }
}
