import type { z } from 'zod';
import type { ErrorKey } from '../../shared/error-keys.ts';

/** The sentence of a form's refused field: a schema's problem as a key of `errors.json`. */
export function issueKey(issue: z.core.$ZodRawIssue): ErrorKey {
  switch (issue.code) {
    case 'invalid_format':
      if (issue.input === '') return 'field.required';
      return issue['format'] === 'email' ? 'field.email' : 'field.invalid';
    case 'too_small':
      return issue.input === '' || issue['minimum'] === 1 ? 'field.required' : 'field.too_short';
    case 'too_big':
      return 'field.too_long';
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? 'field.required' : 'field.invalid';
    case 'invalid_value':
      return 'field.choice';
    default:
      return 'field.invalid';
  }
}
