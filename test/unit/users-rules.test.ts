import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  effectivePermissions,
  grantedTo,
  hasPermission,
  mayDo,
  standingOf,
  tenantUserRoles,
  userActions,
  userStandings,
} from '../../shared/domain/users.ts';

describe('permissions with wildcards', () => {
  it.each([
    [['*'], 'customers.read', true],
    [['*'], 'anything', true],
    [['customers.*'], 'customers.read', true],
    [['customers.*'], 'customers.notes.read', true],
    [['customers.*'], 'customers.*', true],
    [['customers.*'], 'customersx.read', false],
    [['customers.*'], 'customers', false],
    [['customers.*'], 'xcustomers.read', false],
    [['customers.read'], 'customers.read', true],
    [['customers.read'], 'customers.readx', false],
    [['customers.read'], 'customers.*', false],
    [['customers.read'], '*', false],
    [['customers.*'], '*', false],
    [['customers*'], 'customers.read', false],
    [[], 'customers.read', false],
  ] as const)('%j gives %s: %s', (granted, asked, gives) => expect(hasPermission(granted, asked)).toBe(gives));

  const word = fc.stringMatching(/^[a-z_]{1,8}$/);
  const permission = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('.'));

  it('the star gives everything', () => {
    fc.assert(fc.property(permission, (asked) => hasPermission(['*'], asked)));
  });
  it('a wildcard in the place of what it covers never gives less', () => {
    fc.assert(
      fc.property(permission, fc.array(permission), permission, (one, others, asked) => {
        const wide = `${one.split('.')[0]}.*`;
        const narrow = one.includes('.') ? one : `${one}.read`;
        return !hasPermission([...others, narrow], asked) || hasPermission([...others, wide], asked);
      }),
    );
  });
  it('more grants never give less', () => {
    fc.assert(
      fc.property(fc.array(permission), permission, permission, (granted, another, asked) => {
        return !hasPermission(granted, asked) || hasPermission([...granted, another], asked);
      }),
    );
  });
  it('an area’s wildcard gives nothing of an area that only begins alike', () => {
    fc.assert(
      fc.property(word, word, word, (area, more, action) => !hasPermission([`${area}.*`], `${area}${more}.${action}`)),
    );
  });
});

describe('what a role comes down to', () => {
  const inWords = (role: (typeof tenantUserRoles)[number]) =>
    effectivePermissions(role).map(
      ({ area, actions, whole }) => `${area}: ${actions.join(' ')}${whole ? ' and all' : ''}`,
    );
  it.each([
    [
      'super_admin',
      [
        'customers: read write and all',
        'projects: read write and all',
        'users: read invite write and all',
        'settings: read write and all',
      ],
    ],
    [
      'admin',
      [
        'customers: read write and all',
        'projects: read write and all',
        'users: read invite',
        'settings: read write and all',
      ],
    ],
    ['user', ['customers: read write', 'projects: read write', 'users: ', 'settings: ']],
    ['viewer', ['customers: read', 'projects: read', 'users: ', 'settings: ']],
  ] as const)('%s', (role, words) => expect(inWords(role)).toEqual(words));

  it('each role has all that the next one has', () => {
    tenantUserRoles.slice(1).forEach((role, index) => {
      const above = grantedTo[tenantUserRoles[index] ?? 'super_admin'];
      expect(grantedTo[role].every((asked) => hasPermission(above, asked))).toBe(true);
    });
  });
});

describe('how a user stands', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  const base = { active: true, lockedUntil: null, emailVerified: true, lastLoginAt: '2026-11-20T08:00:00Z' };
  const later = '2026-11-21T12:00:01Z';
  it.each([
    ['active', {}],
    ['active', { lastLoginAt: null }],
    ['active', { emailVerified: false }],
    ['active', { lockedUntil: '2026-11-21T12:00:00Z' }],
    ['locked', { lockedUntil: later }],
    ['locked', { lockedUntil: later, emailVerified: false, lastLoginAt: null }],
    ['invited', { emailVerified: false, lastLoginAt: null }],
    ['disabled', { active: false }],
    ['disabled', { active: false, lockedUntil: later, emailVerified: false, lastLoginAt: null }],
  ] as const)('%s: %j', (standing, change) => expect(standingOf({ ...base, ...change }, now)).toBe(standing));

  const allowed = new Set([
    'active disable',
    'active sendReset',
    'disabled enable',
    'locked disable',
    'locked unlock',
    'locked sendReset',
    'invited disable',
    'invited resendInvitation',
  ]);
  it.each(userStandings.flatMap((standing) => userActions.map((action) => [standing, action] as const)))(
    'who is %s: %s',
    (standing, action) => expect(mayDo(standing, action)).toBe(allowed.has(`${standing} ${action}`)),
  );
});
