import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredDomain } from '../../../shared/contract/domains.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { SubmitActions } from '../../components/submit-actions.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useChange } from '../../ipc/use-change.ts';
import { DomainName } from './domain-name.tsx';
import { DomainRecords } from './domain-records.tsx';
import { VerifyButton } from './verify-button.tsx';

interface AddDomainDialogProps {
  readonly tenant: TenantDetail;
  readonly target: string;
  onClose(): void;
}

/** Asks for the name, then shows what has to be set in DNS, and what is there. */
export const AddDomainDialog = ({ tenant, target, onClose }: AddDomainDialogProps) => {
  const { t } = useTranslation(['domains', 'common']);
  const describe = useErrorText();
  const [name, setName] = useState('');
  const [added, setAdded] = useState<StoredDomain | null>(null);
  const add = useChange('domains.add', { errors: 'here', onDone: setAdded });
  const atName = add.error?.field === 'name' ? describe(add.error).title : undefined;
  return (
    <DialogFrame
      open
      width={added === null ? 560 : 860}
      title={t('domains:add.title', { name: tenant.name })}
      description={t('domains:add.description')}
      busy={add.isPending}
      {...(added === null ? { onSubmit: () => add.mutate({ tenantId: tenant.id, name }) } : {})}
      onClose={onClose}
      actions={
        added === null ? (
          <SubmitActions verb={t('domains:add.verb')} busy={add.isPending} onClose={onClose} />
        ) : (
          <>
            <Button onClick={onClose} autoFocus>
              {t(added.isVerified ? 'common:close' : 'domains:add.later')}
            </Button>
            {!added.isVerified && <VerifyButton domain={added} look="main" onAnswer={setAdded} />}
          </>
        )
      }
    >
      {added === null ? (
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3.5 }}>
          <TextInput
            label={t('domains:add.name')}
            help={t('domains:add.help')}
            value={name}
            required
            mono
            autoFocus
            autoComplete="off"
            maxLength={300}
            error={atName}
            onChange={(event) => setName(event.target.value)}
          />
          {atName === undefined && <InlineError error={add.error} />}
        </Box>
      ) : (
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
          <DomainName domain={added} />
          {added.isVerified ? (
            <InlineMessage tone="ok" title={t('domains:verify.done', { domain: added.unicodeName })} />
          ) : (
            <InlineMessage tone="info" title={t('domains:add.set')} body={t('domains:add.setBody')} />
          )}
          <DomainRecords domain={added} target={target} />
        </Box>
      )}
    </DialogFrame>
  );
};
