import { Blocks, Plus, ShoppingCart, Users, Wallet } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PackageForm } from '../../../shared/contract/packages.ts';
import type { PackageId } from '../../../shared/domain/ids.ts';
import type { AppError } from '../../../shared/errors.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useNotices } from '../../stores/notices.ts';
import { usePackageWords } from './use-package-words.ts';

interface CreateDialogProps {
  readonly definition: PackageForm;
  onCreated(id: PackageId): void;
  /** A field was refused: it stands behind the dialog. */
  onRefused(error: AppError): void;
  onClose(): void;
}

/** What will be sold, once more before it is. */
export const CreateDialog = ({ definition, onCreated, onRefused, onClose }: CreateDialogProps) => {
  const { t } = useTranslation('packages');
  const words = usePackageWords();
  const name = words.name(definition);
  const succeed = useNotices((notices) => notices.succeed);
  const create = useChange('packages.create', {
    errors: 'here',
    onDone: ({ id }) => {
      succeed(t('create.done', { name }));
      onCreated(id);
    },
  });
  const modules = definition.modules.map((one) => one.code).join(', ');
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('create.title', { name })}
      consequences={[
        { icon: Wallet, text: t('create.price'), amount: words.price(definition), kind: 'changed' },
        { icon: Users, text: t('create.limits'), amount: words.limit(definition.limits.max_users), kind: 'changed' },
        { icon: Blocks, text: t('create.modules'), amount: modules, kind: 'changed' },
        {
          icon: ShoppingCart,
          text: definition.active ? t('create.sold') : t('create.notSold'),
          kind: definition.active ? 'kept' : 'changed',
        },
      ]}
      verb={t('create.verb')}
      verbIcon={<Plus size={14} strokeWidth={1.75} aria-hidden />}
      busy={create.isPending}
      error={create.error}
      onConfirm={() =>
        create.mutate(
          { definition },
          {
            onError: (error) => {
              if (error.field?.startsWith('definition.') === true) onRefused(error);
            },
          },
        )
      }
      onClose={onClose}
    />
  );
};
