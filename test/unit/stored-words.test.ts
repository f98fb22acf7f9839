import { describe, expect, it } from 'vitest';
import {
  billingPeriodWords,
  readWord,
  registrationWords,
  subscriptionWords,
  tenantStanding,
  tenantStatusWords,
  type Words,
  wordKey,
} from '../../main/layouts/postgres-per-tenant/words.ts';

describe('stored words', () => {
  it.each([
    ['tenant', tenantStatusWords],
    ['registration', registrationWords],
    ['subscription', subscriptionWords],
    ['billing period', billingPeriodWords],
  ] as ReadonlyArray<readonly [string, Words<string>]>)('every %s word that is written reads back', (_, words) => {
    for (const [status, word] of Object.entries(words.written)) expect(readWord(words, word)).toBe(status);
  });

  it.each([
    ['Gecikmiş', 'past_due'],
    ['GECIKMIS', 'past_due'],
    ['gecikmiş', 'past_due'],
    ['PastDue', 'past_due'],
    ['past_due', 'past_due'],
    ['İptal', 'cancelled'],
    ['IPTAL', 'cancelled'],
    ['iptal', 'cancelled'],
    ['Canceled', 'cancelled'],
    ['Trial', 'trial'],
    ['aktif', 'active'],
    ['no such word', 'cancelled'],
  ])('reads a subscription %s as %s', (stored, status) => {
    expect(readWord(subscriptionWords, stored)).toBe(status);
  });

  it.each([
    ['Active', true, 'active', false],
    ['ACTIVE', false, 'active', true],
    ['Suspended', true, 'active', true],
    ['Askıda', false, 'active', true],
    ['deletion_scheduled', false, 'deletion_scheduled', false],
    ['Provisioning', false, 'provisioning', false],
    ['Cancelled', false, 'cancelled', false],
  ])('a tenant with Status %s and IsActive %s is %s, suspended %s', (status, isActive, lifecycle, suspended) => {
    expect(tenantStanding(status, isActive)).toEqual({ lifecycle, suspended });
  });

  it('takes an unknown registration for one that offers nothing', () => {
    expect(readWord(registrationWords, 'Zombie')).toBe('rejected');
  });

  it('gives each key one meaning', () => {
    for (const words of [tenantStatusWords, registrationWords, subscriptionWords, billingPeriodWords]) {
      const keys = [...Object.values(words.written).map(wordKey), ...Object.keys(words.alsoRead)];
      expect(new Set(keys).size).toBe(keys.length);
      for (const key of Object.keys(words.alsoRead)) expect(wordKey(key)).toBe(key);
    }
  });
});
