import { useTranslation } from 'react-i18next';
import type { SealReceipt } from '../../../shared/contract/tenants.ts';
import type { Hold } from '../../../shared/domain/holds.ts';
import { InlineMessage } from '../../components/inline-message.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { useFormat } from '../../i18n/use-format.ts';

interface ReceiptProps {
  readonly done: 'put' | 'lifted';
  readonly hold: Hold;
  readonly receipt: SealReceipt;
}

/** What the database said after the hold was put or lifted: proof, not belief. */
export const ReceiptFacts = ({ done, hold, receipt }: ReceiptProps) => {
  const { t } = useTranslation(['tenants', 'status']);
  const format = useFormat();
  const { role, sealed, sessionsEnded, sessionsLeft, loginRefused } = receipt;
  const enforced = role !== null;
  return (
    <>
      <InlineMessage
        tone={enforced || done === 'lifted' ? 'ok' : 'warn'}
        title={t(`tenants:receipt.${done}`, { kind: t(`status:hold.${hold.kind}`) })}
        body={enforced ? t(sealed ? 'tenants:receipt.sealed' : 'tenants:receipt.open') : t('tenants:receipt.noRole')}
      />
      <KeyValues
        labelWidth={170}
        rows={[
          { label: t('tenants:receipt.role'), value: role === null ? <Missing /> : <Mono>{role}</Mono> },
          { label: t('tenants:receipt.sessionsEnded'), value: format.number(sessionsEnded) },
          { label: t('tenants:receipt.sessionsLeft'), value: format.number(sessionsLeft) },
          {
            label: t('tenants:receipt.login'),
            value:
              loginRefused === null
                ? t('tenants:receipt.notTried')
                : t(loginRefused ? 'tenants:receipt.refused' : 'tenants:receipt.accepted'),
          },
        ]}
      />
    </>
  );
};
