import type { z } from 'zod';
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

function refusalOf(issue: Issue, input: unknown): Refusal {
  const refuse = (key: ErrorKey, params: ErrorParams = {}): Refusal => ({ key, path: issue.path, params });
  const value = valueAt(input, issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return { key: 'field.unknown', path: [...issue.path, issue.keys[0] ?? ''], params: {} };
    case 'invalid_union': {
      // The branch that came furthest is what was meant.
      const branches = issue.errors.map((issues) => issues[0]).filter((first) => first !== undefined);
      const furthest = branches.toSorted((a, b) => b.path.length - a.path.length)[0];
      if (furthest === undefined || furthest.path.length === 0) return refuse('field.invalid');
      return refusalOf({ ...furthest, path: [...issue.path, ...furthest.path] }, input);
    }
    case 'invalid_type':
      if (isMissing(value)) return refuse('field.required');
      return refuse(issue.expected === 'number' || issue.expected === 'int' ? 'field.number' : 'field.invalid');
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array')
        return isMissing(value) || (Array.isArray(value) && value.length === 0)
          ? refuse('field.required')
          : refuse('field.too_short', { min: Number(issue.minimum) });
      return refuse('field.number', { min: Number(issue.minimum) });
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? refuse('field.too_long', { max: Number(issue.maximum) })
        : refuse('field.number', { max: Number(issue.maximum) });
    case 'invalid_format':
      if (isMissing(value)) return refuse('field.required');
      return refuse(issue.format === 'email' ? 'field.email' : 'field.invalid');
    case 'invalid_value':
      return refuse(isMissing(value) ? 'field.required' : 'field.choice');
    default:
      return refuse('field.invalid');
  }
}

/** A path is shown and logged: it is never longer than a form has fields. */
const dotted = (path: ReadonlyArray<PropertyKey>): string => path.map(String).join('.').slice(0, 120);

export function invalidInput(issues: ReadonlyArray<Issue>, input: unknown): AppError {
  const [first] = issues;
  if (first === undefined) return new AppError('invalid_input', 'field.invalid');
  const { key, path, params } = refusalOf(first, input);
  return new AppError('invalid_input', key, { params, ...(path.length === 0 ? {} : { field: dotted(path) }) });
}
