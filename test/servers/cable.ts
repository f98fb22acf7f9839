import { connect, createServer, type Server, type Socket } from 'node:net';
import type { PostgresAddress } from './databases.ts';

export interface Cable extends PostgresAddress {
  /** Cuts every connection, and lets no new one through. */
  pull(): Promise<void>;
  plug(): Promise<void>;
  /** What the clients of the connections that are open now asked of the server as they began. */
  openSessions(): ReadonlyArray<string>;
  close(): Promise<void>;
}

const pathOf = ({ host, port }: PostgresAddress) =>
  host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };

/** A way to a server on loopback that can be taken away and given back, always at the same address. */
export async function layCable(behind: PostgresAddress): Promise<Cable> {
  const open = new Map<Socket, string>();
  const server: Server = createServer((client) => {
    const far = connect(pathOf(behind));
    open.set(client, '');
    client.once('data', (first: Buffer) => open.set(client, first.toString('latin1')));
    const end = (): void => {
      open.delete(client);
      client.destroy();
      far.destroy();
    };
    for (const socket of [client, far]) socket.on('error', end).on('close', end);
    client.pipe(far);
    far.pipe(client);
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const pull = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const client of [...open.keys()]) client.destroy();
    });
  await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no loopback address');
  const { port } = address;
  return {
    host: '127.0.0.1',
    port,
    pull,
    plug: () => listen(port),
    openSessions: () => [...open.values()],
    close: async () => {
      if (server.listening) await pull();
    },
  };
}
