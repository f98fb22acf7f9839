import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import dnsPacket, { type Answer, type Packet, type Question } from 'dns-packet';

export type ZoneRecord =
  | { readonly type: 'TXT' | 'CNAME' | 'A' | 'AAAA'; readonly value: string }
  /** What it does instead of answering; `cut` answers over TCP only. */
  | { readonly type: 'drop' | 'fail' | 'refuse' | 'cut' };

/** By name, in lower case and without the dot at the end. */
export type Zones = Readonly<Record<string, ReadonlyArray<ZoneRecord>>>;

export interface DnsHost {
  /** As a profile names it: `127.0.0.1:port`. */
  readonly server: string;
  /** What it was asked, as `TXT name`, in the order in which it came. */
  readonly questions: ReadonlyArray<string>;
  put(zones: Zones): void;
  close(): Promise<void>;
}

const codes = { noError: 0, serverFailed: 2, noName: 3, refused: 5 } as const;

function recordsFor(question: Question, records: ReadonlyArray<ZoneRecord>): Answer[] {
  return records.flatMap((record): Answer[] => {
    if (!('value' in record) || (record.type !== question.type && record.type !== 'CNAME')) return [];
    const base = { name: question.name, ttl: 60, class: 'IN' } as const;
    // A long text goes over the wire in pieces.
    const data = record.type === 'TXT' ? (record.value.match(/.{1,200}/gs) ?? ['']) : record.value;
    return [{ ...base, type: record.type, data } as Answer];
  });
}

/** A real DNS server on this machine, for as many names as it is given. It knows nothing else. */
export async function startDns(first: Zones = {}): Promise<DnsHost> {
  let zones = new Map(Object.entries(first));
  const questions: string[] = [];

  function answer(query: Packet, over: 'udp' | 'tcp'): Packet | undefined {
    const question = query.questions?.[0];
    const reply = (code: number, rest: Partial<Packet> = {}): Packet => ({
      ...{ type: 'response', id: query.id ?? 0, questions: query.questions ?? [] },
      ...rest,
      flags: dnsPacket.AUTHORITATIVE_ANSWER | (rest.flags ?? 0) | code,
    });
    if (question === undefined) return reply(codes.refused);
    questions.push(`${question.type} ${question.name}`);
    const records = zones.get(question.name.toLowerCase());
    if (records === undefined) return reply(codes.noName);
    const has = (type: ZoneRecord['type']): boolean => records.some((record) => record.type === type);
    if (has('drop')) return undefined;
    if (has('fail')) return reply(codes.serverFailed);
    if (has('refuse')) return reply(codes.refused);
    if (has('cut') && over === 'udp') return reply(codes.noError, { flags: dnsPacket.TRUNCATED_RESPONSE });
    return reply(codes.noError, { answers: recordsFor(question, records) });
  }

  const tcp = net.createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (part) => {
      received = Buffer.concat([received, part]);
      if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return;
      const reply = answer(dnsPacket.streamDecode(received), 'tcp');
      received = Buffer.alloc(0);
      if (reply !== undefined) socket.end(dnsPacket.streamEncode(reply));
    });
  });
  tcp.listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const { port } = tcp.address() as net.AddressInfo;
  const udp = dgram.createSocket('udp4');
  udp.on('message', (message, from) => {
    const reply = answer(dnsPacket.decode(message), 'udp');
    if (reply !== undefined) udp.send(dnsPacket.encode(reply), from.port, from.address);
  });
  udp.bind(port, '127.0.0.1');
  await once(udp, 'listening');

  return {
    server: `127.0.0.1:${port}`,
    questions,
    put(next) {
      zones = new Map([...zones, ...Object.entries(next)]);
    },
    async close() {
      udp.close();
      tcp.close();
      await Promise.all([once(udp, 'close'), once(tcp, 'close')]);
    },
  };
}
