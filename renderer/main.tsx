import { config } from 'zod';

/**
 * Zod probes `new Function('')` when the first schema is made, unless told not to, and under our policy the probe is
 * reported as a violation. The contract makes its schemas as it is read: so everything else is read after this.
 */
config({ jitless: true });

/** Asked while the rest of the program is still being read: main answers meanwhile. */
const asked = {
  settings: window.tenantry.call('settings.get', {}),
  session: window.tenantry.call('session.current', {}),
  connections: window.tenantry.call('connections.list', {}),
  info: window.tenantry.call('settings.info', {}),
};
export type Asked = typeof asked;

const root = document.getElementById('root');
if (root === null) throw new Error('no #root');
void import('./start.tsx').then(({ start }) => start(root, asked));
