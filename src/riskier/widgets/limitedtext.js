// A text field that grows with the text, counts what is left, and keeps what is too long
// instead of cutting it off.

import { el, field, fill } from "./controls.js";

/**
 * What the counter says. Characters are counted as people see them, as the server does.
 * @param {string} text
 * @param {number} most
 * @returns {{left: number, words: string}}
 */
export function remaining(text, most) {
  const left = most - [...text.trim()].length;
  const plural = (/** @type {number} */ count) => `${count} ${count === 1 ? "character" : "characters"}`;
  return { left, words: left < 0 ? `${plural(-left)} too many` : `${plural(left)} left` };
}

/** A labelled textarea with a limit. */
export class LimitedText {
  /**
   * @param {{label: string, hint?: string, name: string, most: number, rows?: number}} about
   * @param {import("./frame.js").Frame} frame
   */
  constructor({ label, hint, name, most, rows = 3 }, frame) {
    this.most = most;
    this.frame = frame;
    // A description that changed with each letter would be read with each letter.
    this.count = el("span", { "aria-hidden": "true" });
    const limit = el("span", { class: "rk-voice", text: `At most ${most} characters.` });
    const note = el("p", { class: "rk-hint rk-count" }, limit, this.count);
    this.control = el("textarea", { rows, dir: "auto", on: { input: () => this.typed() } });
    this.field = frame.field(name, field(this.control, { label, hint, name, note }));
    this.node = this.field.node;
    this.wasTooLong = false;
    this.refresh();
  }

  get text() {
    return this.control.value.trim();
  }

  get isTooLong() {
    return remaining(this.text, this.most).left < 0;
  }

  /** @param {string} text */
  put(text) {
    // Spaces at the ends are not saved, and must not be taken from someone who is typing.
    if (text !== this.text) fill(this.control, text);
    this.refresh();
  }

  typed() {
    this.refresh();
    const { left, words } = remaining(this.text, this.most);
    // Heard when it begins to matter, not at every letter.
    if (left === 20 || left === 0) this.frame.say(words);
  }

  refresh() {
    const { words } = remaining(this.text, this.most);
    const isTooLong = this.isTooLong;
    this.count.textContent = isTooLong ? `At most ${this.most} characters.` : words;
    if (isTooLong) this.field.setError(`This is ${words}. Shorten it and it will be saved.`);
    else if (this.wasTooLong) this.field.setError("");
    if (isTooLong && !this.wasTooLong) this.frame.say(`${words}.`);
    this.wasTooLong = isTooLong;
  }
}
