import { coreModule } from '../../shared/domain/modules.ts';
import { type Bundle, damaged } from './read-module.ts';

const byCode = (one: Bundle, other: Bundle): number => {
  if (one.manifest.code === coreModule) return -1;
  return other.manifest.code !== coreModule && one.manifest.code < other.manifest.code ? -1 : 1;
};

function assertOwnSchemas(bundles: ReadonlyArray<Bundle>): void {
  for (const { manifest } of bundles) {
    const other = bundles.find((one) => one.manifest !== manifest && one.manifest.schema === manifest.schema);
    if (other !== undefined)
      throw damaged(manifest.code, `its schema ${manifest.schema} is also that of ${other.manifest.code}.`);
  }
}

/** The core and what others stand on first, otherwise by code. Throws where one stands on what is not there, or on itself. */
export function inOrder(bundles: ReadonlyArray<Bundle>): ReadonlyArray<Bundle> {
  assertOwnSchemas(bundles);
  const known = new Map(bundles.map((bundle) => [bundle.manifest.code, bundle]));
  const ordered = new Set<Bundle>();
  const visit = (bundle: Bundle, through: ReadonlyArray<string>): void => {
    const { code, dependsOn } = bundle.manifest;
    if (through.includes(code)) throw damaged(code, `it stands on itself: ${[...through, code].join(' > ')}.`);
    for (const needed of dependsOn) {
      const other = known.get(needed);
      if (other === undefined) throw damaged(code, `it needs ${needed}, which is not there.`);
      visit(other, [...through, code]);
    }
    ordered.add(bundle);
  };
  for (const bundle of [...bundles].sort(byCode)) visit(bundle, []);
  return [...ordered];
}
