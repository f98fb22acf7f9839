import { useTranslation } from 'react-i18next';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useSettings } from '../../ipc/use-settings.ts';
import { useSucceed } from '../../stores/notices.ts';

/** Writes the certificate where the operator says, in the language that the window speaks. */
export function useSaveCertificate(id: TenantId): { readonly busy: boolean; save(format: 'json' | 'pdf'): void } {
  const { t } = useTranslation('lifecycle');
  const succeed = useSucceed();
  const language = useSettings()?.language ?? 'en';
  const saving = useChange('lifecycle.saveCertificate', {
    errors: 'notice',
    onDone: (saved) => {
      if (saved !== null) succeed(t('certificate.saved', { file: saved.file }));
    },
  });
  return { busy: saving.isPending, save: (format) => saving.mutate({ id, format, language }) };
}
