import { useTranslation } from 'react-i18next';
import type { ArchiveRow } from '../../../shared/contract/archives.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';

/** How archives are told of everywhere: amounts with their units, proofs with who and when, locks with why. */
export function useArchiveWords() {
  const { t } = useTranslation('archives');
  const format = useFormat();
  const describe = useErrorText();
  return {
    tables: (count: number): string => t('tables', { count, amount: format.number(count) }),
    rows: (count: number): string => t('rows', { count, amount: format.number(count) }),
    tool: ({ tool, format: form }: Pick<ArchiveRow, 'tool' | 'format'>): string =>
      t('tool', { tool, format: t(`format.${form}`) }),
    /** `Verified 21 Nov 2026 14:02 by …`, `Never verified`, `Verification failed: …`. */
    proof: ({ verification }: Pick<ArchiveRow, 'verification'>): string => {
      if (verification === null) return t('proof.never');
      const { at, by, problem } = verification;
      return problem === null
        ? t('proof.verified', { when: format.dateTime(at), who: by })
        : t('proof.failed', { why: describe(problem).title });
    },
    /** Why its file can't be read here; null where it can. */
    locked: ({ file, path, machine }: Pick<ArchiveRow, 'file' | 'path' | 'machine'>): string | null =>
      file === 'there' ? null : t(`file.reason.${file}`, { path, machine }),
  };
}
