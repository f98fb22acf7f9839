import type { CallName, CallOutput, CallParsed } from '../../shared/contract/contract.ts';
import type { OperationId } from '../../shared/domain/ids.ts';

/** What a handler adds to the operation-log entry of its call. Nothing here may hold a secret. */
export interface LogNotes {
  subject(what: { readonly label: string; readonly id: string | null }): void;
  before(state: unknown): void;
  after(state: unknown): void;
  operation(id: OperationId): void;
}

export interface HandlerContext {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  readonly log: LogNotes;
}

export type Handler<N extends CallName> = (input: CallParsed<N>, context: HandlerContext) => Promise<CallOutput<N>>;

/** One for every call of the contract: a missing one does not compile. */
export type Handlers = { readonly [N in CallName]: Handler<N> };

/** The handlers of some areas, as in `AreaHandlers<'tenants'>`. */
export type AreaHandlers<A extends string> = Pick<Handlers, Extract<CallName, `${A}.${string}`>>;
