import { AppError } from '../../../../shared/errors.ts';
import type { OperationContext } from './context.ts';

/** Asked of the server on which this operation acts, on its own session: an address may lead elsewhere by now. */
export async function systemIdentifier(context: OperationContext): Promise<string> {
  const [row] = await context.read((runner) =>
    runner.query({
      text: 'SELECT system_identifier::text AS identifier FROM pg_catalog.pg_control_system()',
    }),
  );
  if (row === undefined) throw new AppError('internal', 'internal');
  return String(row['identifier']);
}
