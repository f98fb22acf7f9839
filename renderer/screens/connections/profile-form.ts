import type { z } from 'zod';
import { newProfile, type ProfileSettings, profileSettingsSchema } from '../../../shared/domain/connection-profile.ts';

/** The form's fields as text; lists are written with commas. Emptied and parsed by the same schema that main uses. */
export interface ProfileFields {
  readonly name: string;
  readonly layout: ProfileSettings['layout'];
  readonly environment: ProfileSettings['environment'];
  readonly host: string;
  readonly port: string;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly tls: ProfileSettings['tls'];
  readonly caCertificate: string;
  readonly databasePattern: string;
  readonly baseDomains: string;
  readonly reservedCodes: string;
  readonly dnsServers: string;
  readonly languages: ProfileSettings['languages'][number];
  readonly timeZone: string;
  readonly currency: string;
  readonly resetLink: string;
  readonly mail: boolean;
  readonly smtpHost: string;
  readonly smtpPort: string;
  readonly smtpSecurity: 'none' | 'starttls' | 'tls';
  readonly smtpUser: string;
  readonly smtpPassword: string;
  readonly smtpFromName: string;
  readonly smtpFromAddress: string;
}

export function fieldsOf(settings: ProfileSettings = newProfile): ProfileFields {
  const { smtp } = settings;
  return {
    ...settings,
    port: String(settings.port),
    password: '',
    baseDomains: settings.baseDomains.join(', '),
    reservedCodes: settings.reservedCodes.join(', '),
    dnsServers: settings.dnsServers.join(', '),
    languages: settings.languages[0] ?? 'tr',
    mail: smtp !== null,
    smtpHost: smtp?.host ?? '',
    smtpPort: String(smtp?.port ?? 587),
    smtpSecurity: smtp?.security ?? 'starttls',
    smtpUser: smtp?.user ?? '',
    smtpPassword: '',
    smtpFromName: smtp?.fromName ?? '',
    smtpFromAddress: smtp?.fromAddress ?? '',
  };
}

const listOf = (text: string): ReadonlyArray<string> =>
  text
    .split(/[\s,;]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Mail is written in the first language; the other stays available. */
const languagesFrom = (first: ProfileFields['languages']): ProfileSettings['languages'] =>
  first === 'tr' ? ['tr', 'en'] : ['en', 'tr'];

/** What is empty is no number, where JavaScript reads a zero. */
const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

const candidateOf = (fields: ProfileFields): unknown => ({
  name: fields.name,
  layout: fields.layout,
  environment: fields.environment,
  host: fields.host,
  port: numberOf(fields.port),
  database: fields.database,
  user: fields.user,
  tls: fields.tls,
  caCertificate: fields.caCertificate,
  databasePattern: fields.databasePattern,
  baseDomains: listOf(fields.baseDomains),
  reservedCodes: listOf(fields.reservedCodes),
  dnsServers: listOf(fields.dnsServers),
  smtp: fields.mail
    ? {
        host: fields.smtpHost,
        port: numberOf(fields.smtpPort),
        security: fields.smtpSecurity,
        user: fields.smtpUser,
        fromName: fields.smtpFromName,
        fromAddress: fields.smtpFromAddress,
      }
    : null,
  languages: languagesFrom(fields.languages),
  timeZone: fields.timeZone,
  currency: fields.currency,
  resetLink: fields.resetLink,
});

export type FieldName = keyof ProfileFields;

const smtpFields: Readonly<Record<string, FieldName>> = {
  host: 'smtpHost',
  port: 'smtpPort',
  security: 'smtpSecurity',
  user: 'smtpUser',
  fromName: 'smtpFromName',
  fromAddress: 'smtpFromAddress',
};

/** Which field of the form a path of the settings belongs to, as `smtp.host` to `smtpHost`. */
export function fieldAt(path: ReadonlyArray<PropertyKey>): FieldName {
  const [first, second] = path.filter((part) => part !== 'settings').map(String);
  if (first === 'smtp') return smtpFields[second ?? ''] ?? 'smtpHost';
  return (first ?? 'name') as FieldName;
}

/** Where the form of a value is worth a sentence of its own. */
const forms = {
  host: 'host',
  smtpHost: 'host',
  port: 'port',
  smtpPort: 'port',
  databasePattern: 'pattern',
  baseDomains: 'domains',
  timeZone: 'timeZone',
  currency: 'currency',
  smtpFromAddress: 'email',
  reservedCodes: 'codes',
  dnsServers: 'dnsServers',
  resetLink: 'link',
} as const satisfies Partial<Record<FieldName, string>>;

export interface Problem {
  readonly key: 'needed' | 'tooLong' | 'invalid' | (typeof forms)[keyof typeof forms];
  readonly max: number;
}

const hasForm = (field: FieldName): field is keyof typeof forms => field in forms;

function problemOf(field: FieldName, value: unknown, issue: z.core.$ZodIssue): Problem {
  const max = issue.code === 'too_big' && typeof issue.maximum === 'number' ? issue.maximum : 0;
  if (typeof value === 'string' && value.trim() === '') return { key: 'needed', max };
  if (hasForm(field)) return { key: forms[field], max };
  return { key: max > 0 ? 'tooLong' : 'invalid', max };
}

export type ReadForm =
  | { readonly ok: true; readonly settings: ProfileSettings }
  /** In the order of the form. */
  | { readonly ok: false; readonly wrong: ReadonlyMap<FieldName, Problem> };

export function readForm(fields: ProfileFields): ReadForm {
  const parsed = profileSettingsSchema.safeParse(candidateOf(fields));
  if (parsed.success) return { ok: true, settings: parsed.data };
  const wrong = new Map<FieldName, Problem>();
  for (const issue of parsed.error.issues) {
    const field = fieldAt(issue.path);
    if (!wrong.has(field)) wrong.set(field, problemOf(field, fields[field], issue));
  }
  return { ok: false, wrong };
}

/** A secret that was not typed is left as it is. */
export const secretsOf = ({ password, smtpPassword, mail }: ProfileFields) => ({
  ...(password === '' ? {} : { database: password }),
  ...(smtpPassword === '' || !mail ? {} : { smtp: smtpPassword }),
});
