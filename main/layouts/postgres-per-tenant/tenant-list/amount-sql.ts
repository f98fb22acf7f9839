import { withoutMinorUnits } from '../../../../shared/domain/money.ts';
import { literal } from '../../pg/identifiers.ts';

const currencies = [...withoutMinorUnits].map(literal).join(', ');
/** Above this a minor amount is no safe integer; NaN counts as above everything. */
const tooMuch = 90_000_000_000_000;

/** `minorFromDecimal` as a SQL expression; NULL for what is no amount. */
export const minorSql = (amount: string, currency: string): string =>
  `CASE WHEN abs(${amount}) < ${tooMuch} THEN round((${amount}) * CASE WHEN (${currency}) IN (${currencies}) THEN 1 ELSE 100 END)::bigint END`;

/** `monthlyAmount` as a SQL expression. */
export const monthlySql = (minor: string, period: string, status: string): string =>
  `CASE WHEN (${status}) IN ('trial', 'cancelled') THEN 0::bigint WHEN (${period}) = 'yearly' THEN floor(((${minor}) * 2 + 12) / 24.0)::bigint ELSE (${minor}) END`;
