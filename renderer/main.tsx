import { config } from 'zod';

/**
 * Zod probes `new Function('')` when the first schema is made, unless told not to, and under our policy the probe is
 * reported as a violation. The contract makes its schemas as it is read: so everything else is read after this.
 */
config({ jitless: true });

const root = document.getElementById('root');
if (root === null) throw new Error('no #root');
void import('./start.tsx').then(({ start }) => start(root));
