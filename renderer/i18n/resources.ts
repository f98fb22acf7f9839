import archives from './en/archives.json';
import attention from './en/attention.json';
import common from './en/common.json';
import components from './en/components.json';
import connections from './en/connections.json';
import domains from './en/domains.json';
import errors from './en/errors.json';
import flags from './en/flags.json';
import frame from './en/frame.json';
import lifecycle from './en/lifecycle.json';
import log from './en/log.json';
import modules from './en/modules.json';
import operations from './en/operations.json';
import operators from './en/operators.json';
import packages from './en/packages.json';
import platform from './en/platform.json';
import registrations from './en/registrations.json';
import session from './en/session.json';
import settings from './en/settings.json';
import setup from './en/setup.json';
import status from './en/status.json';
import subscriptions from './en/subscriptions.json';
import tenantSettings from './en/tenant-settings.json';
import tenants from './en/tenants.json';
import users from './en/users.json';
import archivesTr from './tr/archives.json';
import attentionTr from './tr/attention.json';
import commonTr from './tr/common.json';
import componentsTr from './tr/components.json';
import connectionsTr from './tr/connections.json';
import domainsTr from './tr/domains.json';
import errorsTr from './tr/errors.json';
import flagsTr from './tr/flags.json';
import frameTr from './tr/frame.json';
import lifecycleTr from './tr/lifecycle.json';
import logTr from './tr/log.json';
import modulesTr from './tr/modules.json';
import operationsTr from './tr/operations.json';
import operatorsTr from './tr/operators.json';
import packagesTr from './tr/packages.json';
import platformTr from './tr/platform.json';
import registrationsTr from './tr/registrations.json';
import sessionTr from './tr/session.json';
import settingsTr from './tr/settings.json';
import setupTr from './tr/setup.json';
import statusTr from './tr/status.json';
import subscriptionsTr from './tr/subscriptions.json';
import tenantSettingsTr from './tr/tenant-settings.json';
import tenantsTr from './tr/tenants.json';
import usersTr from './tr/users.json';

/** The English files are the type: a key that is not in them does not compile. */
export const en = {
  archives,
  attention,
  common,
  components,
  connections,
  domains,
  errors,
  flags,
  frame,
  lifecycle,
  log,
  modules,
  operations,
  operators,
  packages,
  platform,
  registrations,
  session,
  settings,
  setup,
  status,
  subscriptions,
  'tenant-settings': tenantSettings,
  tenants,
  users,
};

export const tr = {
  archives: archivesTr,
  attention: attentionTr,
  common: commonTr,
  components: componentsTr,
  connections: connectionsTr,
  domains: domainsTr,
  errors: errorsTr,
  flags: flagsTr,
  frame: frameTr,
  lifecycle: lifecycleTr,
  log: logTr,
  modules: modulesTr,
  operations: operationsTr,
  operators: operatorsTr,
  packages: packagesTr,
  platform: platformTr,
  registrations: registrationsTr,
  session: sessionTr,
  settings: settingsTr,
  setup: setupTr,
  status: statusTr,
  subscriptions: subscriptionsTr,
  'tenant-settings': tenantSettingsTr,
  tenants: tenantsTr,
  users: usersTr,
};
