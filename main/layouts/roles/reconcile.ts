import type { Evidence } from '../../../shared/domain/operations.ts';
import type { Observation } from '../../../shared/domain/reconcile.ts';

/** Looks at everything on the server that is, or may be, a tenant's. Changes nothing. */
export interface Reconciler {
  observe(how: { readonly deep: boolean; readonly signal: AbortSignal }): Promise<Observation>;
}

/** `in_use`: a tenant, a copy or an operation names it after all, or it can't be known that none does. */
export type OrphanState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'orphan'; readonly evidence: Evidence }
  | { readonly kind: 'in_use'; readonly by: string };

/** Removes what reconciling found to be nobody's, and looks itself before it does. */
export interface OrphanRemover {
  database(name: string): Promise<OrphanState>;
  dropDatabase(name: string, signal: AbortSignal): Promise<Evidence>;
  role(name: string): Promise<OrphanState>;
  dropRole(name: string): Promise<Evidence>;
}
