import { Building2, CreditCard, Database, Globe, Inbox, KeyRound, ScrollText, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { CleanUpPreview } from '../../../shared/contract/registrations.ts';
import type { Consequence } from '../../components/consequence-list.tsx';
import { Mono } from '../../components/mono.tsx';
import { useFormat } from '../../i18n/use-format.ts';

/** What a clean-up removes, in the order in which it goes, and what it leaves. */
export function useCleanUpConsequences(): (removes: CleanUpPreview['removes']) => ReadonlyArray<Consequence> {
  const { t } = useTranslation('registrations');
  const format = useFormat();
  const lost = (icon: Consequence['icon'], text: ReactNode, amount?: ReactNode): Consequence => ({
    icon,
    text,
    kind: 'lost',
    ...(amount === undefined ? {} : { amount }),
  });
  return ({ subscriptions, owner, tenant, domains, database, role }) => [
    ...(subscriptions > 0 ? [lost(CreditCard, t('cleanUp.subscriptions'), format.number(subscriptions))] : []),
    ...(owner === null ? [] : [lost(UserRound, t('cleanUp.owner'), owner)]),
    ...(tenant === null ? [] : [lost(Building2, t('cleanUp.tenant'), tenant)]),
    ...(domains.length === 0 ? [] : [lost(Globe, t('cleanUp.domains', { count: domains.length }), domains.join(', '))]),
    ...(database === null
      ? []
      : [
          lost(
            Database,
            <Trans
              key="database"
              t={t}
              i18nKey="cleanUp.database"
              values={{ name: database.name }}
              components={{ mono: <Mono sx={{ fontWeight: 600 }} /> }}
            />,
            [
              ...(database.bytes === null ? [] : [format.bytes(database.bytes)]),
              t('cleanUp.sessions', { count: database.sessions }),
            ].join(', '),
          ),
        ]),
    ...(role === null ? [] : [lost(KeyRound, t('cleanUp.role'), <Mono>{role}</Mono>)]),
    { icon: Inbox, text: t('cleanUp.registration'), kind: 'kept' },
    { icon: ScrollText, text: t('cleanUp.log'), kind: 'kept' },
  ];
}
