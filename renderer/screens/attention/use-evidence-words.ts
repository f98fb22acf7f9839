import { useTranslation } from 'react-i18next';
import { copyPurposes } from '../../../shared/domain/copies.ts';
import { lifecycles } from '../../../shared/domain/lifecycle.ts';
import type { Finding } from '../../../shared/domain/reconcile.ts';
import { useFormat } from '../../i18n/use-format.ts';

const insides = ['stamped', 'empty', 'unstamped', 'closed', 'not_looked'] as const;
const oneOf = <V extends string>(values: ReadonlyArray<V>, value: unknown): V | undefined =>
  values.find((one) => one === value);

/** What was seen, in words; what this version has no word for is shown as it was kept. */
export function useEvidenceWords(): (evidence: Finding['evidence']) => string {
  const { t, i18n } = useTranslation(['attention', 'status']);
  const format = useFormat();
  const wordOf = (name: string, value: string | number | boolean): string => {
    const text = `${value}`;
    switch (name) {
      case 'inside': {
        const inside = oneOf(insides, value);
        return inside === undefined ? text : t(`attention:evidence.inside.${inside}`);
      }
      case 'purpose': {
        const purpose = oneOf(copyPurposes, value);
        return purpose === undefined ? text : t(`attention:evidence.purpose.${purpose}`);
      }
      case 'lifecycle': {
        const lifecycle = oneOf(lifecycles, value);
        return lifecycle === undefined ? text : t(`status:lifecycle.${lifecycle}`);
      }
      case 'bytes':
        return format.bytes(Number(value));
      case 'madeAt':
      case 'since':
        return t(`attention:evidence.${name}`, { when: format.dateTime(text) });
      case 'stampedFor':
      case 'droppingFor':
      case 'markedFor':
        return t(`attention:evidence.${name}`, { id: text });
      case 'database':
        return t('attention:evidence.database', { name: text });
      case 'invalid':
      case 'tenantDeleted':
      case 'copyId':
        return t(`attention:evidence.${name}`);
      default:
        return t('attention:evidence.other', { name, value: text });
    }
  };
  return (evidence) => {
    const words = Object.entries(evidence)
      // Whose stamp it is says that there is one.
      .filter(([name, value]) => value !== false && !(name === 'inside' && 'stampedFor' in evidence))
      .map(([name, value]) => wordOf(name, value))
      .join(', ');
    return words.charAt(0).toLocaleUpperCase(i18n.language) + words.slice(1);
  };
}
