import { randomUUID } from 'node:crypto';
import type { PasswordHasher } from '../../../main/access/password-hash.ts';
import type { OperatorCatalog } from '../../../main/layouts/operator-catalog.ts';
import type { OperatorId } from '../../../shared/domain/ids.ts';
import type { Role } from '../../../shared/domain/permissions.ts';

export interface DemoOperator {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** One for each role; all sign in with the demo's one password. */
export const demoOperators: Readonly<Record<Role, DemoOperator>> = {
  super_admin: { name: 'Elif Demir', email: 'elif.demir@stoocker.example', role: 'super_admin' },
  finance: { name: 'Ümit Öztürk', email: 'umit.ozturk@stoocker.example', role: 'finance' },
  support: { name: 'Işıl Çağlayan', email: 'isil.caglayan@stoocker.example', role: 'support' },
  viewer: { name: 'Zoë Müller', email: 'zoe.muller@stoocker.example', role: 'viewer' },
};
const invited: DemoOperator = { name: 'Şule Güneş', email: 'sule.gunes@stoocker.example', role: 'support' };
const left: DemoOperator = { name: 'Hasan Gökçe', email: 'hasan.gokce@stoocker.example', role: 'super_admin' };

export async function addOperators(
  operators: OperatorCatalog,
  { hasher, password }: { readonly hasher: PasswordHasher; readonly password: string },
): Promise<void> {
  const passwordHash = await hasher.hash(password);
  const add = (operator: DemoOperator, mustChangePassword: boolean) =>
    operators.add({
      ...operator,
      id: randomUUID() as string as OperatorId,
      passwordHash,
      mustChangePassword,
      by: operator === demoOperators.super_admin ? null : demoOperators.super_admin.email,
      onlyIfFirst: operator === demoOperators.super_admin,
    });
  for (const operator of Object.values(demoOperators)) await add(operator, false);
  await add(invited, true);
  await operators.setDisabled((await add(left, false)).id, true);
}
