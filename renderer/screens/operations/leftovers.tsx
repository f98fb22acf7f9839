import { useTranslation } from 'react-i18next';
import { type ErrorKey, errorKeys } from '../../../shared/error-keys.ts';
import type { AppErrorData } from '../../../shared/errors.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Mono } from '../../components/mono.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';

const isKey = (text: unknown): text is ErrorKey => errorKeys.some((key) => key === text);
/** Before the step of this name has ended, the thing may still be there. */
const goesWith = { code: 'removing_tenant', database: 'removing_database', role: 'removing_role' } as const;
const order = ['removing_tenant', 'removing_database', 'removing_role'];

/** After a clean-up that could not end: what exactly is left, and why. */
export const Leftovers = ({ error }: { readonly error: AppErrorData }) => {
  const { t } = useTranslation('operations');
  const describe = useErrorText();
  if (error.key !== 'tenant.cleanup_failed') return null;
  const { reason, step } = error.params;
  const stopped = order.indexOf(`${step}`);
  const left = (['code', 'database', 'role'] as const).filter(
    (name) => error.params[name] !== undefined && order.indexOf(goesWith[name]) >= stopped,
  );
  return (
    <KeyValues
      labelWidth={130}
      rows={[
        ...(isKey(reason)
          ? [{ label: t('left.why'), value: describe({ key: reason, params: error.params }).title }]
          : []),
        ...left.map((name) => ({ label: t(`left.${name}`), value: <Mono>{`${error.params[name]}`}</Mono> })),
      ]}
    />
  );
};
