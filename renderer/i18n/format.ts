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

interface FormatOptions {
  readonly language: Language;
  /** IANA zone in which the platform's days begin and end. */
  readonly timeZone: string;
}

/** How values are written, in one language and one time zone. Instants are ISO texts, money is minor units. */
export function createFormat({ language, timeZone }: FormatOptions) {
  const { locale, units, ...say } = words[language];
  const date = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short', year: 'numeric' });
  const clock = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const seconds = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const dayKey = new Intl.DateTimeFormat('sv-SE', { timeZone });
  const weekday = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short' });
  const number = (value: number, fractionDigits = 0): string =>
    withMinus(
      new Intl.NumberFormat(locale, {
        minimumFractionDigits: fractionDigits,
        maximumFractionDigits: fractionDigits,
      }).format(value),
    );
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
  const dayOf = (at: Date): string => dayKey.format(at);
  const daysBefore = (now: Date, days: number): string => dayOf(new Date(now.getTime() - days * 86_400_000));

  return {
    language,
    number,
    /** Exact: the decimal text goes to Intl as it is. `whole` leaves the minor units out, as grids do. */
    money: (money: Money, { whole = false } = {}): string =>
      withMinus(
        new Intl.NumberFormat(locale, {
          style: 'currency',
          currency: money.currency,
          currencyDisplay: 'narrowSymbol',
          ...(whole ? { maximumFractionDigits: 0 } : {}),
        }).format(decimalFromMinor(money) as Intl.StringNumericLiteral),
      ),
    /** A share of 0..1. */
    percent: (share: number, fractionDigits = 0): string =>
      withMinus(
        new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: fractionDigits }).format(share),
      ),
    bytes: (count: number): string => {
      const [unit, size] = sizes.find(([, least]) => count >= least) ?? ['B', 1];
      return `${number(count / size, size === 1 ? 0 : 1)} ${unit}`;
    },
    /** `19 Nov 2026` */
    date: (iso: string): string => date.format(new Date(iso)),
    /** A day without a time, as `2026-11-19`; it has no zone. */
    day: (day: string): string =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(
        new Date(`${day}T00:00:00Z`),
      ),
    /** `14:32` */
    time: (iso: string): string => clock.format(new Date(iso)),
    /** `14:32:07`, for logs only. */
    timeWithSeconds: (iso: string): string => seconds.format(new Date(iso)),
    /** `19 Nov 2026 14:32` */
    dateTime: (iso: string): string => `${date.format(new Date(iso))} ${clock.format(new Date(iso))}`,
    /** `Today 14:37`, `Yesterday 17:20`, `Tue 14:09`, then dates. */
    moment: (iso: string, now: Date = new Date()): string => {
      const at = new Date(iso);
      const day = dayOf(at);
      if (day === dayOf(now)) return `${say.today} ${clock.format(at)}`;
      if (day === daysBefore(now, 1)) return `${say.yesterday} ${clock.format(at)}`;
      if (day < dayOf(now) && day > daysBefore(now, 7)) return `${weekday.format(at)} ${clock.format(at)}`;
      return date.format(at);
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
    compare: new Intl.Collator('tr').compare,
  };
}

export type Format = ReturnType<typeof createFormat>;
