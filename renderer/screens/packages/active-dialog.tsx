import { Ban, ShieldCheck, ShoppingCart } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ListedPackage } from '../../../shared/contract/packages.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import type { Consequence } from '../../components/consequence-list.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useNotices } from '../../stores/notices.ts';
import { usePackageWords } from './use-package-words.ts';

/** Stops selling it, or begins again. Whoever has it keeps it. */
export const ActiveDialog = ({ sold, onClose }: { readonly sold: ListedPackage; onClose(): void }) => {
  const { t } = useTranslation('packages');
  const words = usePackageWords();
  const name = words.name(sold);
  const stops = sold.active;
  const Icon = stops ? Ban : ShoppingCart;
  const succeed = useNotices((notices) => notices.succeed);
  const change = useChange('packages.setActive', {
    errors: 'here',
    onDone: () => {
      succeed(t(stops ? 'active.stopped' : 'active.started', { name }));
      onClose();
    },
  });
  const { tenants } = sold.use;
  const stay: Consequence = {
    ...{ icon: ShieldCheck, kind: 'kept' },
    text: tenants === 0 ? t('active.nobody') : t('active.stay', { count: tenants }),
  };
  return (
    <ConfirmDialog
      open
      level={2}
      title={t(stops ? 'active.stopTitle' : 'active.startTitle', { name })}
      consequences={
        stops
          ? [{ icon: Ban, text: t('active.noNew'), kind: 'lost' }, stay]
          : [{ icon: ShoppingCart, text: t('active.offered'), kind: 'changed' }]
      }
      asksReason
      verb={t(stops ? 'active.stopVerb' : 'active.startVerb')}
      verbIcon={<Icon size={14} strokeWidth={1.75} aria-hidden />}
      busy={change.isPending}
      error={change.error}
      onConfirm={({ reason }) => change.mutate({ id: sold.id, expected: sold.version, active: !sold.active, reason })}
      onClose={onClose}
    />
  );
};
