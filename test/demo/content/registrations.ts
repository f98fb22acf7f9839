import type { RegistrationState } from '../../../shared/domain/lifecycle.ts';
import { codeFromCompanyName } from '../../../shared/domain/names.ts';
import { person } from '../../builders/people.ts';
import type { Random } from '../../builders/random.ts';
import type { Calendar } from './calendar.ts';
import type { DemoPackage, DemoRegistration, DemoTenant, Scenario } from './types.ts';

/** Registrations that have no tenant yet, or never will. The verified ones wait to be provisioned. */
const waiting: ReadonlyArray<{ readonly name: string; readonly state: RegistrationState; readonly daysAgo: number }> = [
  { name: 'Uçarı Lojistik ve Dağıtım A.Ş.', state: 'verified', daysAgo: 1 },
  { name: 'Gökçeağaç Arıcılık & Bal Ltd. Şti.', state: 'verified', daysAgo: 1 },
  { name: 'Łękawa Ñandú Straße O’Brien', state: 'verified', daysAgo: 2 },
  { name: 'Ilgın Şeker Fabrikası', state: 'pending_verification', daysAgo: 1 },
  { name: 'İğneada Balıkçılık Kooperatifi', state: 'pending_verification', daysAgo: 2 },
  { name: 'Ødegård Rederi ApS', state: 'pending_verification', daysAgo: 4 },
  { name: 'Çöpköy Geri Dönüşüm', state: 'expired', daysAgo: 20 },
  { name: 'Hızlı Kazanç Yatırım', state: 'rejected', daysAgo: 11 },
];

const unfinished: ReadonlyArray<readonly [Scenario, RegistrationState]> = [
  ['orphan_without_database', 'failed'],
  ['orphan_without_stamp', 'failed'],
  ['interrupted', 'provisioning'],
];
const completedCount = 3;

export function demoRegistrations(
  {
    tenants,
    packages,
    calendar,
  }: { tenants: ReadonlyArray<DemoTenant>; packages: ReadonlyArray<DemoPackage>; calendar: Calendar },
  seed: Random,
): ReadonlyArray<DemoRegistration> {
  const random = seed.fork('registrations');
  const common = () => ({
    id: random.uuid(),
    phone: random.chance(0.8) ? `+90 5${random.int(30, 59)} ${random.int(100, 999)} ${random.int(10, 99)} 00` : null,
    packageId: random.chance(0.7) ? random.pick(packages).id : null,
    period: random.chance(0.5) ? ('yearly' as const) : ('monthly' as const),
  });
  const withoutTenant = waiting.map(({ name, state, daysAgo }): DemoRegistration => {
    const companyCode = codeFromCompanyName(name);
    const unverified = state === 'pending_verification' || state === 'expired';
    const createdAt = calendar.daysAgo(daysAgo, random.int(6, 15), random.int(0, 59));
    return {
      ...common(),
      companyName: name,
      companyCode,
      email: person(random, companyCode, 0).email,
      state,
      code: unverified ? String(random.int(0, 999_999)).padStart(6, '0') : null,
      // Of those that wait, the newest still has a code that is good.
      codeExpiresAt: unverified ? calendar.daysAgo(daysAgo === 1 ? -2 : daysAgo - 1, 12) : null,
      createdAt,
      updatedAt: createdAt,
      failureText: state === 'rejected' ? 'Vergi numarası başka bir firmaya ait' : null,
      tenant: null,
    };
  });
  const ofTenant = (tenant: DemoTenant, state: RegistrationState): DemoRegistration => ({
    ...common(),
    companyName: tenant.name,
    companyCode: tenant.code,
    email: tenant.users[0]?.email ?? '',
    state,
    code: null,
    codeExpiresAt: null,
    createdAt: tenant.createdAt,
    updatedAt: tenant.createdAt,
    failureText: null,
    tenant,
  });
  const half = unfinished.flatMap(([scenario, state]) =>
    tenants.filter((tenant) => tenant.scenario === scenario).map((tenant) => ofTenant(tenant, state)),
  );
  const completed = tenants
    .filter(({ scenario }) => scenario === 'no_setup')
    .slice(0, completedCount)
    .map((tenant) => ofTenant(tenant, 'completed'));
  return [...withoutTenant, ...half, ...completed];
}
