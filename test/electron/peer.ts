import type { HostHalf } from './halves.ts';
import { connect, type Port, pair, type Remote } from './link.ts';

export interface Peer {
  readonly host: Remote<HostHalf>;
  /** Set by who starts the app, where there is one. */
  readonly options: { readonly dark: boolean; readonly locale: string };
}

const parentPort: Port = {
  post: (message) => void process.send?.(message),
  listen: (listener) => void process.on('message', listener),
};

/** A started child talks to who started it; the app on its own brings the window's half with it. */
export async function findPeer(mine: object): Promise<Peer> {
  const options = {
    dark: process.env['STAND_IN_COLOR_SCHEME'] === 'dark',
    locale: process.env['STAND_IN_LOCALE'] ?? Intl.DateTimeFormat().resolvedOptions().locale,
  };
  if (process.send !== undefined && process.env['STAND_IN_PARENT'] === '1') {
    process.once('disconnect', () => process.exit(1));
    return { host: connect<HostHalf>(parentPort, mine), options };
  }
  const { createHost } = await import('./host.ts');
  const [here, there] = pair();
  createHost(there, {});
  return { host: connect<HostHalf>(here, mine), options };
}
