import type { Money } from '../../shared/domain/money.ts';
import { decimalFromMinor } from '../../shared/domain/money.ts';
import type { Language } from '../../shared/domain/platform.ts';

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';

const words = {
  en: {
    locale: 'en-GB',
    units: { second: 's', minute: 'min', hour: 'h', day: 'd', month: 'mo', year: 'y' },
    ago: (age: string) => `${age} ago`,
    ahead: (age: string) => `in ${age}`,
    now: 'just now',
    today: 'Today',
    yesterday: 'Yesterday',
    about: (age: string) => `about ${age}`,
  },
  tr: {
    locale: 'tr-TR',
    units: { second: 'sn', minute: 'dk', hour: 'sa', day: 'gün', month: 'ay', year: 'yıl' },
    ago: (age: string) => `${age} önce`,
    ahead: (age: string) => `${age} sonra`,
    now: 'az önce',
    today: 'Bugün',
    yesterday: 'Dün',
    about: (age: string) => `yaklaşık ${age}`,
  },
} as const satisfies Record<
  Language,
  {
    locale: string;
    units: Record<Unit, string>;
    ago: (age: string) => string;
    ahead: (age: string) => string;
    now: string;
    today: string;
    yesterday: string;
    about: (age: string) => string;
  }
>;

const sizes = [
  ['GB', 1e9],
  ['MB', 1e6],
  ['kB', 1e3],
] as const;

const ages: ReadonlyArray<readonly [Unit, number]> = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** A hyphen is shorter than a plus and breaks lines; a minus sign is neither. */
const withMinus = (text: string): string => text.replace('-', '\u2212');

/** An Intl object costs a millisecond to make, and next to nothing to use: each is made once, when it is first needed. */
function keeping<K, T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, T>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

export interface FormatOptions {
  readonly language: Language;
  /** IANA zone in which the platform's days begin and end. */
  readonly timeZone: string;
}

