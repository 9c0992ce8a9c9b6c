// Stand-ins for what a browser gives: storage, and time that passes when told to.

/** A `localStorage`; `full` makes it refuse to write. */
export class FakeStorage {
  constructor() {
    this.map = new Map();
    this.full = false;
  }

  get length() {
    return this.map.size;
  }

  key(i) {
    return [...this.map.keys()][i] ?? null;
  }

  getItem(key) {
    return this.map.get(key) ?? null;
  }

  setItem(key, value) {
    if (this.full) throw new Error("QuotaExceededError");
    this.map.set(key, value);
  }

  removeItem(key) {
    this.map.delete(key);
  }
}

/** Waits that end when `pass` is called, in the order of their time. */
export class FakeTime {
  constructor() {
    this.waits = [];
    this.later = (go, ms) => this.waits.push({ go, ms });
  }

  async pass(upTo = Infinity) {
    const due = this.waits.filter(({ ms }) => ms <= upTo).sort((a, b) => a.ms - b.ms);
    this.waits = this.waits.filter(({ ms }) => ms > upTo);
    for (const { go } of due) go();
    await settled();
  }
}

/** Let everything that waits for a promise go on. */
export async function settled() {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}

/**
 * Timers and both clocks, which stand still until told to go on. `jump` is what somebody
 * added to the device's clock.
 */
export class FakeClock {
  constructor() {
    this.now = 1_000_000;
    this.waits = new Map();
    this.made = 0;
    this.jump = 0;
    const steady = performance.now.bind(performance);
    this.real = { setTimeout, clearTimeout, now: Date.now, steady };
    globalThis.setTimeout = (go, ms = 0) => {
      this.made += 1;
      this.waits.set(this.made, { go, due: this.now + ms });
      return this.made;
    };
    globalThis.clearTimeout = (id) => this.waits.delete(id);
    Date.now = () => this.now + this.jump;
    performance.now = () => this.now;
  }

  tick(ms) {
    const end = this.now + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.waits.delete(next[0]);
      this.now = next[1].due;
      next[1].go();
    }
    this.now = end;
  }

  restore() {
    globalThis.setTimeout = this.real.setTimeout;
    globalThis.clearTimeout = this.real.clearTimeout;
    Date.now = this.real.now;
    performance.now = this.real.steady;
  }

  #next(end) {
    const due = [...this.waits].filter(([, wait]) => wait.due <= end);
    return due.sort((a, b) => a[1].due - b[1].due)[0];
  }
}
