import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { TextInput } from '../../components/text-input.tsx';
import { type CompanyField, companyFields, type SetupFormHandle } from './setup-form.ts';
import { useFieldText } from './use-field-text.ts';

const longest: Readonly<Record<CompanyField, number>> = {
  name: 200,
  legalName: 300,
  taxNumber: 16,
  taxOffice: 100,
  email: 254,
  phone: 40,
  address: 500,
  district: 100,
  city: 100,
  postalCode: 20,
};
const wide: ReadonlySet<CompanyField> = new Set(['name', 'legalName', 'address']);

/** Who the company is, as its own database keeps it. */
export const CompanyPage = ({ form }: { readonly form: SetupFormHandle }) => {
  const { t } = useTranslation('setup');
  const textOf = useFieldText(form);
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '14px', alignItems: 'start' }}>
      {companyFields.map((name) => {
        const { ref, ...rest } = form.register(`company.${name}`);
        return (
          <Box key={name} sx={wide.has(name) ? { gridColumn: '1 / -1' } : {}}>
            <TextInput
              {...rest}
              inputRef={ref}
              label={t(`company.${name}`)}
              {...(name === 'taxNumber' ? { help: t('company.taxNumberHelp'), mono: true } : {})}
              required={name === 'name'}
              autoFocus={name === 'name'}
              autoComplete="off"
              maxLength={longest[name]}
              error={textOf(`company.${name}`)}
            />
          </Box>
        );
      })}
    </Box>
  );
};
