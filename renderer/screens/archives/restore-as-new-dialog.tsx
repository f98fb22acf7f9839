import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ArchiveRow, RestorePlan } from '../../../shared/contract/archives.ts';
import { type ErrorKey, errorKeys } from '../../../shared/error-keys.ts';
import type { AppError } from '../../../shared/errors.ts';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useFrame } from '../../stores/frame.ts';
import { NamesToBe } from '../registrations/names-to-be.tsx';
import { type NewTenantField, newTenantFields, useNewNames, useNewTenantForm } from './new-tenant-form.ts';

interface RestoreAsNewDialogProps {
  readonly archive: ArchiveRow;
  onClose(): void;
}

/** Makes a tenant of its own out of a backup. */
export const RestoreAsNewDialog = ({ archive, onClose }: RestoreAsNewDialogProps) => {
  const { t } = useTranslation(['archives', 'common']);
  const format = useFormat();
  const plan = useCall('archives.planRestore', { id: archive.id }, { staleTime: 0 });
  if (plan.data !== undefined && plan.data.problem === null)
    return <NewTenantDialog plan={plan.data} onClose={onClose} />;
  return (
    <DialogFrame
      open
      title={t('archives:asNew.title')}
      description={t('archives:asNew.description', {
        name: archive.tenantName,
        when: format.dateTime(archive.madeAt),
      })}
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('common:close')}</Button>}
    >
      {plan.error !== null && <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />}
      {plan.isPending && <SkeletonRows rows={4} />}
      <InlineError error={plan.data?.problem ?? null} />
    </DialogFrame>
  );
};

const isKey = (text: string): text is ErrorKey => errorKeys.some((key) => key === text);
const fieldOf = (error: AppError | null): NewTenantField | undefined =>
  newTenantFields.find((name) => name === error?.field);

const NewTenantDialog = ({ plan, onClose }: { readonly plan: RestorePlan; onClose(): void }) => {
  const { t } = useTranslation(['archives', 'common', 'components']);
  const format = useFormat();
  const describe = useErrorText();
  const openDrawer = useFrame((frame) => frame.openDrawer);
  const { register, control, setError, formState, handleSubmit } = useNewTenantForm(plan);
  const [name, code, ownerEmail] = useWatch({ control, name: ['name', 'code', 'ownerEmail'] });
  const { checks, current } = useNewNames(plan.archive.id, { name, code, ownerEmail });
  const guard = useGuard({ call: 'archives.restoreAsNew' });
  const restore = useChange('archives.restoreAsNew', {
    errors: 'here',
    onDone: ({ operationId }) => {
      onClose();
      openDrawer(operationId);
    },
  });
  const submit = handleSubmit((input) =>
    restore.mutate(input, {
      onError: (error) => {
        const field = fieldOf(error);
        if (field !== undefined)
          setError(field, { type: 'server', message: describe(error).title }, { shouldFocus: true });
      },
    }),
  );
  const problemOf = (field: NewTenantField): string | undefined => {
    const message = formState.errors[field]?.message;
    if (message !== undefined) return isKey(message) ? describe({ key: message }).title : message;
    if (field !== 'code' && field !== 'ownerEmail') return undefined;
    const check = checks?.[field];
    const value = { code, ownerEmail }[field];
    if (check === undefined || check.problem === null || value === '' || !current) return undefined;
    return describe({ key: check.problem, params: { name: value, code: value, email: value } }).title;
  };
  const field = (which: NewTenantField) => {
    const { ref, ...rest } = register(which);
    return { ...rest, inputRef: ref, required: true, autoComplete: 'off', error: problemOf(which) } as const;
  };
  return (
    <DialogFrame
      open
      title={t('archives:asNew.title')}
      description={t('archives:asNew.description', {
        name: plan.archive.tenantName,
        when: format.dateTime(plan.archive.madeAt),
      })}
      note={t('archives:asNew.note')}
      busy={restore.isPending}
      onSubmit={() => void submit()}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} disabled={restore.isPending}>
            {t('common:cancel')}
          </Button>
          <GuardedButton guard={guard} type="submit" variant="contained" color="primary" busy={restore.isPending}>
            {t('archives:asNew.verb')}
          </GuardedButton>
        </>
      }
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '14px', alignItems: 'start' }}>
        <TextInput {...field('name')} label={t('archives:asNew.name')} autoFocus maxLength={200} />
        <TextInput
          {...field('code')}
          label={t('archives:asNew.code')}
          help={t('archives:asNew.codeHelp')}
          mono
          maxLength={60}
        />
        <Box sx={{ gridColumn: '1 / -1' }}>
          <NamesToBe checks={checks} current={current} />
        </Box>
        <TextInput
          {...field('ownerEmail')}
          type="email"
          label={t('archives:asNew.email')}
          help={t('archives:asNew.emailHelp')}
          maxLength={254}
        />
        <TextInput {...field('reason')} label={t('components:confirm.reason')} maxLength={500} />
        {restore.error !== null && fieldOf(restore.error) === undefined && (
          <Box sx={{ gridColumn: '1 / -1' }}>
            <InlineError error={restore.error} />
          </Box>
        )}
      </Box>
    </DialogFrame>
  );
};
