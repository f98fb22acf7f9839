import type { PassingStatement } from '../servers/postgres-proxy.ts';

const acts = /^\s*(INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|GRANT|REVOKE|COMMENT|REASSIGN|TRUNCATE|COPY|DO)\b/i;
const actsWithin = /^\s*WITH\b[\s\S]*\b(INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\S+\s+SET)\b/i;
/** The journal's own lines are not what a step is for. */
const journals = /UPDATE tenantry\.(op_step|operation)\b/;

const isActing = (text: string): boolean => !journals.test(text) && (acts.test(text) || actsWithin.test(text));

/** What is in a transaction happens with its COMMIT; anything else by itself. */
export function isEffect({ text, before }: PassingStatement): boolean {
  const begun = before.lastIndexOf('BEGIN');
  const since = begun < 0 ? [] : before.slice(begun);
  const isOpen = since.length > 0 && !since.some((one) => one === 'COMMIT' || one === 'ROLLBACK');
  if (text === 'COMMIT') return isOpen && since.some(isActing);
  return !isOpen && isActing(text);
}

export const isJournalsLine = ({ text }: PassingStatement): boolean => text.includes('UPDATE tenantry.op_step');
