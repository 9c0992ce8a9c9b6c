// Answers on their way to the room: kept on the device until the room has them on disk.

import { backoffDelay } from "./backoff.js";

const ADOPT_MS = 5_000;

/**
 * One answer not yet acknowledged. `state` is `new` (to be sent), `held` (the question was
 * not open) or `refused` (the room said why in `message`, about `field`).
 *
 * @typedef {{activity: string, round: number, answer: any, stamp: string, tab: string,
 *   order: number, state: "new" | "held" | "refused", message: string, field: string | null}} Entry
 *
 * @typedef {{state: string, message: string, field: string | null}} Saved
 */

/** @param {string} activity @param {number} round */
export function answerName(activity, round) {
  return `answer:${activity}:${round}`;
}

/**
 * Sends answers one at a time, oldest first; per activity and round the latest value wins.
 *
 * Entries live in the device's storage, so a reload, a closed tab or a dead line loses
 * nothing. Another tab's entries are left to that tab, and taken over when it stays silent.
 */
export class Outbox {
  /**
   * @param {object} parts
   * @param {import("./keep.js").Keep} parts.keep
   * @param {(activity: string, round: number, answer: any) => Promise<{seq: number}>} parts.send
   *   rejects with an `ApiError`
   * @param {(entry: Entry, saved: Saved, seq: number | null) => void} parts.onSaved
   * @param {(error: any) => void} parts.onGone the room does not know this person any more
   * @param {string} parts.tab an id of this tab
   * @param {(callback: () => void, ms: number) => any} [parts.later] for tests
   */
  constructor({ keep, send, onSaved, onGone, tab, later = (go, ms) => setTimeout(go, ms) }) {
    this.keep = keep;
    this.send = send;
    this.onSaved = onSaved;
    this.onGone = onGone;
    this.tab = tab;
    this.later = later;
    this.isSending = false;
    this.isToldToWait = false;
    this.attempt = 0;
    this.wait = 0;
    this.written = 0;
  }

  /** @param {string} activity @param {number} round @returns {Entry | null} */
  entry(activity, round) {
    return this.keep.get(answerName(activity, round));
  }

  /** @returns {Entry[]} all entries, oldest first */
  entries() {
    const all = this.keep.names("answer:").map((name) => this.keep.get(name));
    return all.filter(Boolean).sort((a, b) => a.order - b.order);
  }

  /**
   * Keep an answer and send it as soon as possible.
   *
   * @param {string} activity @param {number} round @param {any} answer
   */
  put(activity, round, answer) {
    this.written += 1;
    const order = 1 + Math.max(0, ...this.entries().map((entry) => entry.order));
    const stamp = `${this.tab}.${Date.now()}.${this.written}`;
    const entry = { activity, round, answer, stamp, order, tab: this.tab };
    this.#write({ ...entry, state: "new", message: "", field: null });
    this.#tell(this.entry(activity, round), "saving", "Saving…");
    this.#drain();
  }

  /** Try at once: the line is back, or the page woke up. Silent tabs' answers come later. */
  wake() {
    this.wait += 1;
    this.attempt = 0;
    this.#drain();
    this.later(() => this.#drain(true), ADOPT_MS);
  }

  /** Send an answer that came while the question was not open. @param {string} activity @param {number} round */
  release(activity, round) {
    const entry = this.entry(activity, round);
    if (entry?.state !== "held") return;
    this.#write({ ...entry, state: "new", tab: this.tab });
    this.#drain();
  }

  /** @param {Entry} entry */
  #write(entry) {
    this.keep.set(answerName(entry.activity, entry.round), entry);
  }

  /** @param {boolean} adopting also send what other tabs wrote */
  async #drain(adopting = false) {
    if (this.isSending || this.isToldToWait) return;
    this.isSending = true;
    try {
      let entry = this.#next(adopting);
      while (entry && (await this.#deliver(entry))) entry = this.#next(adopting);
    } finally {
      this.isSending = false;
    }
  }

  /** @param {boolean} adopting @returns {Entry | undefined} */
  #next(adopting) {
    return this.entries().find(
      (entry) => entry.state === "new" && (adopting || entry.tab === this.tab),
    );
  }

  /** @param {Entry} entry @returns {Promise<boolean>} whether to go on with the next one */
  async #deliver(entry) {
    try {
      const { seq } = await this.send(entry.activity, entry.round, entry.answer);
      this.attempt = 0;
      this.#acknowledged(entry, seq);
      return true;
    } catch (error) {
      return this.#failed(entry, error);
    }
  }

  /** @param {Entry} entry @param {number} seq */
  #acknowledged(entry, seq) {
    if (!this.#isLatest(entry)) return;
    this.keep.remove(answerName(entry.activity, entry.round));
    this.#tell(entry, "saved", "Saved", null, seq);
  }

  /** @param {Entry} entry @param {any} error @returns {boolean} */
  #failed(entry, error) {
    if (error.isGone) {
      this.onGone(error);
      return false;
    }
    if (error.isPassing) {
      this.#retry(entry, error);
      return false;
    }
    if (!this.#isLatest(entry)) return true;
    const isHeld = error.status === 409;
    const message = isHeld
      ? "This question is not open. What you entered is kept on this device, not sent."
      : error.message || "The room could not take this answer.";
    this.#write({ ...entry, state: isHeld ? "held" : "refused", message, field: error.field });
    this.#tell(entry, "refused", message, error.field);
    return true;
  }

  /** @param {Entry} entry @param {any} error */
  #retry(entry, error) {
    const waiting =
      error.status === 0
        ? "Not sent yet. Kept on this device."
        : "The room is busy. Kept on this device.";
    this.#tell(this.entry(entry.activity, entry.round) ?? entry, "offline", waiting);
    this.wait += 1;
    const mine = this.wait;
    const delay = Math.max(error.waitMs, backoffDelay(this.attempt));
    this.attempt += 1;
    this.isToldToWait = error.waitMs > 0;
    this.later(() => {
      if (mine !== this.wait && !this.isToldToWait) return;
      this.isToldToWait = false;
      this.#drain(entry.tab !== this.tab);
    }, delay);
  }

  /** @param {Entry} entry */
  #isLatest(entry) {
    return this.entry(entry.activity, entry.round)?.stamp === entry.stamp;
  }

  /** @param {any} entry @param {string} state @param {string} message @param {any} field @param {number | null} seq */
  #tell(entry, state, message, field = null, seq = null) {
    this.onSaved(entry, { state, message, field }, seq);
  }
}
