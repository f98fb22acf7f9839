import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../shared/domain/operations.ts';
import { useFormat } from '../../i18n/use-format.ts';

/** What the languages have a word for; what they have none for is shown as it is stored. */
const worded = [
  'bytes',
  'rows',
  'tables',
  'sessions',
  'sessionsEnded',
  'sessionsLeft',
  'loginRefused',
  'differing',
  'same',
  'verified',
  'database',
  'role',
  'file',
  'path',
  'sha256',
  'format',
  'tool',
  'domain',
  'code',
  'held',
  'skipped',
  'migrations',
  'free',
  'needed',
  'scratchDropped',
  'filesRemoved',
  'tenants',
  'kept',
  'lifted',
  'sealed',
  'completed',
] as const;
const inBytes: ReadonlySet<string> = new Set(['bytes', 'free', 'needed']);
type Worded = (typeof worded)[number];
const isWorded = (name: string): name is Worded => worded.some((one) => one === name);

export interface EvidenceFact {
  readonly name: string;
  /** Null where only the stored name is known. */
  readonly label: string | null;
  readonly value: string;
  /** Amounts and answers are read as words, names as they are written. */
  readonly kind: 'amount' | 'answer' | 'name';
}

/** Evidence in words and with units. */
export function useEvidenceFacts(): (evidence: Evidence | null) => ReadonlyArray<EvidenceFact> {
  const { t } = useTranslation(['operations', 'common']);
  const format = useFormat();
  const written = (name: string, value: string | number | boolean): string => {
    if (typeof value === 'boolean') return t(value ? 'common:yes' : 'common:no');
    if (typeof value === 'number') return inBytes.has(name) ? format.bytes(value) : format.number(value);
    return value;
  };
  return (evidence) =>
    Object.entries(evidence ?? {}).map(([name, value]) => ({
      name,
      label: isWorded(name) ? t(`operations:evidence.${name}`) : null,
      value: written(name, value),
      kind: typeof value === 'number' ? 'amount' : typeof value === 'boolean' ? 'answer' : 'name',
    }));
}
