export const provisioningSteps = [
  'starting',
  'creating_tenant',
  'creating_master_user',
  'creating_database',
  'running_migrations',
  'seeding_data',
  'activating_tenant',
  'sending_welcome_email',
  'completed',
] as const;
export type ProvisioningStep = (typeof provisioningSteps)[number];

/** Percent shown when the step has ended. */
export const progressAfter: Readonly<Record<ProvisioningStep, number>> = {
  starting: 5,
  creating_tenant: 10,
  creating_master_user: 30,
  creating_database: 40,
  running_migrations: 50,
  seeding_data: 60,
  activating_tenant: 85,
  sending_welcome_email: 95,
  completed: 100,
};

/**
 * The registration lets go of its tenant before the row goes, because it refers to it. The rows go before the database: an interrupted clean-up is found by its operation, which names the database, and a
 * database that carries another tenant's stamp is never adopted.
 */
export const cleanUpSteps = [
  'checking',
  'removing_subscription',
  'removing_owner',
  'releasing_registration',
  'removing_tenant',
  'removing_database',
  'removing_role',
  'completed',
] as const;
export type CleanUpStep = (typeof cleanUpSteps)[number];
