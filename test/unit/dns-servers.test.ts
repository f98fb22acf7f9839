import { expect, it } from 'vitest';
import { newProfile, profileSettingsSchema } from '../../shared/domain/connection-profile.ts';

const settings = { ...newProfile, name: 'Live', host: 'db.example.com', user: 'console' };
const parse = (server: string) => profileSettingsSchema.safeParse({ ...settings, dnsServers: [server] });

it.each(['9.9.9.9', ' 9.9.9.9 ', '127.0.0.1:5353', '2001:db8::53', '[2001:db8::53]', '[2001:db8::53]:5353', '::1'])(
  'may ask %s',
  (server) => {
    expect(parse(server).data?.dnsServers).toEqual([server.trim()]);
  },
);

it.each([
  '',
  'dns.example.com',
  '9.9.9',
  '9.9.9.300',
  '9.9.9.9:0',
  '9.9.9.9:65536',
  '9.9.9.9:',
  '[9.9.9.9]',
  '[::1',
  'x',
])('may not ask %s', (server) => {
  expect(parse(server).success).toBe(false);
});

it("asks the machine's own where a profile from before says nothing", () => {
  const { dnsServers: _, ...before } = settings;
  expect(profileSettingsSchema.parse(before).dnsServers).toEqual([]);
});
