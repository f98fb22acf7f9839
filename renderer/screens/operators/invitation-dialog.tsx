import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../shared/contract/operators.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Mono } from '../../components/mono.tsx';

/** The only time that a temporary password is seen. */
export const InvitationDialog = ({ invitation, onClose }: { readonly invitation: Invitation; onClose(): void }) => {
  const { t } = useTranslation(['operators', 'common']);
  const { operator, temporaryPassword } = invitation;
  return (
    <DialogFrame
      open
      title={t('operators:invitation.title', { name: operator.name })}
      description={t('operators:invitation.body')}
      onClose={onClose}
      actions={
        <Button variant="contained" color="primary" onClick={onClose}>
          {t('operators:invitation.done')}
        </Button>
      }
    >
      <KeyValues
        labelWidth={170}
        rows={[
          { label: t('operators:invite.email'), value: operator.email },
          {
            label: t('operators:invitation.password'),
            value: (
              <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1 }}>
                <Mono>{temporaryPassword}</Mono>
                <CopyButton text={temporaryPassword} label={t('operators:invitation.password')} />
              </Box>
            ),
          },
        ]}
      />
    </DialogFrame>
  );
};
