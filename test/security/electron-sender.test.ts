import { describe, expect, it } from 'vitest';
import type { Caller } from '../electron/halves.ts';
import { HOME, openWindow } from './open-window.ts';

const opened = openWindow();

const call = async (caller: Caller, name: unknown = 'settings.get', input: unknown = {}): Promise<unknown> =>
  JSON.parse(await opened().app.invoke({ caller, channel: 'tenantry:call', args: JSON.stringify([name, input]) }));

const strangers: Readonly<Record<string, Caller>> = {
  'a frame inside the page': { url: HOME, main: false },
  'a frame from elsewhere': { url: 'https://evil.example/', main: false },
  'an empty frame': { url: 'about:blank', main: false },
  'a frame with its document in an attribute': { url: 'about:srcdoc', main: false },
  'a frame that is gone': { url: HOME, main: true, gone: true },
  'the window with another page': { url: 'https://evil.example/', main: true },
  'the window with a page of a like name': { url: 'tenantry://app.evil/', main: true },
  'the window with a name before the host': { url: 'tenantry://app@evil/', main: true },
  'the window before its page': { url: 'about:blank', main: true },
  'the window with a file': { url: 'file:///tmp/x.html', main: true },
  'the window with no address': { url: '', main: true },
};

describe('a call from a stranger', () => {
  it.each(Object.entries(strangers))('%s is refused', async (_name, caller) => {
    expect(await call(caller)).toEqual({
      ok: false,
      error: { code: 'forbidden', key: 'call.foreign_sender', params: {} },
    });
  });

  it('changes nothing', async () => {
    const ours: Caller = { url: HOME, main: true };
    await call(ours, 'settings.set', { language: 'en' });
    await call({ url: 'https://evil.example/', main: true }, 'settings.set', { language: 'tr' });
    expect(await call(ours)).toMatchObject({ ok: true, value: { language: 'en' } });
  });
});

describe('a call of our own page', () => {
  it('is answered', async () => {
    expect(await call({ url: HOME, main: true })).toMatchObject({ ok: true });
  });

  it.each([null, 7, true, ['settings.get'], { toString: 'settings.get' }, '', '__proto__', 'constructor', 'toString'])(
    'by the name %j is unknown',
    async (name) => {
      expect(await call({ url: HOME, main: true }, name)).toMatchObject({ ok: false, error: { key: 'call.unknown' } });
    },
  );

  it('on another channel finds nobody', async () => {
    const caller: Caller = { url: HOME, main: true };
    await expect(opened().app.invoke({ caller, channel: 'tenantry:event', args: '[]' })).rejects.toThrow(/No handler/);
  });
});
