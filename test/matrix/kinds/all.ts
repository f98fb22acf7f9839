import { type OperationKind, operationKinds } from '../../../shared/domain/operations.ts';
import { activateModuleScenarios } from './activate-module.ts';
import { backupScenario } from './backup.ts';
import { changePackageScenario } from './change-package.ts';
import { cleanUpScenario } from './clean-up.ts';
import { deleteScenario } from './delete.ts';
import { dropCopyScenario } from './drop-copy.ts';
import { dropOrphanScenarios } from './drop-orphan.ts';
import { exportScenario } from './export.ts';
import { holdManyScenario } from './hold-many.ts';
import { nameOf, type Scenario } from './kind.ts';
import { provisionScenario } from './provision.ts';
import { purgeModuleScenario } from './purge-module.ts';
import { recodeScenario } from './recode.ts';
import { releaseManyScenario } from './release-many.ts';
import { repairDomainsScenario } from './repair-domains.ts';
import { restoreScenario } from './restore.ts';
import { restoreAsNewScenario } from './restore-as-new.ts';
import { setFlagScenario } from './set-flag.ts';
import { setUpScenario } from './set-up.ts';
import { swapCopyScenario } from './swap-copy.ts';
import { verifyBackupScenario } from './verify-backup.ts';

/** In an order in which what one leaves can be used by the next. */
export const scenarios: ReadonlyArray<Scenario> = [
  provisionScenario,
  cleanUpScenario,
  holdManyScenario,
  releaseManyScenario,
  setFlagScenario,
  backupScenario,
  verifyBackupScenario,
  exportScenario,
  restoreScenario,
  restoreAsNewScenario,
  swapCopyScenario,
  dropCopyScenario,
  recodeScenario,
  ...activateModuleScenarios,
  purgeModuleScenario,
  changePackageScenario,
  setUpScenario,
  repairDomainsScenario,
  deleteScenario,
  ...dropOrphanScenarios,
];

/** Kinds that nobody has looked at yet. */
export const kindsWithout: ReadonlyArray<OperationKind> = operationKinds.filter(
  (kind) => !scenarios.some((one) => one.kind === kind),
);

export function scenarioNamed(name: string): Scenario {
  const scenario = scenarios.find((one) => nameOf(one) === name);
  if (scenario === undefined) throw new Error(`no scenario called ${name}`);
  return scenario;
}
