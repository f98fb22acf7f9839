import { useTranslation } from 'react-i18next';
import type { Evidence, OperationStepView, OperationView } from '../../../shared/domain/operations.ts';
import type { ServerWords } from '../../../shared/errors.ts';
import { useFormat } from '../../i18n/use-format.ts';

export interface LogLine {
  readonly key: string;
  readonly at: string;
  readonly step: string;
  readonly text: string;
  readonly tone: 'plain' | 'warn' | 'danger';
}

const evidenceText = (evidence: Evidence | null): string =>
  Object.entries(evidence ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');

const serverText = (words: ServerWords | undefined): string =>
  words === undefined ? '' : `${words.code} ${words.message}`;

/** What the journal holds of an operation, line by line: begun, ended, evidence, the server's own words. */
export function useOperationLog(): (operation: OperationView, step?: OperationStepView) => ReadonlyArray<LogLine> {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const linesOf = (step: OperationStepView): ReadonlyArray<LogLine> => {
    const line = (key: string, at: string | null, text: string, tone: LogLine['tone'] = 'plain'): LogLine => ({
      key: `${step.seq}-${key}`,
      at: at === null ? '' : format.timeWithSeconds(at),
      step: step.name,
      text,
      tone,
    });
    if (step.startedAt === null) return [];
    const tone = step.state === 'failed' ? 'danger' : step.state === 'warned' ? 'warn' : 'plain';
    const outcome = t(`log.${step.state}`);
    const detail = step.error === null ? evidenceText(step.evidence) : step.error.key;
    return [
      line(
        'start',
        step.startedAt,
        step.attempts > 1 ? t('log.startedAgain', { attempt: step.attempts }) : t('log.started'),
      ),
      ...(step.error?.server === undefined ? [] : [line('server', step.endedAt, serverText(step.error.server), tone)]),
      ...(step.endedAt === null
        ? []
        : [line('end', step.endedAt, detail === '' ? outcome : `${outcome}: ${detail}`, tone)]),
    ];
  };
  return (operation, step) => (step === undefined ? operation.steps.flatMap(linesOf) : linesOf(step));
}

/** As it goes to the clipboard. */
export const logText = (lines: ReadonlyArray<LogLine>): string =>
  lines.map(({ at, step, text }) => `${at}  ${step}  ${text}`).join('\n');
