import type { LogFilter, LogOutcome, LogRow } from '../../shared/contract/log.ts';
import type { Language } from '../../shared/domain/platform.ts';
import { type CsvColumn, writeCsv } from './csv.ts';
import type { LogReader } from './operation-log-reader.ts';

const pageSize = 500;

const titles: Readonly<Record<Language, ReadonlyArray<string>>> = {
  en: ['No', 'Time', 'Operator', 'Role', 'Action', 'Subject', 'Platform', 'Result', 'Duration (ms)'],
  tr: ['No', 'Zaman', 'Operatör', 'Rol', 'İşlem', 'Konu', 'Platform', 'Sonuç', 'Süre (ms)'],
};
const outcomes: Readonly<Record<Language, Readonly<Record<LogOutcome, string>>>> = {
  en: { running: 'Running', succeeded: 'Succeeded', failed: 'Failed', denied: 'Denied', unknown: 'Unknown' },
  tr: {
    running: 'Sürüyor',
    succeeded: 'Başarılı',
    failed: 'Başarısız',
    denied: 'Reddedildi',
    unknown: 'Bilinmiyor',
  },
};

const columnsIn = (language: Language): ReadonlyArray<CsvColumn<LogRow>> => {
  const cells: ReadonlyArray<CsvColumn<LogRow>['cell']> = [
    ({ seq }) => ({ decimal: String(seq) }),
    ({ at }) => ({ text: at }),
    ({ operator }) => ({ text: operator }),
    ({ role }) => ({ text: role ?? '' }),
    ({ action }) => ({ text: action }),
    ({ subject }) => ({ text: subject ?? '' }),
    ({ platform }) => ({ text: platform ?? '' }),
    ({ outcome }) => ({ text: outcomes[language][outcome] }),
    ({ durationMs }) => ({ decimal: durationMs === null ? '' : String(durationMs) }),
  ];
  return cells.map((cell, index) => ({ title: titles[language][index] ?? '', cell }));
};

/** Newest first, as the screen shows it. */
export const exportLog = (
  log: Pick<LogReader, 'list'>,
  asked: { path: string; filter: LogFilter; language: Language; signal: AbortSignal },
): Promise<number> =>
  writeCsv({
    path: asked.path,
    language: asked.language,
    columns: columnsIn(asked.language),
    pages: async function* () {
      for (let offset = 0; ; offset += pageSize) {
        asked.signal.throwIfAborted();
        const { rows } = log.list({ filter: asked.filter, offset, limit: pageSize });
        yield rows;
        if (rows.length < pageSize) return;
      }
    },
  });
