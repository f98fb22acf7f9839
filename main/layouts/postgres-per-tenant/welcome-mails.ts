import type { WelcomeMails } from '../roles/provisioning.ts';
import type { StockerDeps } from './deps.ts';
import { readOutbox } from './operation/outbox.ts';
import { requireBookkeeping } from './shape.ts';

export function createWelcomeMails(deps: Pick<StockerDeps, 'pools' | 'shape'>): WelcomeMails {
  return {
    async find(operationId) {
      await requireBookkeeping(deps);
      const mails = await readOutbox(deps.pools.read, operationId);
      return mails.find(({ kind }) => kind === 'welcome');
    },
    async markSent(operationId, step) {
      await requireBookkeeping(deps);
      await deps.pools.write(async (runner) => {
        await runner.query({
          text: `UPDATE tenantry.outbox SET sent_at = clock_timestamp()
                  WHERE op_id = $1 AND kind = 'welcome' AND sent_at IS NULL`,
          values: [operationId],
        });
        await runner.query({
          text: `UPDATE tenantry.op_step s
                    SET state = 'done', error = NULL, evidence = '{"sent": true}', ended_at = clock_timestamp()
                   FROM tenantry.operation o
                  WHERE o.op_id = s.op_id AND o.state = 'succeeded'
                    AND s.op_id = $1 AND s.name = $2 AND s.state = 'warned'`,
          values: [operationId, step],
        });
      });
    },
  };
}
