import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { InlineMessage } from '../../components/inline-message.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { CertificateButtons } from './certificate-buttons.tsx';
import { CertificateFacts } from './certificate-facts.tsx';

/** The end of a deletion: its certificate, to be read and kept. */
export const DeletionDone = ({ tenantId }: { readonly tenantId: TenantId }) => {
  const { t } = useTranslation('lifecycle');
  const certificate = useCall('lifecycle.get', { id: tenantId }, { staleTime: 0 }).data?.certificate ?? null;
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <InlineMessage tone="ok" title={t('delete.done')} body={t('delete.doneBody')} />
      {certificate !== null && (
        <>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
            <CertificateButtons id={tenantId} small />
          </Box>
          <Box sx={{ border: '1px solid', borderColor: 'line.default', borderRadius: '6px', p: '12px' }}>
            <CertificateFacts certificate={certificate} />
          </Box>
        </>
      )}
    </Box>
  );
};
