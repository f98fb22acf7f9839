import Box from '@mui/material/Box';
import { useRef, useState } from 'react';
import { Controller, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { codeFromCompanyName } from '../../../shared/domain/names.ts';
import { type ErrorKey, errorKeys } from '../../../shared/error-keys.ts';
import type { AppError, AppErrorData } from '../../../shared/errors.ts';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { SubmitActions } from '../../components/submit-actions.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';
import { MailWarningDialog } from './mail-warning-dialog.tsx';
import { useNameChecks } from './name-checks.ts';
import { NamesToBe } from './names-to-be.tsx';
import { type FormFieldName, formFields, useNewRegistrationForm } from './new-registration-form.ts';

const isKey = (text: string): text is ErrorKey => errorKeys.some((key) => key === text);
const fieldOf = (error: AppError | null): FormFieldName | undefined => formFields.find((name) => name === error?.field);
const none = 'none';

/** An operator registers a company on its behalf. Bad input stays in the form, with a sentence at its field. */
export const NewRegistrationDialog = ({ onClose }: { onClose(): void }) => {
  const { t } = useTranslation('registrations');
  const describe = useErrorText();
  const succeed = useSucceed();
  const [mailProblem, setMailProblem] = useState<AppErrorData | null>(null);
  const form = useNewRegistrationForm();
  const { register, control, setValue, setError, formState, handleSubmit } = form;
  const [companyName, companyCode, email] = useWatch({ control, name: ['companyName', 'companyCode', 'email'] });
  const { checks, current } = useNameChecks({ companyName, companyCode, email });
  const packages = useCall('platform.packages', {}, { staleTime: 60_000 }).data ?? [];
  /** Until the short name is written by hand it follows the company's name. */
  const followsName = useRef(true);
  const create = useChange('registrations.create', {
    errors: 'here',
    onDone: ({ mail }, input) => {
      if (mail !== null) return setMailProblem(mail);
      succeed(t('new.done', { company: input.companyName, email: input.email }));
      onClose();
    },
  });

  const submit = handleSubmit((input) =>
    create.mutate(input, {
      onError: (error) => {
        const field = fieldOf(error);
        if (field !== undefined)
          setError(field, { type: 'server', message: describe(error).title }, { shouldFocus: true });
      },
    }),
  );
  const problemOf = (field: FormFieldName): string | undefined => {
    const message = formState.errors[field]?.message;
    if (message !== undefined) return isKey(message) ? describe({ key: message }).title : message;
    if (field !== 'companyName' && field !== 'companyCode' && field !== 'email') return undefined;
    const check = checks?.[field];
    const value = { companyName, companyCode, email }[field];
    if (check === undefined || check.problem === null || value === '' || !current) return undefined;
    return describe({ key: check.problem, params: { name: value, code: value, email: value } }).title;
  };

  if (mailProblem !== null) return <MailWarningDialog company={companyName} problem={mailProblem} onClose={onClose} />;
  const { ref: nameRef, onChange: onName, ...nameRest } = register('companyName');
  const { ref: codeRef, onChange: onCode, ...codeRest } = register('companyCode');
  const { ref: emailRef, ...emailRest } = register('email');
  const { ref: phoneRef, ...phoneRest } = register('phone', { setValueAs: (value) => (value === '' ? null : value) });
  return (
    <DialogFrame
      open
      title={t('new.title')}
      description={t('new.description')}
      note={t('new.note')}
      busy={create.isPending}
      onSubmit={() => void submit()}
      onClose={onClose}
      actions={<SubmitActions verb={t('new.verb')} busy={create.isPending} onClose={onClose} />}
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '14px', alignItems: 'start' }}>
        <TextInput
          {...nameRest}
          inputRef={nameRef}
          label={t('new.companyName')}
          required
          autoFocus
          autoComplete="off"
          maxLength={200}
          error={problemOf('companyName')}
          onChange={(event) => {
            void onName(event);
            if (followsName.current)
              setValue('companyCode', codeFromCompanyName(event.target.value), {
                shouldValidate: formState.isSubmitted,
              });
          }}
        />
        <TextInput
          {...codeRest}
          inputRef={codeRef}
          label={t('new.companyCode')}
          help={t('new.codeHelp')}
          required
          mono
          autoComplete="off"
          maxLength={60}
          error={problemOf('companyCode')}
          onChange={(event) => {
            followsName.current = event.target.value === '';
            void onCode(event);
          }}
        />
        <Box sx={{ gridColumn: '1 / -1' }}>
          <NamesToBe checks={checks} current={current} />
        </Box>
        <TextInput
          {...emailRest}
          inputRef={emailRef}
          type="email"
          label={t('new.email')}
          help={t('new.emailHelp')}
          required
          autoComplete="off"
          maxLength={254}
          error={problemOf('email')}
        />
        <TextInput
          {...phoneRest}
          inputRef={phoneRef}
          type="tel"
          label={t('new.phone')}
          help={t('new.optional')}
          autoComplete="off"
          maxLength={40}
          error={problemOf('phone')}
        />
        <Controller
          control={control}
          name="packageId"
          render={({ field }) => (
            <SelectInput
              label={t('new.package')}
              help={t('new.packageHelp')}
              error={problemOf('packageId')}
              value={field.value ?? none}
              options={[
                { value: none, label: t('new.notChosen') },
                ...packages.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(value) => field.onChange(value === none ? null : value)}
            />
          )}
        />
        <Controller
          control={control}
          name="billingPeriod"
          render={({ field }) => (
            <SelectInput
              label={t('new.billingPeriod')}
              error={problemOf('billingPeriod')}
              value={field.value ?? none}
              options={[
                { value: none, label: t('new.notChosen') },
                { value: 'monthly', label: t('billing.monthly') },
                { value: 'yearly', label: t('billing.yearly') },
              ]}
              onChange={(value) => field.onChange(value === none ? null : value)}
            />
          )}
        />
        {create.error !== null && fieldOf(create.error) === undefined && (
          <Box sx={{ gridColumn: '1 / -1' }}>
            <InlineError error={create.error} />
          </Box>
        )}
      </Box>
    </DialogFrame>
  );
};
