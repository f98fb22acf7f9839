import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import type { OperationId } from '../../../shared/domain/ids.ts';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { SubmitActions } from '../../components/submit-actions.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useChange } from '../../ipc/use-change.ts';
import { OperationInDialog } from '../operations/operation-in-dialog.tsx';
import { NamesAfter } from './names-after.tsx';
import { useCodeCheck } from './use-code-check.ts';

const shortestReason = 3;

/** A new short name and address; shows live what comes of it, then its progress. */
export const RecodeDialog = ({ tenant, onClose }: { readonly tenant: TenantDetail; onClose(): void }) => {
  const { t } = useTranslation(['lifecycle', 'common', 'components']);
  const describe = useErrorText();
  const [code, setCode] = useState('');
  const [reason, setReason] = useState('');
  const [sent, setSent] = useState(false);
  const [started, setStarted] = useState<OperationId | null>(null);
  const { check, current } = useCodeCheck(tenant.id, code);
  const recode = useChange('lifecycle.recode', {
    errors: 'here',
    onDone: ({ operationId }) => setStarted(operationId),
  });
  const problem = current && check !== undefined ? check.problem : null;
  const missing = sent && code.trim() === '' ? describe({ key: 'field.required' }).title : undefined;
  const atCode =
    recode.error?.field === 'code'
      ? describe(recode.error).title
      : problem === null
        ? missing
        : describe({ key: problem, params: { name: code, code } }).title;
  const submit = (): void => {
    setSent(true);
    if (current && problem === null && code.trim() !== '' && reason.trim().length >= shortestReason)
      recode.mutate({ id: tenant.id, code: code.trim(), reason: reason.trim() });
  };
  return (
    <DialogFrame
      open
      title={t('lifecycle:recode.title', { name: tenant.name })}
      description={t('lifecycle:recode.description')}
      busy={recode.isPending}
      {...(started === null ? { onSubmit: submit } : {})}
      note={started === null ? t('lifecycle:recode.users', { count: tenant.users }) : undefined}
      onClose={onClose}
      actions={
        started === null ? (
          <SubmitActions verb={t('lifecycle:recode.verb')} busy={recode.isPending} onClose={onClose} />
        ) : (
          <Button onClick={onClose} autoFocus>
            {t('common:close')}
          </Button>
        )
      }
    >
      {started !== null ? (
        <OperationInDialog
          id={started}
          done={<InlineMessage tone="ok" title={t('lifecycle:recode.done')} body={check?.domain} />}
        />
      ) : (
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3.5 }}>
          <TextInput
            label={t('lifecycle:recode.code')}
            help={t('lifecycle:recode.codeHelp', { code: tenant.code })}
            value={code}
            required
            mono
            autoFocus
            autoComplete="off"
            maxLength={60}
            error={atCode}
            onChange={(event) => setCode(event.target.value)}
          />
          <NamesAfter tenant={tenant} check={code.trim() === '' ? undefined : check} current={current} />
          <TextInput
            label={t('components:confirm.reason')}
            value={reason}
            required
            maxLength={500}
            error={sent && reason.trim().length < shortestReason ? t('components:confirm.reasonShort') : undefined}
            onChange={(event) => setReason(event.target.value)}
          />
          {recode.error?.field !== 'code' && <InlineError error={recode.error} />}
        </Box>
      )}
    </DialogFrame>
  );
};
