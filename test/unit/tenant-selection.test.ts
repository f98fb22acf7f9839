import { describe, expect, it } from 'vitest';
import { levelForMany } from '../../renderer/screens/tenants/bulk-level.ts';
import { failedOf } from '../../renderer/screens/tenants/failed-of.ts';
import { afterTicking, allSelected, mostSelected, nothingSelected } from '../../renderer/screens/tenants/selection.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import type { OperationStepView, StepState } from '../../shared/domain/operations.ts';

const id = (text: string): TenantId => text as TenantId;
const lira = (minor: number) => ({ minor, currency: 'TRY' });
const row = (text: string, minor: number | null) => ({ id: id(text), mrr: minor === null ? null : lira(minor) });
const ticks = (...of: ReadonlyArray<string>): ReadonlySet<TenantId> => new Set(of.map(id));

describe('ticking rows', () => {
  const first = [row('a', 100), row('b', 250), row('c', null)];
  const second = [row('d', 50)];

  it('sums what is ticked, and takes it off again', () => {
    const some = afterTicking(nothingSelected, first, ticks('a', 'b', 'c'));
    expect([...some.ids]).toEqual(['a', 'b', 'c']);
    expect(some.mrr).toEqual([lira(350)]);
    const fewer = afterTicking(some, first, ticks('b'));
    expect([...fewer.ids]).toEqual(['b']);
    expect(fewer.mrr).toEqual([lira(250)]);
  });

  it('keeps what is selected on another page', () => {
    const here = afterTicking(nothingSelected, first, ticks('a'));
    const both = afterTicking(here, second, ticks('d'));
    expect([...both.ids]).toEqual(['a', 'd']);
    expect(afterTicking(both, second, ticks()).ids).toEqual(ticks('a'));
  });

  it('has one sum a currency', () => {
    const page = [row('a', 100), { id: id('e'), mrr: { minor: 7, currency: 'EUR' } }];
    expect(afterTicking(nothingSelected, page, ticks('a', 'e')).mrr).toEqual([
      { minor: 7, currency: 'EUR' },
      lira(100),
    ]);
  });

  it('forgets every sum with the last row', () => {
    const all = allSelected([id('x')], undefined);
    expect(afterTicking(all, [row('x', 9)], ticks())).toBe(nothingSelected);
  });

  it('stops at what one operation takes', () => {
    const full = allSelected(
      Array.from({ length: mostSelected }, (_, index) => id(`n${index}`)),
      undefined,
    );
    expect(afterTicking(full, first, ticks('a')).ids.size).toBe(mostSelected);
  });
});

describe('selecting everything', () => {
  it('takes the sum of the filtered set', () => {
    expect(allSelected([id('a'), id('b')], { count: 2, mrr: [lira(70)] })).toEqual({
      ids: ticks('a', 'b'),
      mrr: [lira(70)],
    });
  });

  it('knows no sum where only a part was taken, and goes on knowing none', () => {
    const many = Array.from({ length: mostSelected + 3 }, (_, index) => id(`n${index}`));
    const part = allSelected(many, { count: many.length, mrr: [lira(70)] });
    expect(part.ids.size).toBe(mostSelected);
    expect(part.mrr).toBeNull();
    expect(afterTicking(part, [row('n0', 5)], ticks()).mrr).toBeNull();
  });
});

it.each([
  [1, 2],
  [20, 2],
  [21, 3],
] as const)('a change of %i tenants asks level %i', (tenants, level) => {
  expect(levelForMany(tenants)).toBe(level);
});

it('knows those for which it did not work, and none that was left out before', () => {
  const step = (name: string, state: StepState) => ({ name, state }) as OperationStepView;
  const tenant = (code: string, skipped: 'busy' | null = null) => ({ id: id(code), code, name: code, skipped });
  const failed = failedOf(
    {
      steps: [
        step('checking', 'done'),
        step('holding/a', 'done'),
        step('holding/b', 'warned'),
        step('holding/c', 'failed'),
      ],
    },
    { tenants: [tenant('a'), tenant('b'), tenant('c'), tenant('d', 'busy')] },
  );
  expect(failed.map(({ code }) => code)).toEqual(['b', 'c']);
});
