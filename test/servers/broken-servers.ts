import { connect, createServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** Something that listens where a PostgreSQL was expected. */
export interface BrokenServer {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

async function listen(onConnection: (socket: Socket) => void): Promise<BrokenServer> {
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no loopback address');
  return {
    host: '127.0.0.1',
    port: address.port,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Takes the connection and never says a word. */
export const blackHole = (): Promise<BrokenServer> => listen(() => undefined);

/** Greets first, as mail servers and MySQL do. */
export const talkative = (greeting: string): Promise<BrokenServer> => listen((socket) => socket.write(greeting));

/** A port where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = await blackHole();
  await server.close();
  return server.port;
}

/** Speaks enough of the protocol to refuse every session with one SQLSTATE. */
export const refusing = (sqlState: string, message: string): Promise<BrokenServer> =>
  listen((socket) => {
    socket.on('data', (data: Buffer) => {
      // Eight bytes ask for TLS; anything longer begins a session.
      if (data.length === 8) return void socket.write('N');
      const fields = Buffer.from(`SFATAL\0C${sqlState}\0M${message}\0\0`);
      const header = Buffer.alloc(5);
      header.write('E');
      header.writeUInt32BE(fields.length + 4, 1);
      socket.end(Buffer.concat([header, fields]));
    });
  });

/** Agrees to TLS with this certificate, and that is all it can do. */
export const tlsOnly = (certificate: { readonly cert: string; readonly key: string }): Promise<BrokenServer> =>
  listen((socket) => {
    socket.once('data', () => {
      socket.write('S');
      new TLSSocket(socket, { isServer: true, ...certificate }).on('error', () => undefined);
    });
  });

/** As a pooler does: tells the client another process id than the one that works for it. */
export const pooler = (behind: { readonly host: string; readonly port: number }): Promise<BrokenServer> =>
  listen((client) => {
    const server = connect(
      behind.host.startsWith('/') ? { path: `${behind.host}/.s.PGSQL.${behind.port}` } : { ...behind },
    );
    server.on('error', () => client.destroy());
    client.on('close', () => server.destroy());
    client.pipe(server);
    server.on('data', (data: Buffer) => {
      const key = data.indexOf(Buffer.from([0x4b, 0, 0, 0, 12]));
      if (key >= 0) data.writeUInt32BE(1, key + 5);
      client.write(data);
    });
    server.on('end', () => client.end());
  });
