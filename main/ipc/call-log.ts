import type { CallName } from '../../shared/contract/contract.ts';

/** What the operation log keeps of a call: an allow-list, so that a new field is left out until somebody adds it here. */
export interface LogRule {
  /** Dotted paths of parameters that are kept. Never a password or another secret. */
  readonly keep: ReadonlyArray<string>;
  /** The parameter that names what it is about. */
  readonly subjectId?: string;
  /** A parameter that names it before it has an id, or where the id says nothing. */
  readonly subject?: string;
  readonly reason?: string;
  /** The parameter that says who asks, where nobody is signed in yet. */
  readonly operator?: string;
  /** Refused when the intent can't be written. Every call that changes the platform is. */
  readonly durable: boolean;
}

const change = (rule: Omit<LogRule, 'durable'>): LogRule => ({ ...rule, durable: true });
const note = (rule: Omit<LogRule, 'durable'>): LogRule => ({ ...rule, durable: false });

const profile = [
  'id',
  'settings.name',
  'settings.layout',
  'settings.environment',
  'settings.host',
  'settings.port',
  'settings.database',
  'settings.tls',
];

/** Calls that are written down. A test holds every call with `changes` to a row here. */
export const logRules: Readonly<Partial<Record<CallName, LogRule>>> = {
  'session.signIn': note({ keep: ['profileId', 'readOnly'], operator: 'email' }),
  'session.open': note({ keep: ['profileId'] }),
  'session.signOut': note({ keep: [] }),
  'session.lock': note({ keep: [] }),
  'session.resume': note({ keep: [] }),
  'session.stepUp': note({ keep: [] }),
  'session.createFirstOperator': change({ keep: ['name', 'email'], subject: 'email' }),
  'session.unlockWrites': change({ keep: ['minutes'], reason: 'reason' }),
  'session.lockWrites': note({ keep: [] }),
  'connections.save': note({ keep: profile, subjectId: 'id', subject: 'settings.name' }),
  'connections.remove': note({ keep: ['id'], subjectId: 'id' }),
  'connections.export': note({ keep: ['ids'] }),
  'connections.import': note({ keep: [] }),
  'platform.upgrade': change({ keep: ['planHash'] }),
  'registrations.create': change({
    keep: ['companyName', 'companyCode', 'packageId', 'billingPeriod'],
    subject: 'companyName',
  }),
  'registrations.resendCode': change({ keep: ['id'], subjectId: 'id' }),
  'registrations.resendWelcome': change({ keep: ['id'], subjectId: 'id' }),
  'registrations.confirm': change({ keep: ['id'], subjectId: 'id', reason: 'reason' }),
  'registrations.reject': change({ keep: ['id'], subjectId: 'id', reason: 'reason' }),
  'registrations.provision': change({ keep: ['id'], subjectId: 'id' }),
  'registrations.retry': change({ keep: ['id'], subjectId: 'id' }),
  'registrations.cleanUp': change({ keep: ['id', 'typedCode'], subjectId: 'id', reason: 'reason' }),
  'operations.cancel': change({ keep: ['id'] }),
  'operations.resume': change({ keep: ['id', 'fence'] }),
  'operations.undo': change({ keep: ['id', 'fence'] }),
  'operations.resolve': change({ keep: ['id'], reason: 'note' }),
  'tenants.hold': change({ keep: ['id', 'kind', 'effects', 'reviewOn'], subjectId: 'id', reason: 'reason' }),
  'tenants.release': change({ keep: ['id', 'holdId', 'kind'], subjectId: 'id', reason: 'reason' }),
  'tenants.holdMany': change({ keep: ['tenants', 'kind', 'effects', 'reviewOn'], reason: 'reason' }),
  'tenants.releaseMany': change({ keep: ['tenants', 'kind'], reason: 'reason' }),
  'tenants.exportCsv': note({ keep: ['columns', 'language'] }),
  'setup.start': change({ keep: ['tenantId', 'packageId', 'period', 'modules'], subjectId: 'tenantId' }),
  'lifecycle.cancel': change({ keep: ['id'], subjectId: 'id', reason: 'reason' }),
  'lifecycle.reactivate': change({ keep: ['id'], subjectId: 'id', reason: 'reason' }),
  'lifecycle.schedule': change({ keep: ['id', 'deleteAfter'], subjectId: 'id', reason: 'reason' }),
  'lifecycle.unschedule': change({ keep: ['id'], subjectId: 'id', reason: 'reason' }),
  'lifecycle.delete': change({ keep: ['id', 'typedCode', 'backup', 'export'], subjectId: 'id', reason: 'reason' }),
  'lifecycle.saveCertificate': note({ keep: ['id', 'format', 'language'], subjectId: 'id' }),
  'lifecycle.rename': change({ keep: ['id', 'name'], subjectId: 'id' }),
  'lifecycle.recode': change({ keep: ['id', 'code'], subjectId: 'id', reason: 'reason' }),
  'lifecycle.removeRedirect': change({ keep: ['id', 'domain'], subjectId: 'id' }),
  'modules.activate': change({ keep: ['tenants', 'module'], subject: 'module', reason: 'reason' }),
  'modules.deactivate': change({ keep: ['id', 'module'], subjectId: 'id', reason: 'reason' }),
  'modules.purge': change({ keep: ['id', 'module', 'folder', 'typedCode'], subjectId: 'id', reason: 'reason' }),
  'users.disable': change({ keep: ['id'], subjectId: 'id', reason: 'reason' }),
  'users.enable': change({ keep: ['id'], subjectId: 'id', reason: 'reason' }),
  'users.unlock': change({ keep: ['id'], subjectId: 'id' }),
  'users.sendReset': change({ keep: ['id'], subjectId: 'id' }),
  'users.resendInvitation': change({ keep: ['id'], subjectId: 'id' }),
  'domains.add': change({ keep: ['tenantId', 'name'], subjectId: 'tenantId' }),
  'domains.verify': change({ keep: ['id'] }),
  'domains.makePrimary': change({ keep: ['id'] }),
  'domains.remove': change({ keep: ['id'] }),
  'domains.repair': change({ keep: ['ids'], reason: 'reason' }),
  'flags.create': change({ keep: ['key', 'name'], subject: 'key' }),
  'flags.save': change({
    keep: ['key', 'expected', 'rules.stage', 'rules.rollout', 'rules.requiresPackage'],
    subject: 'key',
    reason: 'reason',
  }),
  'flags.stop': change({ keep: ['key'], subject: 'key', reason: 'reason' }),
  'flags.resume': change({ keep: ['key', 'expected'], subject: 'key', reason: 'reason' }),
  'flags.remove': change({ keep: ['key', 'expected', 'typedKey'], subject: 'key', reason: 'reason' }),
  'flags.setMany': change({ keep: ['tenants', 'key', 'to'], subject: 'key', reason: 'reason' }),
  'archives.backUp': change({ keep: ['tenants', 'folder', 'verify'] }),
  'archives.verify': change({ keep: ['id'], subjectId: 'id' }),
  'archives.export': change({ keep: ['tenantId', 'folder'], subjectId: 'tenantId' }),
  'archives.restoreBeside': change({ keep: ['id'], subjectId: 'id' }),
  'archives.restoreAsNew': change({ keep: ['id', 'code', 'name'], subject: 'name', reason: 'reason' }),
  'copies.swap': change({ keep: ['id', 'typedCode'], subjectId: 'id', reason: 'reason' }),
  'copies.drop': change({ keep: ['id', 'typedDatabase'], subjectId: 'id', reason: 'reason' }),
  'attention.remove': change({ keep: ['findingId'], subject: 'typedName', reason: 'reason' }),
  'log.exportCsv': note({ keep: ['language'] }),
  'operators.invite': change({ keep: ['name', 'email', 'role'], subject: 'email' }),
  'operators.setRole': change({ keep: ['id', 'role'], subjectId: 'id' }),
  'operators.disable': change({ keep: ['id'], subjectId: 'id' }),
  'operators.enable': change({ keep: ['id'], subjectId: 'id' }),
  'operators.resetPassword': change({ keep: ['id'], subjectId: 'id' }),
  'operators.changeOwnPassword': change({ keep: [] }),
  'packages.create': change({
    keep: [
      'definition.names.en',
      'definition.names.tr',
      'definition.type',
      'definition.monthlyPrice',
      'definition.yearlyPrice',
      'definition.currency',
    ],
    subject: 'definition.names.tr',
  }),
  'packages.change': change({ keep: ['id', 'expected'], subjectId: 'id', reason: 'reason' }),
  'packages.setActive': change({ keep: ['id', 'expected', 'active'], subjectId: 'id', reason: 'reason' }),
  'packages.reorder': change({ keep: ['order'] }),
  // Only read, but of a person in business it is the number of their identity.
  'tenantSettings.taxNumber': note({ keep: [], subjectId: 'tenantId' }),
  'tenantSettings.save': change({ keep: ['timeZone', 'language', 'currency'], subjectId: 'tenantId' }),
  'tenantSettings.setOverride': change({ keep: ['key', 'value', 'until'], subjectId: 'tenantId', reason: 'reason' }),
  'tenantSettings.clearOverride': change({ keep: ['key'], subjectId: 'tenantId', reason: 'reason' }),
  'subscriptions.start': change({ keep: ['packageId', 'period', 'trial'], subjectId: 'tenantId', reason: 'reason' }),
  'subscriptions.change': change({
    keep: ['packageId', 'period', 'when', 'acceptsBroken'],
    subjectId: 'tenantId',
    reason: 'reason',
  }),
  'subscriptions.cancelChange': change({ keep: [], subjectId: 'tenantId', reason: 'reason' }),
  'subscriptions.cancel': change({ keep: ['when'], subjectId: 'tenantId', reason: 'reason' }),
  'subscriptions.undoCancel': change({ keep: [], subjectId: 'tenantId', reason: 'reason' }),
  'subscriptions.extendTrial': change({ keep: [], subjectId: 'tenantId', reason: 'reason' }),
  'subscriptions.activate': change({ keep: [], subjectId: 'tenantId', reason: 'reason' }),
  'subscriptions.markPastDue': change({ keep: [], subjectId: 'tenantId', reason: 'reason' }),
  'subscriptions.markUnpaid': change({ keep: [], subjectId: 'tenantId', reason: 'reason' }),
  'subscriptions.markPaid': change({ keep: [], subjectId: 'tenantId', reason: 'reason' }),
  'subscriptions.applyDue': change({ keep: ['tenants'], reason: 'reason' }),
  'subscriptions.changeMany': change({
    keep: ['tenants', 'packageId', 'period', 'when', 'acceptsBroken'],
    reason: 'reason',
  }),
};

export function parameterAt(input: unknown, path: string): unknown {
  let current = input;
  for (const key of path.split('.')) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = Reflect.get(current, key);
  }
  return current;
}

const textAt = (input: unknown, path: string | undefined): string | null => {
  const value = path === undefined ? undefined : parameterAt(input, path);
  return typeof value === 'string' ? value : null;
};

export const loggedParameters = (rule: LogRule | undefined, input: unknown): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    (rule?.keep ?? []).flatMap((path) => {
      const value = parameterAt(input, path);
      return value === undefined ? [] : [[path, value]];
    }),
  );

export const loggedTexts = (rule: LogRule | undefined, input: unknown) => ({
  subject: textAt(input, rule?.subject),
  subjectId: textAt(input, rule?.subjectId),
  reason: textAt(input, rule?.reason),
  operator: textAt(input, rule?.operator),
});
