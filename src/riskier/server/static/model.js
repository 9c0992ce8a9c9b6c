// The model that a widget gets when no kernel stands behind it.

/**
 * The anywidget front-end interface over plain values.
 *
 * `set` is the widget's side and is pushed by `save_changes`; `put` is the page's side.
 * Both fire `change:<key>` and `change` at once when the value really differs.
 */
export class WidgetModel {
  /**
   * @param {Record<string, any>} values
   * @param {(changes: Record<string, any>) => void} onSave gets what the widget changed
   */
  constructor(values, onSave) {
    this.values = { ...values };
    this.onSave = onSave;
    /** @type {Set<string>} */
    this.unsaved = new Set();
    /** @type {Map<string, Set<Function>>} */
    this.listeners = new Map();
  }

  /** @param {string} key */
  get(key) {
    return this.values[key];
  }

  /** @param {string | Record<string, any>} key @param {any} [value] */
  set(key, value) {
    const changes = typeof key === "string" ? { [key]: value } : key;
    for (const [name, next] of Object.entries(changes)) {
      this.unsaved.add(name);
      this.#change(name, next);
    }
  }

  /** Hand what the widget set since the last call to the page. */
  save_changes() {
    const changes = Object.fromEntries([...this.unsaved].map((key) => [key, this.values[key]]));
    this.unsaved.clear();
    if (Object.keys(changes).length > 0) this.onSave(changes);
  }

  /** @param {string} key @param {any} value */
  put(key, value) {
    this.#change(key, value);
  }

  /** @param {string} names one event, or several with spaces between @param {Function} callback */
  on(names, callback) {
    for (const name of names.split(" ")) {
      const callbacks = this.listeners.get(name) ?? new Set();
      this.listeners.set(name, callbacks.add(callback));
    }
  }

  /** @param {string | null} [names] all when left out @param {Function} [callback] all when left out */
  off(names, callback) {
    const chosen = names ? names.split(" ") : [...this.listeners.keys()];
    for (const name of chosen) {
      if (callback) this.listeners.get(name)?.delete(callback);
      else this.listeners.delete(name);
    }
  }

  /** Messages to a kernel have nobody to hear them here. @param {any} _content */
  send(_content) {}

  /** @param {string} key @param {any} value */
  #change(key, value) {
    const isSame = JSON.stringify(this.values[key]) === JSON.stringify(value);
    this.values[key] = value;
    if (isSame) return;
    for (const callback of [...(this.listeners.get(`change:${key}`) ?? [])]) callback(this, value);
    for (const callback of [...(this.listeners.get("change") ?? [])]) callback(this);
  }
}
