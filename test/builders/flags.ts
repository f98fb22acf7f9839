import type { FeatureFlag, FlagRules, FlagSubject } from '../../shared/domain/flags.ts';
import type { PackageId, TenantId } from '../../shared/domain/ids.ts';

/** Made from a number, so that a failing case can be read. */
export const tenantNo = (n: number): TenantId =>
  `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}` as string as TenantId;
export const packageNo = (n: number): PackageId =>
  `10000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}` as string as PackageId;

const names = ['Starter', 'Growth', 'Business', 'Enterprise'];
export const packageOf = (order: number, flags: ReadonlyArray<string> | null = null) => ({
  id: packageNo(order),
  name: names[order] ?? `Package ${order}`,
  order,
  flags,
});
export const requires = (order: number): NonNullable<FlagRules['requiresPackage']> => {
  const { id, name } = packageOf(order);
  return { id, name, order };
};

export const rulesOf = (overrides: Partial<FlagRules> = {}): FlagRules => ({
  key: 'crm.whatsapp_inbox',
  stage: 'enabled',
  alwaysOn: [],
  neverOn: [],
  requiresPackage: null,
  rollout: 0,
  ...overrides,
});

export const flagOf = (overrides: Partial<FeatureFlag> = {}): FeatureFlag => ({
  ...rulesOf(),
  name: 'WhatsApp inbox',
  description: null,
  enabledForRoles: [],
  owner: null,
  expiresOn: null,
  stoppedFrom: null,
  problems: [],
  version: 1,
  createdAt: '2026-11-01T09:00:00.000Z',
  updatedAt: '2026-11-01T09:00:00.000Z',
  ...overrides,
});

export const subjectNo = (n: number, overrides: Partial<FlagSubject> = {}): FlagSubject => ({
  tenantId: tenantNo(n),
  name: `Tenant ${n}`,
  code: `tenant-${n}`,
  mrr: null,
  package: null,
  ...overrides,
});
