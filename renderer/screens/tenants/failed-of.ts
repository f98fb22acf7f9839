import type { BulkPlan } from '../../../shared/contract/tenants.ts';
import { type OperationView, stepSubject } from '../../../shared/domain/operations.ts';

/** Those of a plan for which an operation over many did not work. Their steps are named by short name. */
export function failedOf(
  { steps }: Pick<OperationView, 'steps'>,
  { tenants }: Pick<BulkPlan, 'tenants'>,
): BulkPlan['tenants'] {
  const codes = new Set(
    steps.filter(({ state }) => state === 'warned' || state === 'failed').map(({ name }) => stepSubject(name)),
  );
  return tenants.filter(({ code, skipped }) => skipped === null && codes.has(code));
}
