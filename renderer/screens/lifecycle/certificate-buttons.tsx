import Button from '@mui/material/Button';
import { FileBraces, FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { useSaveCertificate } from './use-save-certificate.ts';

export const CertificateButtons = ({ id, small = false }: { readonly id: TenantId; readonly small?: boolean }) => {
  const { t } = useTranslation('lifecycle');
  const { busy, save } = useSaveCertificate(id);
  const size = small ? 'small' : 'medium';
  return (
    <>
      <Button
        size={size}
        startIcon={<FileText size={14} strokeWidth={1.75} aria-hidden />}
        disabled={busy}
        onClick={() => save('pdf')}
      >
        {t('certificate.pdf')}
      </Button>
      <Button
        size={size}
        startIcon={<FileBraces size={14} strokeWidth={1.75} aria-hidden />}
        disabled={busy}
        onClick={() => save('json')}
      >
        {t('certificate.json')}
      </Button>
    </>
  );
};
