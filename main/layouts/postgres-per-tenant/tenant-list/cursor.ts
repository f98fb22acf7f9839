import { z } from 'zod';
import type { TenantSort } from '../../../../shared/contract/tenants.ts';
import { AppError } from '../../../../shared/errors.ts';
import { type SortKey, sortKeys } from './columns.ts';

const partSchemas: Readonly<Record<SortKey['type'], z.ZodType<string>>> = {
  // NUL and lone surrogates are the two things that PostgreSQL's text can't hold.
  text: z
    .string()
    .max(400)
    .refine((text) => !text.includes('\0') && text.isWellFormed()),
  bigint: z
    .string()
    .regex(/^-?\d{1,19}$/)
    .refine((text) => BigInt.asIntN(64, BigInt(text)) === BigInt(text)),
  uuid: z.guid(),
};

const envelope = z.strictObject({ sort: z.string(), down: z.boolean(), keys: z.array(z.string()) });

/** A place in one order: the sort it belongs to and the key of the row there. */
export const encodeCursor = (sort: TenantSort, keys: ReadonlyArray<unknown>): string =>
  Buffer.from(JSON.stringify({ sort: sort.column, down: sort.descending, keys: keys.map(String) })).toString(
    'base64url',
  );

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Throws `invalid_input` for what `encodeCursor` did not make, or made for another order. */
export function decodeCursor(sort: TenantSort, cursor: string, field: string): ReadonlyArray<string> {
  const parts = sortKeys[sort.column];
  const read = envelope.safeParse(parse(cursor));
  const ours =
    read.success &&
    read.data.sort === sort.column &&
    read.data.down === sort.descending &&
    read.data.keys.length === parts.length &&
    parts.every(({ type }, index) => partSchemas[type].safeParse(read.data.keys[index]).success);
  if (!ours) throw new AppError('invalid_input', 'field.invalid', { field });
  return read.data.keys;
}
