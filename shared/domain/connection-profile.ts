import { z } from 'zod';
import { databasePatternProblem } from './names.ts';
import { environments, layoutKinds } from './platform.ts';
import { defaultResetLink, isResetLink } from './reset-link.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const port = z.number().int().min(1).max(65535);
const hostName = z
  .string()
  .trim()
  .min(1)
  .max(255)
  // A path is a Unix socket's folder; anything with a user, a scheme or a query in it is a pasted connection string.
  .regex(/^(\/[^\s?@]*|[A-Za-z0-9._-]+|\[?[0-9a-fA-F:.]+\]?)$/);
const domainName = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9](-?[a-z0-9])*\.)+[a-z]{2,}$/);

/** An address with or without a port, as `9.9.9.9`, `127.0.0.1:5353` or `[2001:db8::53]:53`. */
const isDnsServer = (text: string): boolean => {
  if (z.ipv6().safeParse(text).success) return true;
  const [, six, four, port = '53'] = /^(?:\[([^\]]+)\]|([\d.]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = six === undefined ? z.ipv4().safeParse(four) : z.ipv6().safeParse(six);
  return address.success && Number(port) >= 1 && Number(port) <= 65535;
};
const dnsServer = z.string().trim().max(60).refine(isDnsServer);

/** One that days can be counted in here. An unknown one would stop every date from being shown. */
function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

export const tlsModes = ['off', 'verify-full'] as const;
export const languages = ['tr', 'en'] as const;

export const smtpSchema = z.strictObject({
  host: hostName,
  port,
  security: z.enum(['none', 'starttls', 'tls']),
  user: z.string().trim().max(200),
  fromName: text(120),
  fromAddress: z.email().max(254),
});
export type SmtpSettings = z.output<typeof smtpSchema>;

/** Where a platform is and how its tenants are named. Holds no secret, so it can be stored, shown and exported. */
export const profileSettingsSchema = z.strictObject({
  name: text(80),
  layout: z.enum(layoutKinds),
  environment: z.enum(environments),
  host: hostName,
  port,
  database: text(63),
  user: text(63),
  tls: z.enum(tlsModes),
  /** Own certificate authority, PEM. Empty: the system's authorities. */
  caCertificate: z.string().max(100_000),
  databasePattern: z
    .string()
    .trim()
    .max(63)
    .refine((pattern) => databasePatternProblem(pattern) === undefined),
  baseDomains: z.array(domainName).min(1).max(10),
  reservedCodes: z.array(z.string().trim().toLowerCase().max(40)).max(200),
  /** Who is asked whether a tenant's domain is theirs. Empty: whoever this machine asks. */
  dnsServers: z.array(dnsServer).max(4).default([]),
  smtp: smtpSchema.nullable(),
  /** Where users choose a password, as `https://{domain}/reset-password?token={token}`. */
  resetLink: text(500).refine(isResetLink).default(defaultResetLink),
  languages: z.array(z.enum(languages)).min(1).max(2),
  /** IANA zone in which days begin and end, as `Europe/Istanbul`. */
  timeZone: text(64).refine(isTimeZone),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export type ProfileSettings = z.output<typeof profileSettingsSchema>;

/** Defaults of a new Stocker profile. */
export const newProfile: ProfileSettings = {
  name: '',
  layout: 'postgres-per-tenant',
  environment: 'production',
  host: '',
  port: 5432,
  database: 'StockerMaster',
  user: '',
  tls: 'verify-full',
  caCertificate: '',
  databasePattern: 'Stocker_{code}_Db',
  baseDomains: ['stoocker.app'],
  reservedCodes: [],
  dnsServers: [],
  smtp: null,
  resetLink: defaultResetLink,
  languages: ['tr', 'en'],
  timeZone: 'Europe/Istanbul',
  currency: 'TRY',
};

export type SecretName = 'database' | 'smtp';
