import { describe, expect, it } from 'vitest';
import { assuranceOf, deletionVerb, unusable } from '../../renderer/screens/lifecycle/assurance.ts';
import { addDays, dayIn, daysBetween, graceFrom, graceOf } from '../../renderer/screens/lifecycle/grace.ts';
import type { ArchiveRow } from '../../shared/contract/archives.ts';

describe('grace', () => {
  it('counts days where the platform is, not where the clock is', () => {
    const late = new Date('2026-11-21T22:30:00Z');
    expect(dayIn(late, 'Europe/Istanbul')).toBe('2026-11-22');
    expect(dayIn(late, 'UTC')).toBe('2026-11-21');
  });

  it('offers thirty days and at most a year', () => {
    expect(graceFrom('2026-11-21')).toEqual({ first: '2026-11-21', usual: '2026-12-21', last: '2027-11-21' });
  });

  it('counts over the end of a month and of summer time', () => {
    expect(addDays('2027-02-27', 3)).toBe('2027-03-02');
    expect(daysBetween('2026-10-24', '2026-10-27')).toBe(3);
    expect(daysBetween('2026-11-21', '2026-11-20')).toBe(-1);
  });

  it.each([
    ['2026-11-21', 0],
    ['2026-11-27', 6],
    ['2027-11-21', 365],
    ['2027-11-22', null],
    ['2026-11-20', null],
    ['', null],
    ['2026-99-99', null],
  ])('%s gives %s days', (day, days) => {
    expect(graceOf(day, '2026-11-21')).toBe(days);
  });
});

describe('the copies that a deletion asks for', () => {
  const archive = (part: Partial<ArchiveRow>): ArchiveRow =>
    ({
      id: 'archive',
      file: 'there',
      verification: { at: '2026-11-20T10:00:00Z', by: 'Elif', problem: null },
      ...part,
    }) as ArchiveRow;
  const have = { way: 'archive', waiver: '' } as const;

  it('takes a verified backup, also one that lies on another computer', () => {
    expect(assuranceOf('backup', have, archive({}))).toEqual({ archiveId: 'archive' });
    expect(assuranceOf('backup', have, archive({ file: 'elsewhere' }))).toEqual({ archiveId: 'archive' });
  });

  it('takes no backup that was not proved, and no file that is gone or changed', () => {
    expect(unusable('backup', archive({ verification: null }))).toBe('notVerified');
    expect(unusable('export', archive({ verification: null }))).toBeNull();
    expect(unusable('export', archive({ file: 'changed' }))).toBe('changed');
    expect(assuranceOf('backup', have, archive({ file: 'missing' }))).toBeNull();
    expect(assuranceOf('backup', have, null)).toBeNull();
  });

  it('takes a written word of ten characters, without what surrounds it', () => {
    expect(assuranceOf('export', { way: 'waiver', waiver: '  too short ' }, null)).toBeNull();
    expect(assuranceOf('export', { way: 'waiver', waiver: '  agreed by mail ' }, null)).toEqual({
      waiver: 'agreed by mail',
    });
  });

  it('says on the button what is missing', () => {
    const no = { way: 'waiver', waiver: '' } as const;
    expect(deletionVerb(have, have)).toBe('plain');
    expect(deletionVerb(no, have)).toBe('noBackup');
    expect(deletionVerb(have, no)).toBe('noExport');
    expect(deletionVerb(no, no)).toBe('neither');
  });
});
