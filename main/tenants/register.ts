import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { email as emailSchema } from '../../shared/contract/fields.ts';
import type { NameChecks, NewRegistration } from '../../shared/contract/registrations.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { RegistrationId } from '../../shared/domain/ids.ts';
import {
  codeFromCompanyName,
  codeProblem,
  companyNameProblem,
  databaseNameFor,
  databaseNameProblem,
  primaryDomainFor,
} from '../../shared/domain/names.ts';
import type { ErrorKey } from '../../shared/error-keys.ts';
import { AppError, type AppErrorData, type ErrorParams, toAppError } from '../../shared/errors.ts';
import type { PasswordHasher } from '../access/password-hash.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { VerificationCode } from '../layouts/roles/registrations.ts';
import type { Mailer } from '../mail/mailer.ts';
import { verificationMail } from '../mail/templates.ts';

const validMinutes = 30;

export const newVerificationCode = (): VerificationCode => ({
  code: String(randomInt(1_000_000)).padStart(6, '0'),
  validMinutes,
});

export interface RegisterParts {
  readonly layout: Pick<PlatformLayout, 'registrations'>;
  readonly settings: ProfileSettings;
  readonly mailer: Mailer | null;
  readonly hasher: PasswordHasher;
}

type Asked = Pick<NewRegistration, 'companyName' | 'companyCode' | 'email'>;

/** Every name that this company would get, and what is wrong with each. Changes nothing. */
export async function checkNames(
  { layout, settings }: Omit<RegisterParts, 'mailer' | 'hasher'>,
  asked: Asked,
): Promise<NameChecks> {
  const companyName = asked.companyName.trim();
  const code = asked.companyCode.trim() === '' ? codeFromCompanyName(companyName) : asked.companyCode.trim();
  const email = asked.email.trim();
  const domain = code === '' ? '' : primaryDomainFor(code, settings.baseDomains[0] ?? '');
  const database = code === '' ? '' : databaseNameFor(settings.databasePattern, code);

  const badName = companyNameProblem(companyName);
  const badCode = codeProblem(code, settings.reservedCodes);
  const badEmail: ErrorKey | undefined = emailSchema.safeParse(email).success ? undefined : 'field.email';
  const badDatabase = badCode === undefined ? databaseNameProblem(database, settings.database) : undefined;
  const taken =
    badCode === undefined && badDatabase === undefined
      ? await layout.registrations.namesTaken({ code, email, domain, database, except: null })
      : { code: false, email: false, domain: false, database: false };
  return {
    companyName: { value: companyName, problem: badName ?? null },
    companyCode: { value: code, problem: badCode ?? (taken.code ? 'name.code_taken' : null) },
    email: { value: email, problem: badEmail ?? (taken.email ? 'name.email_taken' : null) },
    domain: { value: domain, problem: taken.domain ? 'name.domain_taken' : null },
    database: { value: database, problem: badDatabase ?? (taken.database ? 'name.database_taken' : null) },
  };
}

const fields = ['companyName', 'companyCode', 'email', 'domain', 'database'] as const;

function requireGoodNames(checks: NameChecks): void {
  for (const field of fields) {
    const { problem, value } = checks[field];
    if (problem === null) continue;
    const params: ErrorParams = { name: value, code: value, domain: value, database: value, email: value };
    // A domain or a database is made from the code: that is the field to change.
    const at = field === 'domain' || field === 'database' ? 'companyCode' : field;
    throw new AppError(problem.endsWith('_taken') ? 'conflict' : 'invalid_input', problem, { field: at, params });
  }
}

async function sendCode(
  { mailer, settings }: Pick<RegisterParts, 'mailer' | 'settings'>,
  to: { email: string; company: string },
  { code, validMinutes: minutes }: VerificationCode,
): Promise<void> {
  if (mailer === null) throw new AppError('mail_failed', 'mail.not_configured');
  const language = settings.languages[0] ?? 'tr';
  await mailer.send({
    to: to.email,
    ...verificationMail({ language, company: to.company, code, validMinutes: minutes }),
  });
}

/** Registers on behalf of a company. A code that could not be mailed is a warning: it can be sent again. */
export async function createRegistration(
  parts: RegisterParts,
  asked: NewRegistration,
): Promise<{ readonly id: RegistrationId; readonly code: string; readonly mail: AppErrorData | null }> {
  const checks = await checkNames(parts, asked);
  requireGoodNames(checks);
  const id = randomUUID() as string as RegistrationId;
  const code = newVerificationCode();
  const registration = {
    ...asked,
    companyName: checks.companyName.value,
    companyCode: checks.companyCode.value,
    email: checks.email.value,
  };
  await parts.layout.registrations.insert({
    ...registration,
    id,
    // Nobody knows this password: the owner chooses one by the tenant's own "forgot password".
    passwordHash: await parts.hasher.hash(randomBytes(32).toString('base64url')),
    code,
  });
  try {
    await sendCode(parts, { email: registration.email, company: registration.companyName }, code);
    return { id, code: registration.companyCode, mail: null };
  } catch (error) {
    return { id, code: registration.companyCode, mail: toAppError(error).toData() };
  }
}

export async function resendCode(
  parts: Omit<RegisterParts, 'hasher'>,
  registration: { id: RegistrationId; email: string; companyName: string },
): Promise<{ readonly sentTo: string; readonly expiresAt: string }> {
  // Before a new code makes the old one worthless.
  if (parts.mailer === null) throw new AppError('mail_failed', 'mail.not_configured');
  const code = newVerificationCode();
  const { expiresAt } = await parts.layout.registrations.setCode(registration.id, code);
  try {
    await sendCode(parts, { email: registration.email, company: registration.companyName }, code);
  } catch (error) {
    const { server, retry } = toAppError(error);
    throw new AppError('mail_failed', 'registration.code_not_sent', {
      params: { email: registration.email },
      retry,
      ...(server === undefined ? {} : { server }),
    });
  }
  return { sentTo: registration.email, expiresAt };
}
