import Box from '@mui/material/Box';
import { Package } from 'lucide-react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { SetupOptions } from '../../../shared/contract/setup.ts';
import { CheckInput } from '../../components/check-input.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { chooseModule, lacksModules } from './module-choice.ts';
import type { SetupFormHandle } from './setup-form.ts';
import { useFieldText } from './use-field-text.ts';

interface PackagePageProps {
  readonly form: SetupFormHandle;
  readonly options: SetupOptions;
}

/** What is sold to the tenant, and which of its modules are installed. */
export const PackagePage = ({ form, options }: PackagePageProps) => {
  const { t, i18n } = useTranslation('setup');
  const format = useFormat();
  const describe = useErrorText();
  const textOf = useFieldText(form);
  const language = i18n.language === 'tr' ? 'tr' : 'en';
  const { control, setValue } = form;
  const [packageId, period, modules] = useWatch({ control, name: ['packageId', 'period', 'modules'] });
  const chosen = options.packages.find(({ id }) => id === packageId);
  if (chosen === undefined) return <EmptyState icon={Package} title={t('package.none')} body={t('package.noneBody')} />;
  const offered = chosen.modules.filter(({ included }) => included);
  const choice = { offered: offered.map(({ code }) => code), known: options.modules };
  const nameOf = (code: string): string => chosen.modules.find((one) => one.code === code)?.name ?? code;
  const price = (minor: number): string => format.money({ minor, currency: chosen.currency });
  const choosePackage = (id: string): void => {
    const next = options.packages.find((one) => one.id === id);
    setValue('packageId', id, { shouldValidate: true });
    setValue('modules', next?.modules.filter(({ included }) => included).map(({ code }) => code) ?? []);
    if (next?.yearlyPrice === null) setValue('period', 'monthly');
  };
  const hasNone = lacksModules(chosen, modules);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: '14px' }}>
      <SelectInput
        label={t('package.label')}
        error={textOf('packageId')}
        value={packageId}
        options={options.packages.map(({ id, names }) => ({ value: id as string, label: names[language] }))}
        onChange={choosePackage}
      />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3 }}>
        <Segmented
          label={t('package.period')}
          options={[
            { value: 'monthly', label: t('package.monthly', { price: price(chosen.monthlyPrice) }) },
            ...(chosen.yearlyPrice === null
              ? []
              : [{ value: 'yearly' as const, label: t('package.yearly', { price: price(chosen.yearlyPrice) }) }]),
          ]}
          value={period}
          onChange={(next) => setValue('period', next)}
        />
        <Box sx={{ fontSize: 12, color: 'ink.secondary' }}>
          {t('package.trial', { count: options.trialDays, day: format.day(options.trialEndsOn) })}
        </Box>
      </Box>
      <Box component="fieldset" sx={{ m: 0, p: 0, border: 0, minWidth: 0 }}>
        <Box component="legend" sx={{ p: 0, mb: 2, fontSize: 12, fontWeight: 500, color: 'ink.secondary' }}>
          {t('package.modules')}
        </Box>
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: '14px', rowGap: '6px' }}>
          {offered.map(({ code, name }) => {
            const needs = (options.modules.find((one) => one.code === code)?.dependsOn ?? []).map(nameOf);
            return (
              <CheckInput
                key={code}
                label={name}
                {...(needs.length === 0 ? {} : { help: t('package.needs', { modules: needs.join(', ') }) })}
                checked={modules.includes(code)}
                onChange={(on) =>
                  setValue('modules', chooseModule(modules, { code, on }, choice), { shouldValidate: true })
                }
              />
            );
          })}
        </Box>
        {textOf('modules') !== undefined && <InlineMessage tone="danger" title={textOf('modules') ?? ''} />}
        {hasNone && <InlineMessage tone="danger" title={describe({ key: 'module.none_chosen' }).title} />}
      </Box>
    </Box>
  );
};
