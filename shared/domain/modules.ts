/** Of every tenant's own tables, whatever it bought. Nobody activates or sells it. */
export const coreModule = 'core';

/** A module as the platform defines it, and as the bundle on this computer knows it. */
export interface ModuleDefinition {
  /** As in `CRM`. */
  readonly code: string;
  readonly name: string;
  readonly description: string | null;
  /** Always on, for every tenant. */
  readonly isCore: boolean;
  /** Codes that have to be there before it. Empty where no bundle knows it. */
  readonly dependsOn: ReadonlyArray<string>;
  /** Where its tables lie in a tenant's database; null where no bundle knows it. */
  readonly schema: string | null;
  /** The newest version that the bundle has; null where it has none. */
  readonly latest: string | null;
}

/** What is needed to follow what stands on what. */
type Standing = Pick<ModuleDefinition, 'code' | 'dependsOn'>;

/** The module itself and all that it stands on, those first that others stand on. */
export function withDependencies(code: string, known: ReadonlyArray<Standing>): ReadonlyArray<string> {
  const order: string[] = [];
  const visit = (wanted: string, on: ReadonlyArray<string>): void => {
    if (order.includes(wanted) || on.includes(wanted)) return;
    for (const other of known.find((one) => one.code === wanted)?.dependsOn ?? []) visit(other, [...on, wanted]);
    order.push(wanted);
  };
  visit(code, []);
  return order;
}

/** Of these modules, the ones that stand on it, directly or through others. */
export const dependentsOf = (
  code: string,
  among: ReadonlyArray<string>,
  known: ReadonlyArray<Standing>,
): ReadonlyArray<string> => among.filter((other) => other !== code && withDependencies(other, known).includes(code));
