import { writeSync } from 'node:fs';
import { openOperationLog } from '../../main/local/operation-log.ts';
import { createMovedClock } from './moved-clock.ts';

/** Writes intents as its own process, and says of each that it is written; `kill` ends it the hard way. */
const [path = '', count = '0', ending] = process.argv.slice(2);
const log = openOperationLog({
  path,
  clock: createMovedClock(),
  origin: { machine: 'desk', osUser: 'ayse', appVersion: '0.1.0' },
  onAppended: () => undefined,
});
for (let n = 0; n < Number(count); n += 1) {
  const seq = log.intent({
    operator: 'ayse@example.com',
    role: null,
    action: 'tenants.hold',
    subject: null,
    subjectId: null,
    platform: null,
    reason: null,
    params: { n },
  });
  writeSync(1, `ACK ${seq}\n`);
}
if (ending === 'kill') process.kill(process.pid, 'SIGKILL');
