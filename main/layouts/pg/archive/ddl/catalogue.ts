import type { Runner } from '../../pools.ts';
import { constraintPieces, indexPieces } from './constraints.ts';
import { inOrder } from './order.ts';
import { type Piece, phases } from './piece.ts';
import { relationPieces } from './relations.ts';
import {
  commentPieces,
  extensionPieces,
  policyPieces,
  routinePieces,
  schemaPieces,
  statisticsPieces,
  triggerPieces,
} from './simple.ts';
import { typePieces } from './types.ts';
import { findUnsupported } from './unsupported.ts';

/** A database's form, as statements that make it again. */
export interface Catalogue {
  /** In the order in which they are run. */
  readonly pieces: ReadonlyArray<Piece>;
  /** What these statements leave out, as in `foreign table crm.people`. */
  readonly unsupported: ReadonlyArray<string>;
}

const isObject = ({ phase }: Piece): boolean => phase === 'object' || phase === 'late_object';

export async function readCatalogue(runner: Runner): Promise<Catalogue> {
  const [version] = await runner.query({
    text: `SELECT pg_catalog.current_setting('server_version_num')::integer / 10000 AS major`,
  });
  const major = Number(version?.['major']);
  const all: ReadonlyArray<Piece> = [
    ...(await schemaPieces(runner)),
    ...(await extensionPieces(runner)),
    ...(await typePieces(runner)),
    ...(await relationPieces(runner, major)),
    ...(await routinePieces(runner, major)),
    ...(await constraintPieces(runner)),
    ...(await indexPieces(runner)),
    ...(await statisticsPieces(runner)),
    ...(await triggerPieces(runner)),
    ...(await policyPieces(runner)),
    ...(await commentPieces(runner)),
  ];
  const ordered = await inOrder(runner, all.filter(isObject));
  const pieces = [...ordered.pieces, ...all.filter((piece) => !isObject(piece))];
  const tangled = ordered.tangled.map(({ sql }) => sql.slice('CREATE '.length, sql.indexOf(' (')).toLowerCase());
  return {
    pieces: phases.flatMap((phase) => pieces.filter((piece) => piece.phase === phase)),
    unsupported: [...(await findUnsupported(runner)), ...tangled],
  };
}
