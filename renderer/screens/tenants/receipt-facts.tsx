import { useTranslation } from 'react-i18next';
import type { SealReceipt } from '../../../shared/contract/tenants.ts';
import type { Hold } from '../../../shared/domain/holds.ts';
import { InlineMessage } from '../../components/inline-message.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useHoldName } from './hold-words.ts';

interface SealFactsProps {
  readonly title: string;
  readonly receipt: SealReceipt;
  /** What the change was to bring about. */
  readonly wanted: 'sealed' | 'open';
}

/** What the database said after it was closed or opened: proof, not belief. */
export const SealFacts = ({ title, receipt, wanted }: SealFactsProps) => {
  const { t } = useTranslation('tenants');
  const format = useFormat();
  const { role, sealed, sessionsEnded, sessionsLeft, loginRefused } = receipt;
  const enforced = role !== null;
  return (
    <>
      <InlineMessage
        tone={enforced || wanted === 'open' ? 'ok' : 'warn'}
        title={title}
        body={
          enforced
            ? t(sealed ? 'receipt.sealed' : 'receipt.open')
            : t(wanted === 'sealed' ? 'receipt.noRole' : 'receipt.noRoleOpen')
        }
      />
      <KeyValues
        labelWidth={170}
        rows={[
          { label: t('receipt.role'), value: role === null ? <Missing /> : <Mono>{role}</Mono> },
          { label: t('receipt.sessionsEnded'), value: format.number(sessionsEnded) },
          { label: t('receipt.sessionsLeft'), value: format.number(sessionsLeft) },
          {
            label: t('receipt.login'),
            value:
              loginRefused === null ? t('receipt.notTried') : t(loginRefused ? 'receipt.refused' : 'receipt.accepted'),
          },
        ]}
      />
    </>
  );
};

interface ReceiptProps {
  readonly done: 'put' | 'lifted';
  readonly hold: Hold;
  readonly receipt: SealReceipt;
}

/** The same after one hold was put or lifted. */
export const ReceiptFacts = ({ done, hold, receipt }: ReceiptProps) => {
  const { t } = useTranslation('tenants');
  const nameOf = useHoldName();
  return (
    <SealFacts
      title={t(`receipt.${done}`, { kind: nameOf(hold) })}
      receipt={receipt}
      wanted={done === 'put' ? 'sealed' : 'open'}
    />
  );
};
