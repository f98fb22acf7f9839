import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { PackageChoices } from '../../../shared/contract/packages.ts';
import { offeredCurrencies } from '../../../shared/domain/currencies.ts';
import { type LimitKey, limitKeys } from '../../../shared/domain/limits.ts';
import { CheckInput } from '../../components/check-input.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { TextInput } from '../../components/text-input.tsx';
import type { PackageDraft } from './draft.ts';
import { columns, FormPart } from './form-part.tsx';
import { KeyChoice } from './key-choice.tsx';
import { ModuleFields } from './module-fields.tsx';
import { knownFeatures, usePackageWords } from './use-package-words.ts';

interface PackageFormProps {
  readonly draft: PackageDraft;
  readonly choices: PackageChoices;
  /** Whoever may only look. */
  readonly locked: boolean;
  readonly isNew: boolean;
  problemAt(path: string): string | undefined;
  onChange(draft: PackageDraft): void;
}

/** Everything that a package is. */
export const PackageFormParts = (props: PackageFormProps) => {
  const { draft, choices, locked, isNew, onChange } = props;
  const { t } = useTranslation('packages');
  const words = usePackageWords();
  const features = [...new Set([...knownFeatures, ...choices.features, ...draft.features])];
  const flags = [...new Set([...choices.flags.map(({ key }) => key), ...draft.flags])];
  const flagName = (key: string): string => choices.flags.find((one) => one.key === key)?.name ?? '';
  return (
    <>
      <Names {...props} />
      <Prices {...props} />
      <Limits {...props} />
      <FormPart title={t('edit.modules')} note={t('edit.modulesNote')}>
        <ModuleFields {...props} />
      </FormPart>
      <FormPart title={t('edit.features')}>
        <KeyChoice
          options={features.map((key) => ({ key, label: words.feature(key) }))}
          chosen={draft.features}
          disabled={locked}
          onChange={(chosen) => onChange({ ...draft, features: chosen })}
        />
      </FormPart>
      <FormPart title={t('edit.flags')} note={t('edit.flagsNote')}>
        {flags.length === 0 ? (
          <Box sx={{ fontSize: 12, color: 'ink.tertiary' }}>{t('edit.noFlags')}</Box>
        ) : (
          <KeyChoice
            mono
            options={flags.map((key) => ({ key, label: key, help: flagName(key) }))}
            chosen={draft.flags}
            disabled={locked}
            onChange={(chosen) => onChange({ ...draft, flags: chosen })}
          />
        )}
      </FormPart>
      {isNew && (
        <FormPart title={t('column.state')}>
          <CheckInput
            label={t('edit.active')}
            help={t('edit.activeHelp')}
            checked={draft.active}
            disabled={locked}
            onChange={(active) => onChange({ ...draft, active })}
          />
        </FormPart>
      )}
    </>
  );
};

const Names = ({ draft, locked, problemAt, onChange }: PackageFormProps) => {
  const { t } = useTranslation('packages');
  return (
    <FormPart title={t('edit.names')}>
      <Box sx={columns(2)}>
        <TextInput
          label={t('edit.nameEn')}
          value={draft.nameEn}
          required
          maxLength={80}
          readOnly={locked}
          error={problemAt('names.en')}
          onChange={(event) => onChange({ ...draft, nameEn: event.target.value })}
        />
        <TextInput
          label={t('edit.nameTr')}
          value={draft.nameTr}
          required
          maxLength={80}
          readOnly={locked}
          error={problemAt('names.tr')}
          onChange={(event) => onChange({ ...draft, nameTr: event.target.value })}
        />
        <TextInput
          label={t('edit.type')}
          help={t('edit.typeHelp')}
          value={draft.type}
          required
          maxLength={40}
          readOnly={locked}
          error={problemAt('type')}
          onChange={(event) => onChange({ ...draft, type: event.target.value })}
        />
        <TextInput
          label={t('edit.order')}
          help={t('edit.orderHelp')}
          value={draft.order}
          required
          maxLength={4}
          readOnly={locked}
          error={problemAt('order')}
          onChange={(event) => onChange({ ...draft, order: event.target.value })}
        />
      </Box>
    </FormPart>
  );
};

const Prices = ({ draft, locked, problemAt, onChange }: PackageFormProps) => {
  const { t } = useTranslation('packages');
  const currencies = [...new Set<string>([draft.currency, ...offeredCurrencies])].toSorted();
  return (
    <FormPart title={t('edit.prices')} note={t('edit.pricesNote')}>
      <Box sx={columns(3)}>
        <TextInput
          label={t('edit.monthly')}
          value={draft.monthly}
          required
          maxLength={24}
          readOnly={locked}
          error={problemAt('monthlyPrice')}
          onChange={(event) => onChange({ ...draft, monthly: event.target.value })}
        />
        <Box sx={{ display: 'grid', gap: '6px' }}>
          <TextInput
            label={t('edit.yearly')}
            value={draft.sellsYearly ? draft.yearly : ''}
            maxLength={24}
            readOnly={locked}
            disabled={!draft.sellsYearly}
            error={problemAt('yearlyPrice')}
            onChange={(event) => onChange({ ...draft, yearly: event.target.value })}
          />
          <CheckInput
            label={t('edit.sellYearly')}
            checked={draft.sellsYearly}
            disabled={locked}
            onChange={(sellsYearly) => onChange({ ...draft, sellsYearly })}
          />
        </Box>
        <SelectInput<string>
          label={t('edit.currency')}
          value={draft.currency}
          options={currencies.map((value) => ({ value, label: value }))}
          disabled={locked}
          error={problemAt('currency')}
          onChange={(currency) => onChange({ ...draft, currency })}
        />
      </Box>
    </FormPart>
  );
};

const Limits = ({ draft, locked, problemAt, onChange }: PackageFormProps) => {
  const { t } = useTranslation('packages');
  const set = (key: LimitKey, value: string): void => onChange({ ...draft, limits: { ...draft.limits, [key]: value } });
  return (
    <FormPart title={t('edit.limits')}>
      <Box sx={columns(3)}>
        {limitKeys.map((key) => (
          <TextInput
            key={key}
            label={t(`limit.${key}`)}
            note={t(`unit.${key}`)}
            value={draft.limits[key]}
            placeholder={t('noLimit')}
            maxLength={13}
            readOnly={locked}
            error={problemAt(`limits.${key}`)}
            onChange={(event) => set(key, event.target.value)}
          />
        ))}
      </Box>
    </FormPart>
  );
};
