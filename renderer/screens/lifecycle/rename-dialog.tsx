import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { SubmitActions } from '../../components/submit-actions.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';

/** The display name only: nothing else follows from it. */
export const RenameDialog = ({ tenant, onClose }: { readonly tenant: TenantDetail; onClose(): void }) => {
  const { t } = useTranslation('lifecycle');
  const describe = useErrorText();
  const succeed = useSucceed();
  const [name, setName] = useState(tenant.name);
  const [sent, setSent] = useState(false);
  const rename = useChange('lifecycle.rename', {
    errors: 'here',
    onDone: (_done, input) => {
      succeed(t('rename.done', { name: input.name }));
      onClose();
    },
  });
  const atField = rename.error?.field === 'name' ? rename.error : null;
  const empty = sent && name.trim() === '' ? describe({ key: 'field.required' }).title : undefined;
  return (
    <DialogFrame
      open
      title={t('rename.title', { name: tenant.name })}
      description={t('rename.description')}
      busy={rename.isPending}
      onSubmit={() => {
        setSent(true);
        if (name.trim() === tenant.name) onClose();
        else if (name.trim() !== '') rename.mutate({ id: tenant.id, name: name.trim() });
      }}
      onClose={onClose}
      actions={<SubmitActions verb={t('rename.verb')} busy={rename.isPending} onClose={onClose} />}
    >
      <TextInput
        label={t('rename.name')}
        value={name}
        required
        autoFocus
        autoComplete="off"
        maxLength={200}
        error={empty ?? (atField === null ? undefined : describe(atField).title)}
        onChange={(event) => setName(event.target.value)}
      />
      {atField === null && <InlineError error={rename.error} />}
    </DialogFrame>
  );
};
