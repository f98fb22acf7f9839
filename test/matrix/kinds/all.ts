import type { OperationKind } from '../../../shared/domain/operations.ts';
import { cleanUpScenario } from './clean-up.ts';
import type { Scenario } from './kind.ts';
import { provisionScenario } from './provision.ts';

export const scenarios: ReadonlyArray<Scenario> = [provisionScenario, cleanUpScenario];

export function scenarioOf(kind: OperationKind): Scenario {
  const scenario = scenarios.find((one) => one.kind === kind);
  if (scenario === undefined) throw new Error(`no scenario for ${kind}`);
  return scenario;
}
