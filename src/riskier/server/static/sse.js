// Server-sent events out of a stream of text, as the HTML standard reads them.

/** @typedef {{event: string, data: string, id: string | null}} ServerEvent */

/** Cuts text that arrives in any pieces into events. */
export class EventParser {
  /** @param {(event: ServerEvent) => void} onEvent called for each whole event */
  constructor(onEvent) {
    this.onEvent = onEvent;
    this.rest = "";
    this.endedWithReturn = false;
    this.event = "message";
    /** @type {string[]} */
    this.data = [];
    /** @type {string | null} */
    this.id = null;
  }

  /** @param {string} text the next piece */
  push(text) {
    if (this.endedWithReturn && text.startsWith("\n")) text = text.slice(1);
    if (text) this.endedWithReturn = text.endsWith("\r");
    const lines = (this.rest + text).split(/\r\n|\r|\n/);
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.#line(line);
  }

  /** @param {string} line */
  #line(line) {
    if (line === "") return this.#finish();
    const colon = line.indexOf(":");
    if (colon === 0) return undefined;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.event = value;
    if (field === "data") this.data.push(value);
    if (field === "id") this.id = value;
    return undefined;
  }

  #finish() {
    const event = { event: this.event, data: this.data.join("\n"), id: this.id };
    const isEmpty = this.data.length === 0;
    this.event = "message";
    this.data = [];
    this.id = null;
    if (!isEmpty) this.onEvent(event);
  }
}
