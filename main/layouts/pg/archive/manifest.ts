import { z } from 'zod';
import type { Inventory } from '../../../../shared/domain/inventory.ts';
import { invalidFile, newerFile } from './file-errors.ts';

/** Raised when what is in a file changes so that an older console would read it wrongly. */
const formVersion = 1;
const form = 'tenantry-archive';

export const manifestName = 'manifest.json';
export const beforeName = 'schema.sql';
export const afterName = 'schema-after.sql';

const count = z.number().int().nonnegative();
const schema = z.strictObject({
  format: z.literal(form),
  version: z.literal(formVersion),
  madeAt: z.string(),
  server: z.string(),
  data: z.array(
    z.strictObject({
      schema: z.string().min(1),
      name: z.string().min(1),
      columns: z.array(z.string().min(1)).min(1),
      entry: z.string().regex(/^data\/\d+\.copy$/),
      rows: count,
    }),
  ),
  inventory: z.strictObject({
    tables: z.array(z.strictObject({ schema: z.string(), name: z.string(), rows: count, checksum: z.string() })),
    migrations: z.array(z.strictObject({ module: z.string(), version: z.string(), checksum: z.string() })),
    structure: z.string(),
  }),
});
export type Manifest = z.output<typeof schema>;

export const writeManifest = (parts: {
  readonly server: string;
  readonly data: Manifest['data'];
  readonly inventory: Inventory;
}): Buffer => {
  const manifest = { format: form, version: formVersion, madeAt: new Date().toISOString(), ...parts };
  return Buffer.from(`${JSON.stringify(schema.parse(manifest), null, 2)}\n`);
};

export function readManifest(text: string, file: string): Manifest {
  try {
    const found: unknown = JSON.parse(text);
    const head = z.looseObject({ format: z.literal(form), version: z.number().int() }).parse(found);
    if (head.version > formVersion) throw newerFile(file);
    return schema.parse(found);
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) throw invalidFile(file);
    throw error;
  }
}
