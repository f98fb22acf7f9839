import Button from '@mui/material/Button';
import { ArchiveRestore } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveRow } from '../../../shared/contract/archives.ts';
import { everyTenant } from '../../../shared/contract/tenants.ts';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { withoutBackup } from './archive-facts.ts';
import { BackUpDialog } from './back-up-dialog.tsx';

/** As many as the contract lets be backed up in one operation. */
const mostAtOnce = 500;

/** The tenants that work and have no backup at all: counted, and one way forward. */
export const WithoutBackup = ({ archives }: { readonly archives: ReadonlyArray<ArchiveRow> }) => {
  const { t } = useTranslation(['archives', 'common']);
  const format = useFormat();
  const [asked, setAsked] = useState(false);
  const guard = useGuard({ call: 'archives.backUp' });
  const { data, error, refetch } = useCall('tenants.ids', {
    filter: { ...everyTenant, lifecycles: ['active', 'cancelled', 'deletion_scheduled'] },
    sort: { column: 'name', descending: false },
  });
  if (data === undefined) {
    if (error === null) return null;
    return (
      <InlineMessage
        tone="warn"
        title={t('archives:page.withoutUnknown')}
        action={
          <Button size="small" onClick={() => void refetch()}>
            {t('common:retry')}
          </Button>
        }
      />
    );
  }
  const without = withoutBackup(data, archives);
  if (without.length === 0) return null;
  const first = without.slice(0, mostAtOnce);
  return (
    <>
      <InlineMessage
        tone="warn"
        title={t('archives:page.without', { count: without.length, amount: format.number(without.length) })}
        body={t('archives:page.withoutBody')}
        action={
          <GuardedButton
            guard={guard}
            size="small"
            icon={<ArchiveRestore size={13} strokeWidth={1.75} aria-hidden />}
            onClick={() => setAsked(true)}
          >
            {first.length < without.length
              ? t('archives:page.withoutMost', { count: first.length })
              : t('archives:page.backUpThese')}
          </GuardedButton>
        }
      />
      {asked && <BackUpDialog tenants={first} onClose={() => setAsked(false)} />}
    </>
  );
};
