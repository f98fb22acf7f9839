import type { CopyId } from '../../../../shared/domain/ids.ts';

/**
 * What the console writes in a database's comment. It can be read from outside, when the database is closed and its
 * stamp can't be.
 */
const head = 'tenantry: ';

/** While a database is closed for dropping. */
export const droppingMark = (tenantId: string): string => `${head}dropping ${tenantId}`;
/** While a tenant's living database is closed for being exchanged. */
export const swappingMark = (tenantId: string): string => `${head}swapping ${tenantId}`;
/** A database beside a tenant's own, from its making; it may be half full. */
export const copyMark = (id: CopyId): string => `${head}copy ${id}`;
/** The same, once it is whole. */
export const loadedCopyMark = (id: CopyId): string => `${head}copy ${id} loaded`;

/** The tenant of an empty database that belongs to none. */
export const nobody = '00000000-0000-0000-0000-000000000000';

export const isClosingMarkOf = (tenantId: string, comment: string | null): boolean =>
  comment === droppingMark(tenantId) || comment === swappingMark(tenantId);

export interface Mark {
  readonly droppingFor: string | null;
  readonly swappingFor: string | null;
  readonly copyId: CopyId | null;
}

const forms =
  /^tenantry: (?:dropping (?<dropping>[0-9a-f-]{36})|swapping (?<swapping>[0-9a-f-]{36})|copy (?<copy>[0-9a-f-]{36})(?: loaded)?)$/;

/** Nothing where the comment is somebody else's. */
export function readMark(comment: string | null): Mark | undefined {
  const found = forms.exec(comment ?? '')?.groups;
  if (found === undefined) return undefined;
  return {
    droppingFor: found['dropping'] ?? null,
    swappingFor: found['swapping'] ?? null,
    copyId: (found['copy'] as CopyId | undefined) ?? null,
  };
}

/**
 * Whether a database's owner is one who makes copies. A database's comment is its owner's to write: one that names a
 * copy which no list knows says nothing where somebody else owns it.
 */
export const ownerMakesCopies = (owner: string): string => `EXISTS (
  SELECT FROM pg_catalog.pg_roles maker WHERE maker.oid = ${owner}
     AND (maker.rolname = current_user OR maker.rolsuper OR maker.rolcreaterole))`;
