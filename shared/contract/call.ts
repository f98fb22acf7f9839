import type { z } from 'zod';
import type { Permission } from '../domain/permissions.ts';

/**
 * Who may make a call. `anyone`: before sign-in too. `local`: this computer's own settings, so before sign-in anybody
 * at the keyboard, and in a session only who has the permission.
 */
export type Gate<I> =
  | { readonly anyone: true }
  | { readonly local: Permission }
  | { readonly permission: Permission | ((input: I) => Permission) };

interface CallOptions<S extends z.ZodType> {
  readonly input: S;
  readonly gate: Gate<z.output<S>>;
  /** Changes something on the platform: refused in a read-only session, logged with intent and outcome. */
  readonly changes?: boolean;
  /** A change that is possible without the console's own tables: the one that makes them. */
  readonly withoutBookkeeping?: boolean;
  /** Dangerous: the operator's password must have been given again a moment ago. */
  readonly stepUp?: boolean;
}

export interface CallSpec<S extends z.ZodType = z.ZodType, O = unknown> extends CallOptions<S> {
  /** Exists for the compiler only. */
  readonly output: O;
}

/** `call<Output>()({ input, gate })`: two steps, because TypeScript infers all type arguments or none. */
export const call =
  <O>() =>
  <S extends z.ZodType>(options: CallOptions<S>): CallSpec<S, O> => ({ ...options, output: undefined as O });
