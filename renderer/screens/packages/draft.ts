import type { PackageChoices, PackageForm } from '../../../shared/contract/packages.ts';
import { type LimitKey, limitKeys } from '../../../shared/domain/limits.ts';
import { type ModuleDefinition, withDependencies } from '../../../shared/domain/modules.ts';
import type { PackageDefinition } from '../../../shared/domain/packages.ts';
import type { Language } from '../../../shared/domain/platform.ts';
import type { ErrorKey } from '../../../shared/error-keys.ts';
import { amountText, countFromText, minorFromText } from './amount-text.ts';

export interface DraftModule {
  readonly code: string;
  readonly name: string;
  readonly included: boolean;
  /** Empty: no limit. */
  readonly most: string;
}

/** A package as it stands in the form: amounts as they were typed. */
export interface PackageDraft {
  readonly nameEn: string;
  readonly nameTr: string;
  readonly type: string;
  readonly order: string;
  readonly monthly: string;
  readonly sellsYearly: boolean;
  readonly yearly: string;
  readonly currency: string;
  /** Empty: no limit. */
  readonly limits: Readonly<Record<LimitKey, string>>;
  readonly modules: ReadonlyArray<DraftModule>;
  readonly features: ReadonlyArray<string>;
  readonly flags: ReadonlyArray<string>;
  readonly active: boolean;
}

const textOf = (count: number | null | undefined): string => (count === null || count === undefined ? '' : `${count}`);

/** The package's own modules and all others that the platform knows; core ones are always on and in no package. */
function modulesOf(own: PackageDefinition['modules'], known: ReadonlyArray<ModuleDefinition>) {
  const rest = known.filter(({ code, isCore }) => !isCore && !own.some((one) => one.code === code));
  return [
    ...own.map(({ code, name, included, maxEntities }) => ({ code, name, included, most: textOf(maxEntities) })),
    ...rest.map(({ code, name }) => ({ code, name, included: false, most: '' })),
  ].toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

export function draftOf(one: PackageDefinition, { modules }: PackageChoices, language: Language): PackageDraft {
  const { names, type, order, monthlyPrice, yearlyPrice, currency, limits, features, flags, active } = one;
  const amount = (minor: number): string => amountText({ minor, currency }, language);
  return {
    ...{ nameEn: names.en, nameTr: names.tr, type, order: `${order}`, currency, features, flags, active },
    ...{ monthly: amount(monthlyPrice), sellsYearly: yearlyPrice !== null },
    yearly: yearlyPrice === null ? '' : amount(yearlyPrice),
    limits: Object.fromEntries(limitKeys.map((key) => [key, textOf(limits[key])])) as PackageDraft['limits'],
    modules: modulesOf(one.modules, modules),
  };
}

export const emptyDraft = (choices: PackageChoices): PackageDraft => ({
  ...{ nameEn: '', nameTr: '', type: choices.types[0] ?? 'Standard', order: `${choices.nextOrder}` },
  ...{ monthly: '', sellsYearly: true, yearly: '', currency: choices.currency },
  limits: Object.fromEntries(limitKeys.map((key) => [key, ''])) as PackageDraft['limits'],
  modules: modulesOf([], choices.modules),
  ...{ features: [], flags: [], active: false },
});

/** By the contract's own path of a field. */
export type Problems = Readonly<Record<string, ErrorKey | 'amount'>>;

/** What is sent, where every field can be read. What is wrong with it otherwise is main's to say. */
export function readDraft(draft: PackageDraft): { readonly definition?: PackageForm; readonly problems: Problems } {
  const problems: Record<string, ErrorKey | 'amount'> = {};
  const text = (path: string, value: string): string => {
    if (value.trim() === '') problems[path] = 'field.required';
    return value.trim();
  };
  const price = (path: string, value: string): number => {
    const minor = minorFromText(value, draft.currency);
    if (minor === undefined) problems[path] = value.trim() === '' ? 'field.required' : 'amount';
    return minor ?? 0;
  };
  const count = (path: string, value: string): number | null => {
    const read = countFromText(value);
    if (read === undefined) problems[path] = 'field.invalid';
    return read ?? null;
  };
  const order = count('order', draft.order);
  if (order === null) problems['order'] ??= 'field.required';
  const definition: PackageForm = {
    names: { en: text('names.en', draft.nameEn), tr: text('names.tr', draft.nameTr) },
    type: text('type', draft.type),
    monthlyPrice: price('monthlyPrice', draft.monthly),
    yearlyPrice: draft.sellsYearly ? price('yearlyPrice', draft.yearly) : null,
    currency: draft.currency,
    limits: Object.fromEntries(
      limitKeys.map((key) => [key, count(`limits.${key}`, draft.limits[key])]),
    ) as PackageForm['limits'],
    modules: draft.modules
      .filter(({ included }) => included)
      .map(({ code, name, most }) => ({ code, name, included: true, maxEntities: count(`modules.${code}`, most) })),
    ...{ features: [...draft.features], flags: [...draft.flags], order: order ?? 1, active: draft.active },
  };
  return Object.keys(problems).length === 0 ? { definition, problems } : { problems };
}

/** With what it stands on; and without it, what stands on it goes as well. */
export function withModule(
  draft: PackageDraft,
  code: string,
  included: boolean,
  known: ReadonlyArray<ModuleDefinition>,
): PackageDraft {
  const needed = withDependencies(code, known);
  const touched = (one: DraftModule): boolean =>
    included ? needed.includes(one.code) : withDependencies(one.code, known).includes(code);
  return { ...draft, modules: draft.modules.map((one) => (touched(one) ? { ...one, included } : one)) };
}
