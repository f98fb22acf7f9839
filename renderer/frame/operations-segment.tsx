import { useTranslation } from 'react-i18next';
import { ProgressBar } from '../components/progress-bar.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useFrame } from '../stores/frame.ts';
import { useLiveOperations } from '../stores/operations.ts';
import { useOnline } from '../stores/reachability.ts';
import { v } from '../theme/tokens.ts';
import { Segment } from './segment.tsx';

/** How far the running operations are, all together. */
export const OperationsSegment = () => {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const running = useLiveOperations();
  const online = useOnline();
  const open = useFrame((frame) => frame.openDrawer);
  if (running.length === 0) return null;
  const fraction = running.reduce((sum, operation) => sum + operation.fraction, 0) / running.length;
  return (
    <Segment onClick={() => open(running.length === 1 ? (running[0]?.id ?? null) : null)}>
      {online ? (
        <>
          <span style={{ color: v('accent-text'), fontWeight: 500 }}>
            {t('operations.barRunning', { count: running.length })}
          </span>
          <ProgressBar fraction={fraction} label={t('operations.progress')} width={64} />
          <span className="n" style={{ color: v('accent-text'), fontWeight: 500 }}>
            {format.percent(fraction)}
          </span>
        </>
      ) : (
        t('operations.unknown', { count: running.length })
      )}
    </Segment>
  );
};
