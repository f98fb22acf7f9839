import type { OperationKind } from '../../../shared/domain/operations.ts';
import { backupScenario } from './backup.ts';
import { cleanUpScenario } from './clean-up.ts';
import { deleteScenario } from './delete.ts';
import { dropCopyScenario } from './drop-copy.ts';
import { exportScenario } from './export.ts';
import { holdManyScenario } from './hold-many.ts';
import type { Scenario } from './kind.ts';
import { provisionScenario } from './provision.ts';
import { recodeScenario } from './recode.ts';
import { releaseManyScenario } from './release-many.ts';
import { restoreScenario } from './restore.ts';
import { restoreAsNewScenario } from './restore-as-new.ts';
import { swapCopyScenario } from './swap-copy.ts';
import { verifyBackupScenario } from './verify-backup.ts';

/** In an order in which what one leaves can be used by the next. */
export const scenarios: ReadonlyArray<Scenario> = [
  provisionScenario,
  cleanUpScenario,
  holdManyScenario,
  releaseManyScenario,
  backupScenario,
  verifyBackupScenario,
  exportScenario,
  restoreScenario,
  restoreAsNewScenario,
  swapCopyScenario,
  dropCopyScenario,
  recodeScenario,
  deleteScenario,
];

export function scenarioOf(kind: OperationKind): Scenario {
  const scenario = scenarios.find((one) => one.kind === kind);
  if (scenario === undefined) throw new Error(`no scenario for ${kind}`);
  return scenario;
}
