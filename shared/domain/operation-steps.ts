import type { OperationKind } from './operations.ts';
import { cleanUpSteps, provisioningSteps } from './provisioning.ts';

/**
 * The steps of every kind of operation, by the nouns that are stored and that the languages know. Those of many things
 * come once for each, as `holding/acme`.
 */
export const stepNouns = {
  provision: provisioningSteps,
  clean_up: cleanUpSteps,
  hold_many: ['checking', 'holding', 'completed'],
  release_many: ['checking', 'releasing', 'completed'],
  backup: ['checking', 'backing_up', 'verifying', 'completed'],
  verify_backup: ['checking', 'verifying', 'completed'],
  export: ['checking', 'exporting', 'completed'],
  restore: ['checking', 'reserving_copy', 'creating_copy', 'loading', 'comparing', 'completed'],
  restore_as_new: [
    'checking',
    'creating_tenant',
    'reserving_copy',
    'creating_copy',
    'loading',
    'adopting',
    'creating_role',
    'creating_master_user',
    'activating_tenant',
    'completed',
  ],
  swap_copy: ['checking', 'closing', 'swapping', 'opening', 'completed'],
  drop_copy: ['checking', 'dropping_copy', 'completed'],
  recode: ['checking', 'renaming', 'completed'],
  delete: [
    'checking',
    'closing',
    'starting_deletion',
    'checking_blockers',
    'removing_copies',
    'removing_database',
    'removing_role',
    'removing_rows',
    'certifying',
    'completed',
  ],
  drop_orphan: ['checking', 'removing_orphan', 'completed'],
  set_up: ['checking', 'saving_company', 'migrating', 'completing_setup', 'completed'],
  activate_module: ['checking', 'activating', 'completed'],
  purge_module: ['checking', 'exporting', 'purging', 'completed'],
  change_package: ['checking', 'changing', 'completed'],
  set_flag: ['checking', 'flagging', 'completed'],
  repair_domains: ['checking', 'repairing', 'completed'],
} as const satisfies Readonly<Record<OperationKind, ReadonlyArray<string>>>;

export type StepNoun<K extends OperationKind = OperationKind> = (typeof stepNouns)[K][number];
