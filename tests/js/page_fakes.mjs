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
