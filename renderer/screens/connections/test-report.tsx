import { useTranslation } from 'react-i18next';
import type { ConnectionReport } from '../../../shared/contract/connections.ts';
import { Panel } from '../../components/panel.tsx';
import { CheckList } from './check-list.tsx';

/** What the server is, who we are there, and which rights are missing. */
export const TestReport = ({ report }: { readonly report: ConnectionReport }) => {
  const { t } = useTranslation('connections');
  return (
    <Panel title={t(report.usable ? 'report.usable' : 'report.unusable')} note={report.server ?? undefined}>
      <CheckList checks={report.checks.filter(({ state }) => state !== 'unknown')} />
    </Panel>
  );
};
