// What this device keeps for one room: the token, drafts, and answers not yet sent.

// What a tab keeps of entered paper sheets, whatever their room.
export const SHEETS = "riskier:sheets:";

/**
 * A small map in the browser's storage, under a prefix of its own.
 *
 * When storage is blocked or full, values live in memory: the page works, and
 * `lasting` says that a reload would lose them.
 */
export class Keep {
  /**
   * @param {string} prefix separates rooms, e.g. "riskier:/:ABCD:"
   * @param {Storage | null} storage `localStorage`, or null where there is none
   */
  constructor(prefix, storage) {
    this.prefix = prefix;
    this.storage = storage;
    this.lasting = storage !== null;
    /** @type {Map<string, string>} */
    this.memory = new Map();
  }

  /** @param {string} name @returns {any} the value, or null */
  get(name) {
    const text = this.memory.get(name) ?? this.#read(name);
    return text === null || text === undefined ? null : parsed(text);
  }

  /** @param {string} name @param {any} value */
  set(name, value) {
    const text = JSON.stringify(value);
    this.memory.delete(name);
    try {
      if (!this.storage) throw new Error("no storage");
      this.storage.setItem(this.prefix + name, text);
    } catch {
      this.lasting = false;
      this.memory.set(name, text);
    }
  }

  /** @param {string} name */
  remove(name) {
    this.memory.delete(name);
    try {
      this.storage?.removeItem(this.prefix + name);
    } catch {
      this.lasting = false;
    }
  }

  /** @param {string} start @returns {string[]} names that start so */
  names(start) {
    const found = new Set([...this.memory.keys()].filter((name) => name.startsWith(start)));
    const full = this.prefix + start;
    for (let i = 0; i < (this.storage?.length ?? 0); i += 1) {
      const key = this.storage?.key(i) ?? "";
      if (key.startsWith(full)) found.add(key.slice(this.prefix.length));
    }
    return [...found];
  }

  /** Remove everything that this device keeps for the room. */
  forget() {
    for (const name of this.names("")) this.remove(name);
  }

  /**
   * Say what a storage event from another tab changed.
   *
   * @param {{key: string | null, newValue: string | null}} event
   * @returns {{name: string, value: any} | null} null when it was not about this room
   */
  changed(event) {
    if (!event.key?.startsWith(this.prefix)) return null;
    const value = event.newValue === null ? null : parsed(event.newValue);
    return { name: event.key.slice(this.prefix.length), value };
  }

  /** @param {string} name */
  #read(name) {
    try {
      return this.storage?.getItem(this.prefix + name) ?? null;
    } catch {
      return null;
    }
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @returns {Storage | null} the browser's lasting storage, where it is allowed */
export function deviceStorage() {
  return usable("localStorage");
}

/** @returns {Storage | null} what outlives a reload of this tab and no more, where it is allowed */
export function tabStorage() {
  return usable("sessionStorage");
}

/** @param {"localStorage" | "sessionStorage"} name @returns {Storage | null} */
function usable(name) {
  try {
    const storage = globalThis[name];
    storage.setItem("riskier:probe", "1");
    storage.removeItem("riskier:probe");
    return storage;
  } catch {
    return null;
  }
}

/** @returns {string} an id of this tab that stays the same when it reloads */
export function tabId() {
  const fresh = Math.random().toString(36).slice(2, 10);
  try {
    const kept = globalThis.sessionStorage.getItem("riskier:tab") ?? fresh;
    globalThis.sessionStorage.setItem("riskier:tab", kept);
    return kept;
  } catch {
    return fresh;
  }
}
