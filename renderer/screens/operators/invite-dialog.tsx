import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { calls } from '../../../shared/contract/contract.ts';
import type { Invitation } from '../../../shared/contract/operators.ts';
import { type Role, roles } from '../../../shared/domain/permissions.ts';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useChange } from '../../ipc/use-change.ts';

const { input: schema } = calls['operators.invite'];

/** Name, e-mail and role; the temporary password is made by main and shown once. */
export const InviteDialog = ({ onInvited, onClose }: { onInvited(invitation: Invitation): void; onClose(): void }) => {
  const { t } = useTranslation(['operators', 'status', 'common']);
  const invite = useChange('operators.invite', { errors: 'here', onDone: onInvited });
  const { register, control, handleSubmit, formState } = useForm({
    resolver: zodResolver(schema),
    mode: 'onTouched',
    defaultValues: { name: '', email: '', role: 'support' as Role },
  });
  const { ref: nameRef, ...name } = register('name');
  const { ref: emailRef, ...email } = register('email');
  const send = handleSubmit((values) => invite.mutate(values));
  const { errors } = formState;
  return (
    <DialogFrame
      open
      title={t('operators:invite.title')}
      description={t('operators:invite.body')}
      busy={invite.isPending}
      onSubmit={() => void send()}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" color="primary" disabled={invite.isPending}>
            {t('operators:invite.verb')}
          </Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        <TextInput
          {...name}
          inputRef={nameRef}
          label={t('operators:column.name')}
          autoFocus
          maxLength={120}
          error={errors.name && t('operators:invite.nameProblem')}
        />
        <TextInput
          {...email}
          inputRef={emailRef}
          type="email"
          label={t('operators:invite.email')}
          maxLength={254}
          error={errors.email && t('operators:invite.emailProblem')}
        />
        <Controller
          control={control}
          name="role"
          render={({ field }) => (
            <SelectInput<Role>
              label={t('operators:column.role')}
              help={t(`operators:roleHelp.${field.value}`)}
              value={field.value}
              options={roles.map((value) => ({ value, label: t(`status:role.${value}`) }))}
              onChange={field.onChange}
            />
          )}
        />
        <InlineError error={invite.error} />
      </Box>
    </DialogFrame>
  );
};
