import { useTranslation } from 'react-i18next';
import { useStepName } from '../../components/operation-steps.ts';

/** A step's name inside a sentence. */
export function useStepPhrase(): (name: string) => string {
  const { i18n } = useTranslation();
  const nameOf = useStepName();
  return (name) => {
    const [first = '', ...rest] = nameOf(name);
    return first.toLocaleLowerCase(i18n.language) + rest.join('');
  };
}
