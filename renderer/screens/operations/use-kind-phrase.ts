import { useTranslation } from 'react-i18next';
import type { OperationKind } from '../../../shared/domain/operations.ts';

/** A kind of operation inside a sentence. */
export function useKindPhrase(): (kind: OperationKind) => string {
  const { t, i18n } = useTranslation('status');
  return (kind) => {
    const [first = '', ...rest] = t(`operationKind.${kind}`);
    return first.toLocaleLowerCase(i18n.language) + rest.join('');
  };
}
