import pLimit from 'p-limit';
import type pg from 'pg';
import { createRandom } from '../../builders/random.ts';
import { connected, type Login } from '../../servers/databases.ts';
import { type Calendar, createCalendar } from '../content/calendar.ts';
import type { DemoTenant, DemoUser } from '../content/types.ts';
import { insert, type Row } from './insert.ts';

interface Parts {
  readonly client: pg.ClientBase;
  readonly tenants: ReadonlyArray<DemoTenant>;
  readonly today: string;
  readonly by: string;
}

interface Life {
  readonly id: string;
  readonly active: boolean;
  readonly last_login: string | null;
  readonly lockout_end: string | null;
  readonly failed: number;
  readonly must_change: boolean;
  readonly link_hash: string | null;
  readonly link_until: string | null;
}

/** Users of the platform itself: its own staff, who belong to no tenant. */
const staff = ['destek', 'satis', 'entegrasyon'] as const;

type Kind = 'plain' | 'disabled' | 'locked' | 'locked_for_good' | 'link' | 'never';

/** A stream of its own for each user: how many others there are moves nothing. Owners are left in peace. */
function kindOf({ id, emailVerified }: DemoUser, isOwner: boolean): Kind {
  if (isOwner || !emailVerified) return 'plain';
  const draw = createRandom(Number.parseInt(id.slice(0, 8), 16)).int(0, 99);
  if (draw < 4) return 'disabled';
  if (draw < 8) return 'locked';
  if (draw < 9) return 'locked_for_good';
  if (draw < 12) return 'link';
  return draw < 20 ? 'never' : 'plain';
}

function lifeOf(user: DemoUser, kind: Kind, calendar: Calendar): Life {
  const random = createRandom(Number.parseInt(user.id.slice(-8), 16));
  const seen = kind === 'disabled' ? random.int(30, 90) : random.int(0, 25);
  const lastLogin = calendar.daysAgo(seen, random.int(0, 3), random.int(0, 59));
  const locked = { locked: calendar.daysAgo(-30, 9), locked_for_good: 'infinity' } as const;
  return {
    id: user.id,
    active: kind !== 'disabled',
    last_login: user.emailVerified && kind !== 'never' ? lastLogin : null,
    lockout_end: kind === 'locked' || kind === 'locked_for_good' ? locked[kind] : null,
    failed: kind === 'locked' ? 5 : 0,
    must_change: kind === 'link',
    link_hash: kind === 'link' ? random.uuid().replaceAll('-', '').repeat(2) : null,
    link_until: kind === 'link' ? calendar.daysAgo(-1, 9) : null,
  };
}

const eventsOf = (
  user: DemoUser,
  kind: Kind,
  { calendar, by }: { calendar: Calendar; by: string },
): ReadonlyArray<Row> => {
  const event = { user_id: user.id, by };
  if (kind === 'disabled')
    return [
      { ...event, at: calendar.daysAgo(21, 8, 12), action: 'disabled', reason: 'İşten ayrıldı, yazı ile bildirildi' },
    ];
  if (kind === 'link') return [{ ...event, at: calendar.daysAgo(0, 0, 5), action: 'reset_sent', reason: null }];
  return [];
};

/** Who is locked, disabled, waits with a link, or was never there. */
export async function insertUserLives({ client, tenants, today, by }: Parts): Promise<void> {
  const calendar = createCalendar(today);
  const people = tenants
    .filter(({ lifecycle }) => lifecycle !== 'provisioning')
    .flatMap(({ users }) => users.map((user, at) => ({ user, kind: kindOf(user, at === 0) })));
  await client.query(
    `UPDATE public."MasterUsers" u SET "IsActive" = l.active, "LastLoginAt" = l.last_login, "LockoutEnd" = l.lockout_end,
        "AccessFailedCount" = l.failed, "MustChangePassword" = l.must_change, "PasswordResetTokenHash" = l.link_hash,
        "PasswordResetExpiresAt" = l.link_until
       FROM jsonb_to_recordset($1::jsonb) AS l (id uuid, active boolean, last_login timestamptz, lockout_end timestamptz,
        failed integer, must_change boolean, link_hash text, link_until timestamptz) WHERE u."Id" = l.id`,
    [JSON.stringify(people.map(({ user, kind }) => lifeOf(user, kind, calendar)))],
  );
  await insert(
    client,
    ['tenantry', 'user_events'],
    people.flatMap(({ user, kind }) => eventsOf(user, kind, { calendar, by })),
  );
  const random = createRandom(41);
  await insert(
    client,
    ['public', 'MasterUsers'],
    staff.map((name) => ({
      Id: random.uuid(),
      Email: `${name}@stoocker.example`,
      Username: name,
      PasswordHash: '!',
      TenantId: null,
      IsTenantAdmin: false,
      IsEmailVerified: true,
      IsActive: true,
      LastLoginAt: calendar.daysAgo(random.int(0, 4), 1),
      AccessFailedCount: 0,
      MustChangePassword: false,
    })),
  );
}

const roleOf = ({ id, isAdmin }: DemoUser): string =>
  isAdmin ? 'admin' : Number.parseInt(id.slice(0, 2), 16) % 4 === 0 ? 'viewer' : 'user';

/** One of the administrators is there since the tenant was made. */
const tenantRows = ({ users, code }: DemoTenant, first: boolean): ReadonlyArray<Row> => {
  const random = createRandom(Number.parseInt(users[0]?.id.slice(0, 8) ?? '1', 16));
  const rows = users.map((user, at) => {
    const [last = '', ...rest] = user.name.split(' ').toReversed();
    const kept = kindOf(user, at === 0) !== 'disabled';
    return {
      Id: random.uuid(),
      MasterUserId: user.id,
      Email: user.email,
      Username: user.username,
      FirstName: rest.toReversed().join(' '),
      LastName: last,
      Role: at === 0 ? 'super_admin' : roleOf(user),
      // One whom the tenant's own administrator has shut out.
      IsActive: kept && !(first && at === 2),
    };
  });
  if (!first) return rows;
  const email = `muhasebe@${code}.example`;
  const own = { MasterUserId: null, Email: email, Username: 'muhasebe', FirstName: null, LastName: null };
  return [...rows, { Id: random.uuid(), ...own, Role: 'viewer', IsActive: true }];
};

/** The same people in the tenants' own databases, with their roles there. */
export async function insertTenantPeople(
  tenants: ReadonlyArray<DemoTenant>,
  login: (database: string) => Login,
): Promise<void> {
  const limit = pLimit(3);
  const whole = tenants.filter(({ lifecycle, database }) => lifecycle !== 'provisioning' && database !== null);
  const several = whole.find(({ users, lifecycle }) => lifecycle === 'active' && users.length >= 5);
  const columns = `"Id", "MasterUserId", "Email", "Username", "FirstName", "LastName", "Role", "IsActive"`;
  await Promise.all(
    whole.map((tenant) =>
      limit(() =>
        connected(login(tenant.database ?? ''), (client) =>
          client.query(
            `INSERT INTO tenant."TenantUsers" (${columns})
             SELECT ${columns} FROM jsonb_populate_recordset(NULL::tenant."TenantUsers", $1::jsonb)
             ON CONFLICT DO NOTHING`,
            [JSON.stringify(tenantRows(tenant, tenant === several))],
          ),
        ),
      ),
    ),
  );
}
