import { useTranslation } from 'react-i18next';
import type { TenantModule } from '../../../shared/contract/modules.ts';
import { moduleLook } from '../../components/status/module-look.ts';
import { StatusChip } from '../../components/status/status-chip.tsx';

/** How a module stands, with how far it is behind where it is. */
export const ModuleStateChip = ({
  module: { state, missing },
  form,
}: {
  readonly module: Pick<TenantModule, 'state' | 'missing'>;
  readonly form: 'grid' | 'tinted';
}) => {
  const { t } = useTranslation('modules');
  return (
    <StatusChip
      look={moduleLook(state)}
      form={form}
      {...(state === 'behind' ? { label: t('behind', { count: missing.length }) } : {})}
    />
  );
};
