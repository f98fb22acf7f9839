import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { Certificate } from '../../../shared/domain/deletion.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { CertificateButtons } from './certificate-buttons.tsx';
import { CertificateFacts } from './certificate-facts.tsx';

interface CertificateDialogProps {
  readonly id: TenantId;
  readonly certificate: Certificate;
  onClose(): void;
}

export const CertificateDialog = ({ id, certificate, onClose }: CertificateDialogProps) => {
  const { t } = useTranslation(['lifecycle', 'common']);
  return (
    <DialogFrame
      open
      title={t('lifecycle:certificate.of', { name: certificate.name })}
      onClose={onClose}
      actions={
        <>
          <CertificateButtons id={id} />
          <Button onClick={onClose} autoFocus>
            {t('common:close')}
          </Button>
        </>
      }
    >
      {/* What scrolls can be scrolled by keys. */}
      <Box tabIndex={0} role="group" aria-label={t('lifecycle:certificate.title')}>
        <CertificateFacts certificate={certificate} />
      </Box>
    </DialogFrame>
  );
};
