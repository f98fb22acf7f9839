import Box from '@mui/material/Box';
import { Flag, Save, ShieldCheck, ShoppingCart, Wallet } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ListedPackage, PackageForm, PackagePreview } from '../../../shared/contract/packages.ts';
import { touchesWhoPays } from '../../../shared/domain/package-diff.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import type { Consequence } from '../../components/consequence-list.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useNotices } from '../../stores/notices.ts';
import { ChangeTable } from './change-table.tsx';
import { usePackageWords } from './use-package-words.ts';

interface SaveDialogProps {
  readonly sold: ListedPackage;
  readonly definition: PackageForm;
  readonly preview: PackagePreview;
  onSaved(): void;
  onClose(): void;
}

/** What becomes another, who has it, and that nobody who pays feels it. */
export const SaveDialog = ({ sold, definition, preview, onSaved, onClose }: SaveDialogProps) => {
  const { t } = useTranslation('packages');
  const words = usePackageWords();
  const name = words.name(sold);
  const version = sold.version + 1;
  const succeed = useNotices((notices) => notices.succeed);
  const consequences = useConsequences(preview);
  const save = useChange('packages.change', {
    errors: 'here',
    onDone: ({ version: saved }) => {
      succeed(t('save.done', { name, version: saved }));
      onSaved();
    },
  });
  return (
    <ConfirmDialog
      open
      level={2}
      width={660}
      title={t('save.title', { name })}
      description={t('save.description', { version })}
      consequences={consequences}
      asksReason
      verb={t('save.verb', { version })}
      verbIcon={<Save size={14} strokeWidth={1.75} aria-hidden />}
      busy={save.isPending}
      error={save.error}
      onConfirm={({ reason }) => save.mutate({ id: sold.id, expected: sold.version, definition, reason })}
      onClose={onClose}
    >
      <ChangeTable changes={preview.changes} />
    </ConfirmDialog>
  );
};

function useConsequences({ use, keeps, changes }: PackagePreview): ReadonlyArray<Consequence> {
  const { t } = useTranslation('packages');
  const format = useFormat();
  const words = usePackageWords();
  const fresh: Consequence = { icon: ShoppingCart, text: t('save.new'), kind: 'changed' };
  if (use.tenants === 0) return [{ icon: ShieldCheck, text: t('save.nobody'), kind: 'kept' }, fresh];
  const atOnce: ReadonlyArray<Consequence> = changes.some(({ of }) => of === 'flag' || of === 'feature')
    ? [{ icon: Flag, text: t('save.atOnce'), amount: t('who.tenants', { count: use.tenants }), kind: 'changed' }]
    : [];
  if (!changes.some(touchesWhoPays)) return [{ icon: ShieldCheck, text: t('save.words'), kind: 'kept' }, ...atOnce];
  const users = (limit: number | null | undefined): string =>
    limit === null || limit === undefined ? t('save.usersUnlimited') : t('save.users', { count: limit });
  return [
    {
      icon: ShieldCheck,
      text: (
        <>
          {t('save.keep', { count: use.tenants })}
          {keeps.map(({ version, tenants, definition }) => (
            <Box key={version} sx={{ fontSize: 12, lineHeight: '18px', fontWeight: 400, color: 'ink.secondary' }}>
              {t('save.keepVersion', {
                ...{ count: tenants, version, price: words.price(definition) },
                users: users(definition.limits.max_users),
              })}
            </Box>
          ))}
        </>
      ),
      kind: 'kept',
    },
    {
      icon: Wallet,
      text: t('save.nobodyPays'),
      amount: use.mrr.map((money) => format.money(money)).join(', '),
      kind: 'kept',
    },
    ...atOnce,
    fresh,
  ];
}
