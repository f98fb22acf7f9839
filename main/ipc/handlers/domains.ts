import type { StoredDomain } from '../../../shared/contract/domains.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import type { Session } from '../../access/session.ts';
import { createDnsClient } from '../../dns/dns-client.ts';
import { addDomain, domainsOfTenant, makeDomainPrimary, removeDomain, verifyDomain } from '../../tenants/domains.ts';
import { planRepair, startRepair } from '../../tenants/plan-repair.ts';
import type { Broadcast } from '../broadcast.ts';
import type { AreaHandlers, LogNotes } from '../handler.ts';

interface Parts {
  readonly session: Session;
  readonly broadcast: Broadcast;
}

const told = ({ name, unicodeName, isPrimary, isVerified }: StoredDomain) => ({
  name,
  ...(unicodeName === name ? {} : { unicodeName }),
  isPrimary,
  isVerified,
});

export const createDomainHandlers = ({ session, broadcast }: Parts): AreaHandlers<'domains'> => {
  const parts = () => {
    const { layout, engine, profile } = session.platform();
    return { layout, engine, settings: profile.settings, by: session.actor()?.operator ?? '' };
  };
  const changed = (id: TenantId): void => broadcast.publish('tenants.changed', { id });
  const about = (log: LogNotes, { tenant }: StoredDomain): void => log.subject({ label: tenant.name, id: tenant.id });

  return {
    'domains.list': (filter) => parts().layout.domains.page(filter),
    'domains.counts': () => parts().layout.domains.counts(),
    'domains.ofTenant': ({ id }) => domainsOfTenant(parts(), id),
    'domains.add': async (input, { log }) => {
      const domain = await addDomain(parts(), input);
      about(log, domain);
      log.after(told(domain));
      changed(domain.tenantId);
      return domain;
    },
    'domains.verify': async ({ id }, { log, signal }) => {
      const { settings } = parts();
      const dns = createDnsClient({ servers: settings.dnsServers, signal });
      const { before, after } = await verifyDomain({ ...parts(), dns }, id);
      about(log, after);
      log.before(told(before));
      log.after({ ...told(after), findings: after.findings });
      changed(after.tenantId);
      return after;
    },
    'domains.makePrimary': async ({ id }, { log }) => {
      const { domain, before, after } = await makeDomainPrimary(parts(), id);
      about(log, domain);
      log.before({ primary: before });
      log.after({ primary: after });
      changed(domain.tenantId);
      return null;
    },
    'domains.remove': async ({ id }, { log }) => {
      const domain = await removeDomain(parts(), id);
      about(log, domain);
      log.before(told(domain));
      changed(domain.tenantId);
      return null;
    },
    'domains.planRepair': ({ ids }) => planRepair(parts(), ids),
    'domains.repair': async (input, { log }) => {
      const { operationId, before, after } = await startRepair(parts(), input);
      log.before({ domains: before });
      log.after({ domains: after });
      log.operation(operationId);
      return { operationId };
    },
  };
};
