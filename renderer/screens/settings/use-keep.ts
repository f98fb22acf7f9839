import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CallInput } from '../../../shared/contract/contract.ts';
import type { AppError } from '../../../shared/errors.ts';
import { callKey } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';

type Part = CallInput<'settings.set'>;

const shownFor = 4_000;

interface Keep {
  keep(part: Part): void;
  /** The setting that was kept a moment ago. */
  readonly saved: keyof Part | null;
  readonly error: AppError | null;
}

/** Keeps one setting at once; what is shown afterwards is what main has kept. */
export function useKeep(): Keep {
  const queries = useQueryClient();
  const [saved, setSaved] = useState<{ readonly name: keyof Part } | null>(null);
  const { mutate, error } = useChange('settings.set', {
    errors: 'here',
    onDone: (kept, part) => {
      queries.setQueryData(callKey('settings.get', {}), kept);
      const [name] = Object.keys(part) as ReadonlyArray<keyof Part>;
      setSaved(name === undefined ? null : { name });
    },
  });
  useEffect(() => {
    if (saved === null) return undefined;
    const timer = setTimeout(() => setSaved(null), shownFor);
    return () => clearTimeout(timer);
  }, [saved]);
  return { keep: (part) => mutate(part), saved: saved?.name ?? null, error };
}
