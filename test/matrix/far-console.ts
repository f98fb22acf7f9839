import { type PassingStatement, type PostgresProxy, startPostgresProxy } from '../servers/postgres-proxy.ts';
import { type MatrixConsole, openConsole } from './console.ts';
import type { Watch } from './points.ts';
import type { Stage } from './stage.ts';

export interface FarConsole {
  readonly proxy: PostgresProxy;
  readonly console: MatrixConsole;
  close(): Promise<void>;
}

/** A console that reaches the server over a network that can be made to fail. */
export async function openFarConsole({ platform }: Stage, watch: (proxy: PostgresProxy) => Watch): Promise<FarConsole> {
  const proxy = await startPostgresProxy(platform.server);
  const { host, port } = proxy;
  const config = { ...platform.config, settings: { ...platform.config.settings, host, port } };
  const console = await openConsole(config, { machine: 'first', watch: watch(proxy) });
  return {
    proxy,
    console,
    async close() {
      await console.close();
      await proxy.close();
    },
  };
}

/** Tells of every statement that fits, and lets all of them pass. */
export const listen = (proxy: PostgresProxy, onStatement: (statement: PassingStatement) => void): void => {
  void proxy.cut('before', (statement) => {
    onStatement(statement);
    return false;
  });
};
