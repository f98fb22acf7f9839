import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readWindowState, type WindowState, writeWindowState } from '../../main/app/window-state.ts';

const screens = [
  { x: 0, y: 0, width: 1920, height: 1080 },
  { x: 1920, y: 0, width: 2560, height: 1440 },
];
const fresh: WindowState = { bounds: { width: 1440, height: 900 }, maximized: false, color: null };

describe('the place of the window', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'tenantry-window-'));
    file = path.join(folder, 'window.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is what was written', () => {
    const left: WindowState = {
      bounds: { x: 2000, y: 40, width: 1200, height: 800 },
      maximized: true,
      color: '#0B1115',
    };
    writeWindowState(file, left);
    expect(readWindowState(file, screens)).toEqual(left);
    expect(readdirSync(folder)).toEqual(['window.json']);
  });

  it('is forgotten, but not its size, when its screen is gone', () => {
    writeWindowState(file, { ...fresh, bounds: { x: 5000, y: 40, width: 1200, height: 800 } });
    expect(readWindowState(file, screens).bounds).toEqual({ width: 1200, height: 800 });
  });

  it('is never smaller than the smallest window', () => {
    writeWindowState(file, { ...fresh, bounds: { x: 0, y: 0, width: 10, height: 10 } });
    expect(readWindowState(file, screens).bounds).toEqual({ x: 0, y: 0, width: 1100, height: 700 });
  });

  it.each([
    ['nothing', ''],
    ['half a file', '{"bounds":{"x":1'],
    ['another shape', '[]'],
    ['no numbers', '{"bounds":{"x":"a","y":0,"width":1,"height":1},"maximized":false,"color":null}'],
    [
      'a colour with more in it',
      '{"bounds":{"x":0,"y":0,"width":1,"height":1},"maximized":false,"color":"red;background:url(x)"}',
    ],
  ])('is the usual one after %s', (_name, content) => {
    writeFileSync(file, content);
    expect(readWindowState(file, screens)).toEqual(fresh);
  });

  it('is the usual one without a file, or with a folder in its place', () => {
    expect(readWindowState(file, screens)).toEqual(fresh);
    mkdirSync(file);
    expect(readWindowState(file, screens)).toEqual(fresh);
    expect(() => writeWindowState(file, fresh)).not.toThrow();
  });
});
