import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CompanyShown } from '../../../shared/contract/tenant-settings.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { Panel } from '../../components/panel.tsx';
import { useChange } from '../../ipc/use-change.ts';

interface CompanyPanelProps {
  readonly tenant: TenantDetail;
  readonly company: CompanyShown | null;
}

/** The company as the tenant's own database has it. */
export const CompanyPanel = ({ tenant, company }: CompanyPanelProps) => {
  const { t } = useTranslation('tenant-settings');
  const text = (value: string | null) =>
    value === null || value === '' ? <Missing /> : <span lang="tr">{value}</span>;
  return (
    <Panel title={t('company.title')} note={t('company.note')}>
      {company === null ? (
        <Box sx={{ fontSize: 12, color: 'ink.tertiary' }}>{t('company.unreadable')}</Box>
      ) : (
        <KeyValues
          rows={[
            { label: t('company.name'), value: text(company.name) },
            { label: t('company.legalName'), value: text(company.legalName) },
            {
              label: t('company.taxNumber'),
              value:
                company.taxNumber === null ? (
                  <Missing />
                ) : (
                  <TaxNumber key={company.taxNumber} tenant={tenant} masked={company.taxNumber} />
                ),
            },
            { label: t('company.taxOffice'), value: text(company.taxOffice) },
            { label: t('company.email'), value: text(company.email) },
            { label: t('company.phone'), value: text(company.phone) },
            { label: t('company.address'), value: text(company.address) },
            { label: t('company.country'), value: company.countryCode },
          ]}
        />
      )}
    </Panel>
  );
};

/** Masked until somebody asks for it; that is written down. */
const TaxNumber = ({ tenant, masked }: { readonly tenant: TenantDetail; readonly masked: string }) => {
  const { t } = useTranslation('tenant-settings');
  const [shown, setShown] = useState<string | null>(null);
  const ask = useChange('tenantSettings.taxNumber', {
    errors: 'notice',
    onDone: ({ taxNumber }) => setShown(taxNumber),
  });
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
      {shown === null ? (
        <Mono aria-label={t('company.hidden')} role="img">
          {masked}
        </Mono>
      ) : (
        <Mono>{shown}</Mono>
      )}
      <Button
        size="small"
        variant="text"
        aria-label={t(shown === null ? 'company.showLabel' : 'company.hideLabel')}
        disabled={ask.isPending}
        onClick={() => (shown === null ? ask.mutate({ tenantId: tenant.id }) : setShown(null))}
      >
        {t(shown === null ? 'company.show' : 'company.hide')}
      </Button>
    </Box>
  );
};
