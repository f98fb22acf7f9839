import { Database, Globe, KeyRound, Mail, Tag } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RegistrationRow } from '../../../shared/contract/registrations.ts';
import { codeProblem, databaseNameFor, primaryDomainFor, roleNameFor } from '../../../shared/domain/names.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { Mono } from '../../components/mono.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useFrame } from '../../stores/frame.ts';
import { useOperations } from '../../stores/operations.ts';
import { usePlatform } from '../../stores/session.ts';
import { usualTimeToReady } from '../operations/past-durations.ts';

interface ProvisionDialogProps {
  readonly row: RegistrationRow;
  onClose(): void;
}

/** Shows every name that will be used, then starts and opens the operation. */
export const ProvisionDialog = ({ row, onClose }: ProvisionDialogProps) => {
  const { t } = useTranslation('registrations');
  const describe = useErrorText();
  const format = useFormat();
  const platform = usePlatform();
  const openDrawer = useFrame((frame) => frame.openDrawer);
  const usual = useOperations(({ list }) => usualTimeToReady(list)?.milliseconds ?? null);
  const provision = useChange('registrations.provision', {
    errors: 'here',
    onDone: ({ operationId }) => {
      onClose();
      openDrawer(operationId);
    },
  });
  const { companyCode: code } = row;
  const problem = codeProblem(code);
  const database = databaseNameFor(platform?.databasePattern ?? '', code);
  const domain = primaryDomainFor(code, platform?.baseDomains[0] ?? '');
  const name = (text: string) => <Mono sx={{ fontWeight: 600 }}>{text}</Mono>;
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('provision.title', { company: row.companyName })}
      description={
        usual === null ? t('provision.description') : t('provision.descriptionAbout', { time: format.about(usual) })
      }
      consequences={[
        { icon: Tag, text: t('provision.code'), amount: name(code), kind: 'changed' },
        { icon: Globe, text: t('provision.domain'), amount: name(domain), kind: 'changed' },
        { icon: Database, text: t('provision.database'), amount: name(database), kind: 'changed' },
        { icon: KeyRound, text: t('provision.role'), amount: name(roleNameFor(database)), kind: 'changed' },
        { icon: Mail, text: t('provision.mail'), amount: row.email, kind: 'changed' },
      ]}
      note={t('provision.note')}
      verb={t('provision.verb')}
      ready={problem === undefined}
      busy={provision.isPending}
      error={provision.error}
      onConfirm={() => provision.mutate({ id: row.id })}
      onClose={onClose}
    >
      {problem !== undefined && (
        <InlineMessage
          tone="danger"
          title={describe({ key: problem, params: { name: code, code } }).title}
          body={t('provision.badCode')}
        />
      )}
    </ConfirmDialog>
  );
};
