import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDnsClient, type DnsClient } from '../../main/dns/dns-client.ts';
import { type DnsHost, startDns } from '../servers/dns.ts';

const long = 'x'.repeat(450);
const zones = {
  'acme.example': [
    { type: 'A', value: '203.0.113.7' },
    { type: 'AAAA', value: '2001:db8::7' },
  ],
  'four.example': [{ type: 'A', value: '203.0.113.8' }],
  'www.acme.example': [{ type: 'CNAME', value: 'acme.stoocker.app' }],
  '_tenantry.acme.example': [
    { type: 'TXT', value: 'v=spf1 -all' },
    { type: 'TXT', value: 'token' },
  ],
  'long.example': [{ type: 'TXT', value: long }],
  'cut.example': [{ type: 'cut' }, { type: 'TXT', value: long }],
  'empty.example': [],
  'silent.example': [{ type: 'drop' }],
  'failing.example': [{ type: 'fail' }],
  'refusing.example': [{ type: 'refuse' }],
  'xn--nar-1la48a.com.tr': [{ type: 'TXT', value: 'çınar' }],
} as const;

describe('questions to DNS', () => {
  let host: DnsHost;
  let client: DnsClient;
  beforeAll(async () => {
    host = await startDns(zones);
    client = createDnsClient({ servers: [host.server], timeoutMs: 150, tries: 2 });
  });
  afterAll(() => host.close());

  it.each([
    ['txt', '_tenantry.acme.example', ['v=spf1 -all', 'token']],
    ['txt', 'long.example', [long]],
    ['txt', 'xn--nar-1la48a.com.tr', ['çınar']],
    ['cname', 'www.acme.example', ['acme.stoocker.app']],
    ['addresses', 'acme.example', ['203.0.113.7', '2001:db8::7']],
    ['addresses', 'four.example', ['203.0.113.8']],
  ] as const)('%s of %s', async (question, name, values) => {
    expect(await client[question](name)).toEqual({ values });
  });

  it('asks again over TCP for what was cut', async () => {
    expect(await client.txt('cut.example')).toEqual({ values: [long] });
    expect(host.questions.filter((one) => one === 'TXT cut.example')).toHaveLength(2);
  });

  it.each([
    ['txt', 'nobody.example', 'no_name'],
    ['cname', 'nobody.example', 'no_name'],
    ['addresses', 'nobody.example', 'no_name'],
    ['txt', 'empty.example', 'no_record'],
    ['cname', 'acme.example', 'no_record'],
    ['addresses', 'empty.example', 'no_record'],
    ['txt', 'silent.example', 'timeout'],
    ['addresses', 'silent.example', 'timeout'],
    ['txt', 'failing.example', 'server_failed'],
    ['addresses', 'failing.example', 'server_failed'],
    ['txt', 'refusing.example', 'refused'],
  ] as const)('%s of %s tells why there is nothing: %s', async (question, name, silence) => {
    expect(await client[question](name)).toEqual({ silence });
  });

  it('tries again where nobody answers', async () => {
    await client.cname('silent.example');
    expect(host.questions.filter((one) => one === 'CNAME silent.example').length).toBeGreaterThan(1);
  });

  it('says that nobody is there', async () => {
    const gone = await startDns();
    await gone.close();
    const alone = createDnsClient({ servers: [gone.server], timeoutMs: 150, tries: 1 });
    expect(await alone.txt('acme.example')).toMatchObject({ silence: expect.stringMatching(/^(refused|timeout)$/) });
  });

  it('stops when nobody waits for the answer any more', async () => {
    const stop = new AbortController();
    const waiting = createDnsClient({ servers: [host.server], timeoutMs: 60_000, tries: 1, signal: stop.signal });
    const answer = waiting.txt('silent.example');
    stop.abort();
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
    await expect(waiting.txt('acme.example')).rejects.toThrow();
  });
});
