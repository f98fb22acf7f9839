import pg from 'pg';
import { databaseNameProblem, maxIdentifierBytes } from '../../../shared/domain/names.ts';
import { AppError } from '../../../shared/errors.ts';

/** The one way an identifier gets into SQL text. Quotes always; refuses what PostgreSQL would cut or could not store. */
export function quote(identifier: string): string {
  if (identifier === '' || Buffer.byteLength(identifier) > maxIdentifierBytes || identifier.includes('\0')) {
    throw new AppError('invalid_input', 'name.database_bad', {
      params: { name: identifier.slice(0, maxIdentifierBytes) },
    });
  }
  return pg.escapeIdentifier(identifier);
}

/** Schema and object, each quoted. */
export const qualified = (schema: string, object: string): string => `${quote(schema)}.${quote(object)}`;

/** A literal where the grammar allows no parameter (role passwords, database settings). */
export const literal = (text: string): string => pg.escapeLiteral(text);

/** For databases and roles that the console makes or drops: the strict allow-list, then the quoting. */
export function quoteOwnName(name: string, platformDatabase: string): string {
  const problem = databaseNameProblem(name, platformDatabase);
  if (problem !== undefined)
    throw new AppError('invalid_input', problem, { params: { name: name.slice(0, maxIdentifierBytes) } });
  return quote(name);
}
