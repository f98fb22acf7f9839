import { expect, it } from 'vitest';
import { type CallName, calls } from '../../shared/contract/contract.ts';
import { goodInputs } from '../builders/calls.ts';
import { door } from '../fakes/door.ts';
import type { Seat } from '../fakes/gate-session.ts';
import { callNames } from '../fakes/recording-handlers.ts';

const seats = [
  'nobody',
  'locked',
  'bootstrap',
  'viewer',
  'support',
  'finance',
  'super_admin',
] as const satisfies ReadonlyArray<Seat>;

const all = 'nobody locked bootstrap viewer support finance super_admin';
const local = 'nobody super_admin';
const readers = 'bootstrap viewer support finance super_admin';
const helpers = 'support super_admin';
const admin = 'super_admin';
const sellers = 'finance super_admin';

/** Who gets past the door, written out by hand: the contract is held to this table and not the other way round. */
const allowed: Readonly<Record<CallName, string>> = {
  'session.current': all,
  'session.open': all,
  'session.signIn': all,
  'session.createFirstOperator': 'bootstrap super_admin',
  'session.signOut': all,
  'session.lock': readers,
  'session.resume': all,
  'session.unlockWrites': readers,
  'session.lockWrites': readers,
  'session.stepUp': readers,
  'session.ping': readers,
  'session.touch': all,
  'connections.list': all,
  'connections.save': local,
  'connections.remove': local,
  'connections.test': local,
  'connections.probe': all,
  'connections.export': local,
  'connections.import': local,
  'platform.check': readers,
  'platform.upgrade': 'bootstrap super_admin',
  'platform.packages': readers,
  'registrations.list': readers,
  'registrations.counts': readers,
  'registrations.get': readers,
  'registrations.checkNames': admin,
  'registrations.create': admin,
  'registrations.resendCode': helpers,
  'registrations.resendWelcome': helpers,
  'registrations.confirm': helpers,
  'registrations.reject': admin,
  'registrations.provision': admin,
  'registrations.retry': helpers,
  'registrations.previewCleanUp': admin,
  'registrations.cleanUp': admin,
  'operations.list': readers,
  'operations.get': readers,
  // These four ask the operation itself what it takes.
  'operations.cancel': readers,
  'operations.resume': readers,
  'operations.undo': readers,
  'operations.resolve': readers,
  'tenants.list': readers,
  'tenants.totals': readers,
  'tenants.viewCounts': readers,
  'tenants.get': readers,
  'tenants.database': readers,
  'tenants.activity': readers,
  'tenants.hold': helpers,
  'tenants.release': helpers,
  'tenants.ids': readers,
  'tenants.planBulk': readers,
  'tenants.holdMany': helpers,
  'tenants.releaseMany': helpers,
  'tenants.exportCsv': readers,
  'users.search': readers,
  'users.ofTenant': readers,
  'users.get': readers,
  'users.disable': admin,
  'users.enable': admin,
  'users.unlock': admin,
  'users.sendReset': admin,
  'users.resendInvitation': admin,
  'lifecycle.get': readers,
  'lifecycle.cancel': admin,
  'lifecycle.reactivate': admin,
  'lifecycle.schedule': admin,
  'lifecycle.unschedule': admin,
  'lifecycle.plan': admin,
  'lifecycle.delete': admin,
  'lifecycle.saveCertificate': readers,
  'lifecycle.rename': admin,
  'lifecycle.checkCode': admin,
  'lifecycle.recode': admin,
  'lifecycle.removeRedirect': admin,
  'setup.options': readers,
  'setup.start': admin,
  'modules.catalog': readers,
  'modules.ofTenant': readers,
  'modules.planActivate': readers,
  'modules.planDeactivate': readers,
  'modules.activate': admin,
  'modules.deactivate': admin,
  'modules.planPurge': admin,
  'modules.purge': admin,
  'domains.list': readers,
  'domains.counts': readers,
  'domains.ofTenant': readers,
  'domains.add': admin,
  'domains.verify': admin,
  'domains.makePrimary': admin,
  'domains.remove': admin,
  'domains.planRepair': admin,
  'domains.repair': admin,
  'archives.list': readers,
  'archives.plan': admin,
  'archives.chooseFolder': admin,
  'flags.list': readers,
  'flags.get': readers,
  'flags.preview': readers,
  'flags.who': readers,
  'flags.evaluate': readers,
  'flags.ofTenant': readers,
  'flags.history': readers,
  'flags.create': admin,
  'flags.save': admin,
  'flags.stop': admin,
  'flags.resume': admin,
  'flags.remove': admin,
  'flags.setMany': admin,
  'archives.backUp': admin,
  'archives.verify': admin,
  'archives.export': admin,
  'archives.planRestore': admin,
  'archives.restoreBeside': admin,
  'archives.checkNewNames': admin,
  'archives.restoreAsNew': admin,
  'copies.list': readers,
  'copies.swap': admin,
  'copies.drop': admin,
  'attention.list': readers,
  'attention.look': readers,
  'attention.remove': admin,
  'log.list': readers,
  'log.get': readers,
  'log.choices': readers,
  'log.exportCsv': readers,
  'packages.list': readers,
  'packages.get': readers,
  'packages.choices': readers,
  'packages.preview': sellers,
  'packages.create': sellers,
  'packages.change': sellers,
  'packages.setActive': sellers,
  'packages.reorder': sellers,
  'tenantSettings.get': readers,
  'tenantSettings.taxNumber': readers,
  'tenantSettings.save': admin,
  'tenantSettings.setOverride': admin,
  'tenantSettings.clearOverride': admin,
  'operators.list': readers,
  'operators.invite': admin,
  'operators.setRole': admin,
  'operators.disable': admin,
  'operators.enable': admin,
  'operators.resetPassword': admin,
  'operators.changeOwnPassword': readers,
  'settings.get': all,
  'settings.set': all,
  'settings.info': all,
  'views.list': readers,
  'views.save': readers,
  'views.remove': readers,
  'subscriptions.offers': readers,
  'subscriptions.list': readers,
  'subscriptions.counts': readers,
  'subscriptions.current': readers,
  'subscriptions.ofTenant': readers,
  'subscriptions.history': readers,
  'subscriptions.preview': readers,
  'subscriptions.start': sellers,
  'subscriptions.change': sellers,
  'subscriptions.cancelChange': sellers,
  'subscriptions.cancel': sellers,
  'subscriptions.undoCancel': sellers,
  'subscriptions.extendTrial': sellers,
  'subscriptions.activate': sellers,
  'subscriptions.markPastDue': sellers,
  'subscriptions.markUnpaid': sellers,
  'subscriptions.markPaid': sellers,
  'subscriptions.planDue': readers,
  'subscriptions.applyDue': sellers,
  'subscriptions.planMany': readers,
  'subscriptions.changeMany': sellers,
};

