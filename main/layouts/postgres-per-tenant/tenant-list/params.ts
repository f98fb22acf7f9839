export type ParamType = 'text' | 'bigint' | 'uuid' | 'integer' | 'uuid[]' | 'integer[]' | 'text[]';

/** Collects a statement's values; what goes into the text is only `$n::type`. */
export interface Params {
  add(value: unknown, type: ParamType): string;
  readonly values: ReadonlyArray<unknown>;
}

export function createParams(): Params {
  const values: unknown[] = [];
  return {
    add: (value, type) => `$${values.push(value)}::${type}`,
    values,
  };
}
