import Box from '@mui/material/Box';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { SetupOptions } from '../../../shared/contract/setup.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import type { OperationId } from '../../../shared/domain/ids.ts';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { SubmitActions } from '../../components/submit-actions.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useChange } from '../../ipc/use-change.ts';
import { CompanyPage } from './company-page.tsx';
import { lacksModules } from './module-choice.ts';
import { PackagePage } from './package-page.tsx';
import { ReviewPage } from './review-page.tsx';
import { companyFields, pageOf, type SetupPage, setupPages, useSetupForm } from './setup-form.ts';
import { SetupPages } from './setup-pages.tsx';

interface SetupWizardProps {
  readonly tenant: TenantDetail;
  readonly options: SetupOptions;
  onStarted(id: OperationId): void;
  onClose(): void;
}

const fieldsOf = {
  company: companyFields.map((name) => `company.${name}` as const),
  package: ['packageId', 'period', 'modules'],
  review: [],
} as const;

/** Company, package and modules, and once more what will be done. A page is left when what is on it is right. */
export const SetupWizard = ({ tenant, options, onStarted, onClose }: SetupWizardProps) => {
  const { t } = useTranslation(['setup', 'common']);
  const describe = useErrorText();
  const form = useSetupForm(tenant, options);
  const [page, setPage] = useState<SetupPage>('company');
  const start = useChange('setup.start', { errors: 'here', onDone: ({ operationId }) => onStarted(operationId) });
  const at = setupPages.indexOf(page);
  const isLast = page === 'review';

  const send = form.handleSubmit((_parsed, event) => {
    event?.preventDefault();
    start.mutate(form.getValues(), {
      onError: (error) => {
        const field = [...fieldsOf.company, ...fieldsOf.package].find((name) => name === error.field);
        if (field === undefined) return;
        setPage(pageOf(field));
        form.setError(field, { type: 'server', message: describe(error).title });
      },
    });
  });
  const go = async (to: number): Promise<void> => {
    const next = setupPages[to];
    if (next === undefined) return;
    if (to < at || (await form.trigger([...fieldsOf[page]], { shouldFocus: true }))) setPage(next);
  };
  const [packageId, modules] = useWatch({ control: form.control, name: ['packageId', 'modules'] });
  const sold = options.packages.find(({ id }) => id === packageId);
  const isBlocked = page === 'package' && (sold === undefined || lacksModules(sold, modules));

  return (
    <DialogFrame
      open
      title={t('setup:title', { name: tenant.name })}
      description={t('setup:description')}
      busy={start.isPending}
      onSubmit={() => void (isLast ? send() : go(at + 1))}
      note={t('setup:page', { at: at + 1, of: setupPages.length })}
      onClose={onClose}
      actions={
        <SubmitActions
          verb={t(isLast ? 'setup:verb' : 'setup:next')}
          busy={start.isPending}
          blocked={isBlocked}
          {...(at === 0 ? {} : { back: { label: t('setup:back'), go: () => void go(at - 1) } })}
          onClose={onClose}
        />
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: '14px' }}>
        <SetupPages current={page} />
        {page === 'company' && <CompanyPage form={form} />}
        {page === 'package' && <PackagePage form={form} options={options} />}
        {isLast && <ReviewPage form={form} options={options} tenant={tenant} />}
        <InlineError error={start.error?.field === undefined ? start.error : null} />
      </Box>
    </DialogFrame>
  );
};
