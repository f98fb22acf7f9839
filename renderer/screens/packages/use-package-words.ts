import { useTranslation } from 'react-i18next';
import type { PackageChange } from '../../../shared/domain/package-diff.ts';
import type { Package, PackageDefinition } from '../../../shared/domain/packages.ts';
import { useFormat } from '../../i18n/use-format.ts';

const features = ['custom_domain', 'api_access', 'priority_support', 'sso', 'white_label', 'audit_export'] as const;
/** Those that have words of their own; a platform may know others. */
export const knownFeatures: ReadonlyArray<string> = features;

/** Names and amounts of packages in the operator's language. */
export function usePackageWords() {
  const { t } = useTranslation('packages');
  const format = useFormat();
  const limit = (value: number | null): string => (value === null ? t('noLimitInline') : format.number(value));
  const feature = (key: string): string => {
    const known = features.find((one) => one === key);
    return known === undefined ? key : t(`feature.${known}`);
  };
  const inIt = (is: boolean): string => (is ? t('diff.in') : t('diff.notIn'));
  const sold = (is: boolean): string => (is ? t('diff.yes') : t('diff.no'));
  return {
    limit,
    feature,
    name: ({ names }: Pick<Package, 'names'>): string => names[format.language],
    price({ monthlyPrice: minor, currency }: PackageDefinition): string {
      return t('aMonth', { price: format.money({ minor, currency }) });
    },
    /** What it is, and how it was and becomes. */
    change(change: PackageChange): { readonly what: string; readonly before: string; readonly after: string } {
      switch (change.of) {
        case 'name':
          return { ...change, what: t('diff.name', { language: t(`language.${change.language}`) }) };
        case 'type':
          return { ...change, what: t('diff.type') };
        case 'price': {
          const [before, after] = [change.before, change.after].map((money) =>
            money === null ? t('notSold') : format.money(money),
          );
          return { what: t(`period.${change.period}`), before: before ?? '', after: after ?? '' };
        }
        case 'limit':
          return { what: t(`limit.${change.key}`), before: limit(change.before), after: limit(change.after) };
        case 'module_limit':
          return {
            what: t('diff.module_limit', { name: change.name }),
            ...{ before: limit(change.before), after: limit(change.after) },
          };
        case 'module': {
          const added = change.change === 'added';
          const most = change.maxEntities === null ? '' : `, ${t('upTo', { limit: change.maxEntities })}`;
          return {
            what: t('diff.module', { name: change.name }),
            ...{ before: inIt(!added), after: `${inIt(added)}${most}` },
          };
        }
        case 'feature':
        case 'flag': {
          const name = change.of === 'feature' ? feature(change.key) : change.key;
          const added = change.change === 'added';
          return { what: t(`diff.${change.of}`, { name }), before: inIt(!added), after: inIt(added) };
        }
        case 'order':
          return { what: t('diff.order'), before: `${change.before}`, after: `${change.after}` };
        case 'active':
          return { what: t('diff.active'), before: sold(!change.after), after: sold(change.after) };
      }
    },
  };
}