/** How values are written, in one language and one time zone. Instants are ISO texts, money is minor units. */
export function createFormat({ language, timeZone }: FormatOptions) {
  const { locale, units, ...say } = words[language];
  const dates = {
    date: { locale, options: { timeZone, day: 'numeric', month: 'short', year: 'numeric' } },
    day: { locale, options: { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' } },
    clock: { locale, options: { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } },
    seconds: {
      locale,
      options: { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
    },
    weekday: { locale, options: { timeZone, weekday: 'short' } },
    /** As `2026-11-19`, to compare with. */
    key: { locale: 'sv-SE', options: { timeZone } },
  } as const;
  const dateFormat = keeping((name: keyof typeof dates) => {
    const { locale: of, options } = dates[name];
    return new Intl.DateTimeFormat(of, options);
  });
  const write = (name: keyof typeof dates, at: Date): string => dateFormat(name).format(at);
  const numberFormat = keeping(
    (digits: number) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  const percentFormat = keeping(
    (digits: number) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }),
  );
  const inCurrency = (currency: string, whole: boolean) =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      ...(whole ? { maximumFractionDigits: 0 } : {}),
    });
  const moneyFormat = keeping((currency: string) => inCurrency(currency, false));
  const wholeMoneyFormat = keeping((currency: string) => inCurrency(currency, true));
  const collator = keeping((of: 'tr') => new Intl.Collator(of));
  const number = (value: number, fractionDigits = 0): string => withMinus(numberFormat(fractionDigits).format(value));
  const measure = (value: number, unit: Unit, digits = 0): string => `${number(value, digits)} ${units[unit]}`;
  const age = (seconds: number): string => {
    const found = ages.find(([, size]) => seconds >= size);
    return found === undefined
      ? measure(Math.max(0, Math.floor(seconds)), 'second')
      : measure(Math.floor(seconds / found[1]), found[0]);
  };
  /** `0.3 s`, `45 s`, `1 min 52 s`, `3 h 26 min`. */
  const duration = (milliseconds: number): string => {
    const total = milliseconds / 1000;
    if (total < 9.95) return measure(total, 'second', 1);
    if (total < 59.5) return measure(Math.round(total), 'second');
    const whole = Math.round(total);
    if (whole < 3600) return `${measure(Math.floor(whole / 60), 'minute')} ${measure(whole % 60, 'second')}`;
    return `${measure(Math.floor(whole / 3600), 'hour')} ${measure(Math.floor((whole % 3600) / 60), 'minute')}`;
  };
  /** `7 ms`; from ten seconds on as a duration. */
  const latency = (milliseconds: number): string =>
    milliseconds < 9_950 ? `${number(Math.max(1, Math.round(milliseconds)))} ms` : duration(milliseconds);
  const dayOf = (at: Date): string => write('key', at);
  const daysBefore = (now: Date, days: number): string => dayOf(new Date(now.getTime() - days * 86_400_000));

  return {
    language,
    number,
    /** Exact: the decimal text goes to Intl as it is. `whole` leaves the minor units out, as grids do. */
    money: ({ minor, currency }: Money, { whole = false } = {}): string =>
      withMinus(
        (whole ? wholeMoneyFormat : moneyFormat)(currency).format(
          decimalFromMinor({ minor, currency }) as Intl.StringNumericLiteral,
        ),
      ),
    /** A share of 0..1. */
    percent: (share: number, fractionDigits = 0): string => withMinus(percentFormat(fractionDigits).format(share)),
    bytes: (count: number): string => {
      const [unit, size] = sizes.find(([, least]) => count >= least) ?? ['B', 1];
      return `${number(count / size, size === 1 ? 0 : 1)} ${unit}`;
    },
    /** `19 Nov 2026` */
    date: (iso: string): string => write('date', new Date(iso)),
    /** A day without a time, as `2026-11-19`; it has no zone. */
    day: (day: string): string => write('day', new Date(`${day}T00:00:00Z`)),
    /** `14:32` */
    time: (iso: string): string => write('clock', new Date(iso)),
    /** `14:32:07`, for logs only. */
    timeWithSeconds: (iso: string): string => write('seconds', new Date(iso)),
    /** `19 Nov 2026 14:32` */
    dateTime: (iso: string): string => `${write('date', new Date(iso))} ${write('clock', new Date(iso))}`,
    /** `Today 14:37`, `Yesterday 17:20`, `Tue 14:09`, then dates. */
    moment: (iso: string, now: Date = new Date()): string => {
      const at = new Date(iso);
      const day = dayOf(at);
      if (day === dayOf(now)) return `${say.today} ${write('clock', at)}`;
      if (day === daysBefore(now, 1)) return `${say.yesterday} ${write('clock', at)}`;
      if (day < dayOf(now) && day > daysBefore(now, 7)) return `${write('weekday', at)} ${write('clock', at)}`;
      return write('date', at);
    },
    /** `14 min ago`, or `in 3 d`. */
    relative: (iso: string, now: Date = new Date()): string => {
      const difference = (now.getTime() - new Date(iso).getTime()) / 1000;
      if (Math.abs(difference) < 10) return say.now;
      return difference > 0 ? say.ago(age(difference)) : say.ahead(age(-difference));
    },
    /** `14 min`, from seconds. */
    age,
    duration,
    latency,
    /** `about 45 s`: only ever for estimates. */
    about: (milliseconds: number): string => {
      const seconds = Math.ceil(milliseconds / 1000);
      return say.about(seconds < 60 ? measure(seconds, 'second') : duration(seconds * 1000));
    },
    /** Ends differ by their first letters only, and Turkish letters are in their own places. */
    compare: (a: string, b: string): number => collator('tr').compare(a, b),
  };
}

export type Format = ReturnType<typeof createFormat>;

/** One format for each language and zone, for as long as the window lives. */
export function createFormats(): (options: FormatOptions) => Format {
  const made = keeping((key: string) => {
    const [language, timeZone] = JSON.parse(key) as [Language, string];
    return createFormat({ language, timeZone });
  });
  return ({ language, timeZone }) => made(JSON.stringify([language, timeZone]));
}
