import type { HandlerContext, Handlers } from '../../main/ipc/handler.ts';
import { type CallName, calls } from '../../shared/contract/contract.ts';

type AnyHandler = (input: unknown, context: HandlerContext) => Promise<unknown>;

export const callNames = Object.keys(calls) as ReadonlyArray<CallName>;

/** Handlers that only note that they were reached; some may be given a behaviour. */
export function recordingHandlers(special: Readonly<Partial<Record<CallName, AnyHandler>>> = {}): {
  readonly handlers: Handlers;
  readonly reached: Array<CallName>;
} {
  const reached: Array<CallName> = [];
  const entries = callNames.map((name): readonly [CallName, AnyHandler] => [
    name,
    async (input, context) => {
      reached.push(name);
      return special[name]?.(input, context) ?? null;
    },
  ]);
  return { handlers: Object.fromEntries(entries) as unknown as Handlers, reached };
}