it('has a row for every call, and no other', () => {
  expect(Object.keys(allowed).sort()).toEqual([...callNames].sort());
});

it.each(callNames.flatMap((name) => seats.map((who) => [name, who] as const)))('%s by %s', async (name, who) => {
  const { knock, reached, outcomes } = door(who, { steppedUp: true });
  const answer = await knock(name, goodInputs[name]);
  if (allowed[name].split(' ').includes(who)) {
    expect(answer.ok).toBe(true);
    return;
  }
  const code = who === 'nobody' || who === 'locked' ? 'signed_out' : 'forbidden';
  expect(answer).toMatchObject({ ok: false, error: { code } });
  expect(reached).toEqual([]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(code === 'forbidden' ? ['denied'] : []);
});

/** The kind of hold decides, not the call. */
const holdsBy: Readonly<Record<string, string>> = {
  billing: 'finance super_admin',
  security: 'super_admin',
  legal: 'super_admin',
  customer_request: 'support super_admin',
  maintenance: 'support super_admin',
};

it.each(Object.keys(holdsBy).flatMap((kind) => seats.map((who) => [kind, who] as const)))(
  'a %s hold, put and lifted by %s',
  async (kind, who) => {
    for (const name of ['tenants.hold', 'tenants.release', 'tenants.holdMany', 'tenants.releaseMany'] as const) {
      const { knock } = door(who);
      const answer = await knock(name, { ...(goodInputs[name] as object), kind });
      expect(answer.ok).toBe(holdsBy[kind]?.split(' ').includes(who));
    }
  },
);

it('asks for the password again before what can not be taken back', () => {
  expect(callNames.filter((name) => calls[name].stepUp).sort()).toEqual(
    [
      'attention.remove',
      'archives.restoreAsNew',
      'copies.drop',
      'copies.swap',
      'lifecycle.delete',
      'lifecycle.schedule',
      'modules.purge',
      'operators.disable',
      'operators.enable',
      'operators.invite',
      'operators.resetPassword',
      'operators.setRole',
      'registrations.cleanUp',
    ].sort(),
  );
});
