import type { ErrorKey } from '../error-keys.ts';
import type { ErrorParams } from '../errors.ts';
import { isCurrency } from './currencies.ts';
import type { PackageId } from './ids.ts';
import { type ModuleDefinition, withDependencies } from './modules.ts';
import { foldForSearch } from './names.ts';
import type { Package, PackageDefinition } from './packages.ts';

export interface PackageProblem {
  readonly field: string;
  readonly key: ErrorKey;
  readonly params: ErrorParams;
}

interface Around {
  /** Null: a new one. */
  readonly id: PackageId | null;
  readonly others: ReadonlyArray<Pick<Package, 'id' | 'names' | 'order'>>;
  readonly modules: ReadonlyArray<ModuleDefinition>;
}

const problem = (field: string, key: ErrorKey, params: ErrorParams = {}): PackageProblem => ({ field, key, params });

function nameProblem({ names }: PackageDefinition, others: Around['others']): PackageProblem | undefined {
  for (const language of ['en', 'tr'] as const) {
    const name = names[language];
    if (name.trim() === '') return problem(`names.${language}`, 'field.required');
    const taken = others.find((other) => foldForSearch(other.names[language]) === foldForSearch(name));
    if (taken !== undefined) return problem(`names.${language}`, 'package.name_taken', { name: taken.names[language] });
  }
  return undefined;
}

/** Those that the platform knew when it was bought may stay, also where no bundle of this computer has them. */
function moduleProblem({ modules }: PackageDefinition, known: Around['modules']): PackageProblem | undefined {
  const codes = modules.map(({ code }) => code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) return problem('modules', 'package.module_twice', { module: twice });
  const included = modules.filter((one) => one.included).map(({ code }) => code);
  if (included.length === 0) return problem('modules', 'package.no_modules');
  const isCore = (code: string): boolean => known.some((one) => one.code === code && one.isCore);
  for (const code of included) {
    if (!known.some((one) => one.code === code)) return problem('modules', 'package.module_unknown', { module: code });
    const needs = withDependencies(code, known).find((other) => !included.includes(other) && !isCore(other));
    if (needs !== undefined) return problem('modules', 'package.module_needs', { module: code, needs });
  }
  return undefined;
}

const isWhole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;

function amountProblem({ monthlyPrice, yearlyPrice, currency, limits, modules }: PackageDefinition) {
  if (!isWhole(monthlyPrice, 0)) return problem('monthlyPrice', 'field.invalid');
  if (yearlyPrice !== null && !isWhole(yearlyPrice, 0)) return problem('yearlyPrice', 'field.invalid');
  if (!isCurrency(currency)) return problem('currency', 'package.currency_unknown', { currency });
  for (const [key, value] of Object.entries(limits))
    if (value !== null && !isWhole(value, 1)) return problem(`limits.${key}`, 'field.invalid');
  const odd = modules.findIndex(({ maxEntities }) => maxEntities !== null && !isWhole(maxEntities, 1));
  return odd < 0 ? undefined : problem(`modules.${odd}.maxEntities`, 'field.invalid');
}

/** The first thing that is wrong with what is to be sold, at its field. */
export function packageProblem(definition: PackageDefinition, around: Around): PackageProblem | undefined {
  const others = around.others.filter(({ id }) => id !== around.id);
  const taken = others.find(({ order }) => order === definition.order);
  return (
    nameProblem(definition, others) ??
    amountProblem(definition) ??
    moduleProblem(definition, around.modules) ??
    (isWhole(definition.order, 1) ? undefined : problem('order', 'field.invalid')) ??
    (taken === undefined
      ? undefined
      : problem('order', 'package.order_taken', { order: definition.order, name: taken.names.en }))
  );
}
