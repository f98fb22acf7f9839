import { Copy, CreditCard, Database, Globe, KeyRound, Receipt, ScrollText, ShieldCheck, Users } from 'lucide-react';
import { Trans, useTranslation } from 'react-i18next';
import type { DeletionPlan } from '../../../shared/contract/lifecycle.ts';
import type { Consequence } from '../../components/consequence-list.tsx';
import { Mono } from '../../components/mono.tsx';
import { useFormat } from '../../i18n/use-format.ts';

/** What a deletion removes, in numbers, and what it keeps and why. */
export function useDeletionConsequences(): (plan: DeletionPlan) => ReadonlyArray<Consequence> {
  const { t } = useTranslation('lifecycle');
  const format = useFormat();
  return ({ removes, keeps }) => {
    const { database, role, copies, domains, users } = removes;
    const lost = (one: Omit<Consequence, 'kind'>): Consequence => ({ ...one, kind: 'lost' });
    return [
      ...(database === null
        ? []
        : [
            lost({
              icon: Database,
              text: (
                <Trans
                  key="database"
                  t={t}
                  i18nKey="delete.database"
                  values={{ name: database.name }}
                  components={{ mono: <Mono sx={{ fontWeight: 600 }} /> }}
                />
              ),
              amount: [
                database.bytes === null ? t('delete.unknownSize') : format.bytes(database.bytes),
                t('delete.sessions', { count: database.sessions }),
              ].join(', '),
            }),
          ]),
      ...(role === null ? [] : [lost({ icon: KeyRound, text: t('delete.role'), amount: <Mono>{role}</Mono> })]),
      ...(copies.length === 0
        ? []
        : [
            lost({
              icon: Copy,
              text: t('delete.copies', { count: copies.length }),
              amount: <Mono>{copies.join(', ')}</Mono>,
            }),
          ]),
      ...(domains.length === 0
        ? []
        : [lost({ icon: Globe, text: t('delete.domains', { count: domains.length }), amount: domains.join(', ') })]),
      lost({ icon: Users, text: t('delete.users'), amount: t('delete.userCount', { count: users }) }),
      {
        icon: Receipt,
        text: t('delete.invoices'),
        amount: keeps.invoices === 0 ? t('delete.noInvoices') : t('delete.invoiceCount', { count: keeps.invoices }),
        kind: 'kept',
      },
      {
        icon: CreditCard,
        text: t('delete.subscriptions'),
        amount: t('delete.subscriptionCount', { count: keeps.subscriptions }),
        kind: 'kept',
      },
      { icon: ShieldCheck, text: t('delete.tombstone'), kind: 'kept' },
      { icon: ScrollText, text: t('delete.log'), kind: 'kept' },
    ];
  };
}
