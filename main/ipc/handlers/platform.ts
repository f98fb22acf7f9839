import type { Session } from '../../access/session.ts';
import type { AreaHandlers } from '../handler.ts';

export const createPlatformHandlers = ({ session }: { session: Session }): AreaHandlers<'platform'> => ({
  'platform.check': () => session.platform().layout.schema.check(),
  'platform.upgrade': async ({ planHash }, { log }) => {
    const { layout, profile } = session.platform();
    const before = await layout.schema.check();
    log.subject({ label: profile.settings.name, id: profile.id });
    log.before({ state: before.state, version: before.version });
    const after = await layout.schema.upgrade(planHash);
    log.after({ state: after.state, version: after.version });
    await session.refreshCapabilities();
    return after;
  },
  'platform.packages': () => session.platform().layout.tenants.packages(),
});
