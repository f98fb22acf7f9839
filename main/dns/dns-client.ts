import { Resolver } from 'node:dns/promises';
import type { DnsAnswer } from '../../shared/domain/dns-findings.ts';
import type { DnsSilence } from '../../shared/domain/domains.ts';
import { AppError } from '../../shared/errors.ts';

/** Questions to DNS itself, past this machine's own list of hosts. What nobody answered is an answer too. */
export interface DnsClient {
  txt(name: string): Promise<DnsAnswer>;
  cname(name: string): Promise<DnsAnswer>;
  /** IPv4 and IPv6. */
  addresses(name: string): Promise<DnsAnswer>;
}

export interface DnsOptions {
  /** As `9.9.9.9` or `127.0.0.1:5353`. Empty: the system's. */
  readonly servers: ReadonlyArray<string>;
  /** Of the first try; each later one waits longer. */
  readonly timeoutMs?: number;
  readonly tries?: number;
  readonly signal?: AbortSignal;
}

const silences: Readonly<Record<string, DnsSilence>> = {
  ENOTFOUND: 'no_name',
  ENODATA: 'no_record',
  ETIMEOUT: 'timeout',
  EREFUSED: 'refused',
  ECONNREFUSED: 'refused',
};

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null ? String(Reflect.get(error, 'code')) : '';

async function ask(question: Promise<ReadonlyArray<string>>): Promise<DnsAnswer> {
  try {
    return { values: await question };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ECANCELLED') throw new AppError('cancelled', 'cancelled', { cause: error });
    // Whatever else it said, it was no answer.
    return { silence: silences[code] ?? 'server_failed' };
  }
}

const isAbsence = (answer: DnsAnswer): boolean =>
  'silence' in answer && (answer.silence === 'no_name' || answer.silence === 'no_record');

function together(first: DnsAnswer, second: DnsAnswer): DnsAnswer {
  const values = [first, second].flatMap((answer) => ('values' in answer ? answer.values : []));
  if (values.length > 0) return { values };
  return isAbsence(first) ? second : first;
}

/** One text may come in several pieces, each a letter for every byte. */
const textOf = (pieces: ReadonlyArray<string>): string => Buffer.from(pieces.join(''), 'latin1').toString('utf8');

export function createDnsClient({ servers, timeoutMs = 2000, tries = 3, signal }: DnsOptions): DnsClient {
  const resolver = new Resolver({ timeout: timeoutMs, tries });
  if (servers.length > 0) resolver.setServers([...servers]);
  signal?.addEventListener('abort', () => resolver.cancel(), { once: true });
  const asking = async (question: () => Promise<ReadonlyArray<string>>): Promise<DnsAnswer> => {
    signal?.throwIfAborted();
    return ask(question());
  };
  return {
    txt: (name) => asking(async () => (await resolver.resolveTxt(name)).map(textOf)),
    cname: (name) => asking(() => resolver.resolveCname(name)),
    async addresses(name) {
      const [four, six] = await Promise.all([
        asking(() => resolver.resolve4(name)),
        asking(() => resolver.resolve6(name)),
      ]);
      return together(four, six);
    },
  };
}
