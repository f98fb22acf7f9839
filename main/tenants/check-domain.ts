import { type DnsAnswer, expectedRecords, judgeCname, judgeTxt } from '../../shared/domain/dns-findings.ts';
import type { DnsFinding } from '../../shared/domain/domains.ts';
import type { DnsClient } from '../dns/dns-client.ts';

const notAsked: DnsAnswer = { silence: 'no_record' };

/** Asks DNS for everything that a domain's owner has to set, all at once. */
export async function checkDomain(
  dns: DnsClient,
  { domain, token, target }: { readonly domain: string; readonly token: string; readonly target: string },
): Promise<ReadonlyArray<DnsFinding>> {
  const [txt, cname] = expectedRecords(domain, token, target);
  const [proof, way, addresses] = await Promise.all([dns.txt(txt.name), dns.cname(cname.name), dns.addresses(domain)]);
  // Only where there is no CNAME does it matter where the target is.
  const targetAddresses = 'values' in way || !('values' in addresses) ? notAsked : await dns.addresses(target);
  return [judgeTxt(txt, proof), judgeCname(cname, { cname: way, addresses, targetAddresses })];
}
