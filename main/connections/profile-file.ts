import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { type ProfileSettings, profileSettingsSchema } from '../../shared/domain/connection-profile.ts';
import { AppError } from '../../shared/errors.ts';
import { writeFileAtomically } from '../local/atomic-file.ts';

/** Profiles as a file for colleagues. Holds no secret: what it may hold is said by the schema, on both ways. */
const fileSchema = z.strictObject({
  format: z.literal('tenantry-profiles'),
  version: z.literal(1),
  profiles: z.array(profileSettingsSchema).min(1).max(100),
});
const mostBytes = 12_000_000;

export const writeProfiles = (path: string, profiles: ReadonlyArray<ProfileSettings>): Promise<void> =>
  writeFileAtomically(path, (append) =>
    append(`${JSON.stringify(fileSchema.parse({ format: 'tenantry-profiles', version: 1, profiles }), null, 2)}\n`),
  );

export async function readProfiles(path: string): Promise<ReadonlyArray<ProfileSettings>> {
  try {
    if ((await stat(path)).size > mostBytes) throw new Error('too large');
    return fileSchema.parse(JSON.parse(await readFile(path, 'utf8'))).profiles;
  } catch {
    // What is in the file is nobody's business but the operator's: nothing of it goes into the error.
    throw new AppError('invalid_input', 'connection.file_invalid');
  }
}
