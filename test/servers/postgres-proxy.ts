import { connect, createServer, type Socket } from 'node:net';
import type { PostgresAddress } from './databases.ts';

/** One statement as it passes: its text, and those before it in its transaction. */
export interface PassingStatement {
  readonly text: string;
  readonly before: ReadonlyArray<string>;
}

export interface PostgresProxy {
  readonly host: string;
  readonly port: number;
  /**
   * Cuts the connection of the first statement that fits, once: `before` the server hears of it, or `after` it was done
   * and before the client is told. Resolves when it has cut.
   */
  cut(when: 'before' | 'after', fits: (statement: PassingStatement) => boolean): Promise<void>;
  /** The same place, and from there on the network swallows everything, old connections and new ones. */
  swallow(fits: (statement: PassingStatement) => boolean): Promise<void>;
  /** New connections pass again; old ones are gone. */
  heal(): void;
  close(): Promise<void>;
}

interface Plan {
  readonly when: 'before' | 'after' | 'swallow';
  readonly fits: (statement: PassingStatement) => boolean;
  readonly met: () => void;
}

/** Splits what comes into whole messages of the protocol. The first one of a client carries no type. */
function frames(onFrame: (type: string, frame: Buffer) => void, untypedFirst: boolean): (data: Buffer) => void {
  let kept = Buffer.alloc(0);
  let first = untypedFirst;
  return (data) => {
    kept = Buffer.concat([kept, data]);
    for (;;) {
      const offset = first ? 0 : 1;
      if (kept.length < offset + 4) return;
      const end = offset + kept.readUInt32BE(offset);
      if (kept.length < end) return;
      const frame = kept.subarray(0, end);
      kept = kept.subarray(end);
      onFrame(first ? '' : String.fromCharCode(frame[0] ?? 0), frame);
      first = false;
    }
  };
}

const textsIn = (frame: Buffer): ReadonlyArray<string> => frame.subarray(5).toString('utf8').split('\0');

/** Which statement a message of the client runs, if it runs one. Prepared ones are known by the name they were given. */
function statementReader(): (type: string, frame: Buffer) => PassingStatement | undefined {
  const prepared = new Map<string, string>();
  let before: string[] = [];
  const passing = (text: string): PassingStatement => {
    if (text === 'BEGIN') before = [];
    const statement = { text, before };
    before = [...before, text];
    return statement;
  };
  return (type, frame) => {
    const [first = '', second = ''] = textsIn(frame);
    if (type === 'Q') return passing(first);
    if (type === 'P') prepared.set(first, second);
    return type === 'B' ? passing(prepared.get(second) ?? '') : undefined;
  };
}

/** Stands between a client and a server on loopback, reads what passes, and fails where it is told to. */
export async function startPostgresProxy(behind: PostgresAddress): Promise<PostgresProxy> {
  const open = new Set<Socket>();
  let plan: Plan | undefined;
  let silent = false;

  const listener = createServer({ allowHalfOpen: true }, (client) => {
    open.add(client);
    client.on('error', () => undefined);
    client.on('close', () => open.delete(client));
    if (silent) return;
    const server = connect(
      behind.host.startsWith('/') ? { path: `${behind.host}/.s.PGSQL.${behind.port}` } : { ...behind },
    );
    open.add(server);
    // Message by message it would wait for each to be acknowledged.
    for (const socket of [client, server]) socket.setNoDelay(true);
    let deaf = false;
    let answerTo: Plan | undefined;
    const isDeaf = (): boolean => deaf || silent;
    const end = (): void => {
      client.destroy();
      server.destroy();
    };
    const meet = ({ when, met }: Plan): void => {
      if (when === 'swallow') silent = true;
      else end();
      deaf = true;
      met();
    };
    const read = statementReader();
    const fromClient = frames((type, frame) => {
      if (isDeaf()) return;
      const statement = read(type, frame);
      if (statement !== undefined && plan?.fits(statement) === true) {
        const found = plan;
        plan = undefined;
        if (found.when !== 'after') return meet(found);
        answerTo = found;
      }
      server.write(frame);
    }, true);
    // `Z`: the server is done with all that it was asked.
    const fromServer = frames((type, frame) => {
      if (isDeaf()) return;
      if (type === 'Z' && answerTo !== undefined) return meet(answerTo);
      if (answerTo === undefined) client.write(frame);
    }, false);
    client.on('data', fromClient);
    server.on('data', fromServer);
    client.on('end', () => {
      if (!isDeaf()) server.end();
    });
    server.on('end', () => {
      if (!isDeaf()) client.end();
    });
    server.on('error', () => {
      if (!isDeaf()) client.destroy();
    });
    server.on('close', () => open.delete(server));
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('no loopback address');
  const prepare = (when: Plan['when'], fits: Plan['fits']): Promise<void> =>
    new Promise((met) => {
      plan = { when, fits, met };
    });
  return {
    host: '127.0.0.1',
    port: address.port,
    cut: prepare,
    swallow: (fits) => prepare('swallow', fits),
    heal: () => {
      silent = false;
      for (const socket of open) socket.destroy();
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
