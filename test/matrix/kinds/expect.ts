export interface Findings {
  equal(what: string, found: unknown, wanted: unknown): void;
  readonly all: ReadonlyArray<string>;
}

/** Collects what is not as it should be. */
export function findings(): Findings {
  const all: string[] = [];
  return {
    all,
    equal(what, found, wanted) {
      const [is, should] = [JSON.stringify(found), JSON.stringify(wanted)];
      if (is !== should) all.push(`${what}: ${is} instead of ${should}`);
    },
  };
}
