import type { WelcomeMails } from '../../../main/layouts/roles/provisioning.ts';
import type { MemoryWorld } from './world.ts';

export function memoryWelcomeMails(world: MemoryWorld): WelcomeMails {
  return {
    find: async (operationId) =>
      structuredClone(world.operations.get(operationId)?.outbox.find(({ kind }) => kind === 'welcome')),
    async markSent(operationId, step) {
      const operation = world.operations.get(operationId);
      for (const mail of operation?.outbox ?? []) mail.sent = true;
      for (const one of operation?.steps ?? [])
        if (operation?.record.state === 'succeeded' && one.name === step && one.state === 'warned')
          Object.assign(one, { state: 'done', error: null, evidence: { sent: true } });
    },
  };
}
