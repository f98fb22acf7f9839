import { z } from 'zod';
import type { ErrorKey } from '../../shared/error-keys.ts';
import { AppError, type ErrorParams } from '../../shared/errors.ts';

type Issue = z.core.$ZodIssue;
interface Refusal {
  readonly key: ErrorKey;
  readonly path: ReadonlyArray<PropertyKey>;
  readonly params: ErrorParams;
}

/** The value at a path, without ever calling anything on the way. */
function valueAt(input: unknown, path: ReadonlyArray<PropertyKey>): unknown {
  let current = input;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = Reflect.get(current, key);
  }
  return current;
}

const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Both ends of what a number may be: the issue knows only the one that was passed. */
function boundsAt(schema: z.ZodType, path: ReadonlyArray<PropertyKey>): ErrorParams {
  let current: JsonSchema | undefined = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  for (const key of path) current = current?.properties?.[String(key)];
  return { min: current?.minimum ?? 0, max: current?.maximum ?? Number.MAX_SAFE_INTEGER };
}

/** A path is shown and logged: it is never longer than a form has fields. */
const dotted = (path: ReadonlyArray<PropertyKey>): string => path.map(String).join('.').slice(0, 120);

function refusalOf(issue: Issue, input: unknown, schema: z.ZodType): Refusal {
  const refuse = (key: ErrorKey, params: ErrorParams = {}): Refusal => ({ key, path: issue.path, params });
  const value = valueAt(input, issue.path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const path = [...issue.path, issue.keys[0] ?? ''];
      return { key: 'field.unknown', path, params: { field: dotted(path) } };
    }
    case 'invalid_union': {
      // The branch that has the least against it is what was meant.
      const [closest] = issue.errors.toSorted((a, b) => a.length - b.length);
      const meant = closest?.[0];
      if (meant === undefined || meant.path.length === 0) return refuse('field.invalid');
      return refusalOf({ ...meant, path: [...issue.path, ...meant.path] }, input, schema);
    }
    case 'invalid_type':
      if (isMissing(value)) return refuse('field.required');
      return issue.expected === 'number' || issue.expected === 'int'
        ? refuse('field.number', boundsAt(schema, issue.path))
        : refuse('field.invalid');
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array')
        return isMissing(value) || (Array.isArray(value) && value.length === 0)
          ? refuse('field.required')
          : refuse('field.too_short', { min: Number(issue.minimum) });
      return refuse('field.number', boundsAt(schema, issue.path));
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? refuse('field.too_long', { max: Number(issue.maximum) })
        : refuse('field.number', boundsAt(schema, issue.path));
    case 'invalid_format':
      if (isMissing(value)) return refuse('field.required');
      return refuse(issue.format === 'email' ? 'field.email' : 'field.invalid');
    case 'invalid_value':
      return refuse(isMissing(value) ? 'field.required' : 'field.choice');
    default:
      return refuse('field.invalid');
  }
}

/** The first thing that is wrong, with its field and the sentence that helps most. */
export function invalidInput(schema: z.ZodType, issues: ReadonlyArray<Issue>, input: unknown): AppError {
  const [first] = issues;
  if (first === undefined) return new AppError('invalid_input', 'field.invalid');
  const { key, path, params } = refusalOf(first, input, schema);
  return new AppError('invalid_input', key, { params, ...(path.length === 0 ? {} : { field: dotted(path) }) });
}
