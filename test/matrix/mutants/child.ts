/** One mutant's points, in a process that was started with the mutant in it. Tells whether anything was bad. */
import { runMatrix } from '../run-matrix.ts';
import { type Mutant, type MutantName, mutants } from './mutants.ts';

const { check }: Mutant = mutants[process.env['TENANTRY_MUTANT'] as MutantName];
process.stdout.write(`${JSON.stringify(await runMatrix(check.matrix, check))}\n`);
