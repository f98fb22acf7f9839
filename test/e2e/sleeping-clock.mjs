// Loaded into main before it starts: an hour has gone by as soon as the file that TEST_CLOCK names is there.
import { existsSync } from 'node:fs';

const Awake = Date;
const hour = 3_600_000;
const now = () => Awake.now() + (existsSync(process.env.TEST_CLOCK ?? '') ? hour : 0);

globalThis.Date = class extends Awake {
  constructor(...parts) {
    if (parts.length === 0) super(now());
    else super(...parts);
  }
  static now() {
    return now();
  }
};
