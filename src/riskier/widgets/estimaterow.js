// One quantity to estimate: its fields, their errors, and what the numbers say.

import { el, field, fill, uid, words } from "./controls.js";
import { spokenNumber, typedNumber } from "./numbers.js";
import { rangePicture } from "./rangepicture.js";
import { atTarget, estimateWords, readEstimate } from "./ranges.js";

const LABELS = /** @type {Record<string, string>} */ ({
  lowest: "Lowest plausible",
  highest: "Highest plausible",
  best: "Best guess",
  confidence: "How sure?",
});
const SURE = [50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 99, 100];

/** @typedef {import("./ranges.js").Values} Values */

/** One quantity's controls and state. */
export class Row {
  /**
   * @param {any} item
   * @param {string[]} asks
   * @param {import("./frame.js").Frame} frame
   */
  constructor(item, asks, frame) {
    this.id = item.id;
    this.item = item;
    this.asks = asks;
    this.frame = frame;
    /** @type {Values | null} the last complete estimate */
    this.last = null;
    /** @type {Values | null} the estimate of the round before */
    this.before = null;
    this.fields = asks.map((part) => this.makeField(part));
    this.origin = el("p", { class: "rk-hint rk-before", hidden: true });
    this.outcome = el("div", { class: "rk-outcome" });
    this.node = this.draw();
  }

  draw() {
    const { item } = this;
    const notes = [words("p", item.detail, "rk-help"), words("p", limits(item), "rk-hint")].filter(Boolean);
    for (const note of notes) note.id = uid("about");
    return el(
      "fieldset",
      {
        class: "rk-set rk-estimate",
        "aria-describedby": notes.map(({ id }) => id).join(" ") || null,
        on: { input: () => this.refresh(false), change: () => this.refresh(true) },
      },
      el("legend", { class: "rk-legend", dir: "auto", text: item.label }),
      ...notes,
      this.origin,
      el("div", { class: "rk-parts" }, ...this.fields.map(({ node }) => node)),
      this.outcome,
    );
  }

  /**
   * @param {string} part
   * @returns {import("./controls.js").Field}
   */
  makeField(part) {
    const name = `estimates.${this.id}.${part}`;
    const control = part === "confidence" ? confidenceSelect() : numberInput();
    return this.frame.field(name, field(control, { label: LABELS[part], name }));
  }

  /** @returns {Record<string, string>} */
  typed() {
    return Object.fromEntries(this.asks.map((part, index) => [part, this.fields[index].control.value]));
  }

  read() {
    return readEstimate(this.typed(), this.asks, this.item.bounds ?? {});
  }

  /**
   * The estimate to save: the one shown once it is complete, until then the last that was.
   * @returns {Values | null}
   */
  saveable() {
    const { complete, missing, values } = this.read();
    if (complete) return inOrder(values, this.asks);
    return missing.length === this.asks.length ? null : this.last;
  }

  /**
   * What is typed, while it differs from what is saved.
   * @param {Values | undefined} saved
   */
  draft(saved) {
    const { complete, missing, values } = this.read();
    const isSaved = complete && JSON.stringify(inOrder(values, this.asks)) === JSON.stringify(saved);
    return isSaved || missing.length === this.asks.length ? null : this.typed();
  }

  /**
   * @param {Values | undefined} estimate
   * @param {Values | undefined} before
   */
  show(estimate, before) {
    this.last = estimate ?? null;
    this.before = before ?? null;
    this.put(Object.fromEntries(this.asks.map((part) => [part, typedNumber(estimate?.[part])])));
  }

  /** @param {Record<string, string> | undefined} typed */
  restore(typed) {
    if (typed) this.put(typed);
  }

  /** @param {Record<string, string>} typed */
  put(typed) {
    for (const [index, part] of this.asks.entries()) {
      const { control } = this.fields[index];
      if (part === "confidence") offer(control, typed[part] ?? "");
      fill(control, typed[part] ?? "");
    }
    this.refresh(true);
  }

  /**
   * Bring errors, words and picture up to date.
   * @param {boolean} settled has the person finished with a field? New errors wait for that.
   */
  refresh(settled) {
    const reading = this.read();
    for (const [index, part] of this.asks.entries()) {
      const fault = reading.faults[part] ?? "";
      if (settled || !fault) this.fields[index].setError(fault);
    }
    if (reading.complete) this.last = inOrder(reading.values, this.asks);
    this.showBefore(reading.complete ? this.last : null);
    this.outcome.replaceChildren(...this.outcomeOf(reading));
  }

  /** @param {Values | null} now */
  showBefore(now) {
    const { before } = this;
    this.origin.hidden = !before;
    if (!before) return;
    const same = now && JSON.stringify(now) === JSON.stringify(inOrder(before, this.asks));
    const given = estimateWords(before, this.item.unit);
    this.origin.textContent = same ? "Your first answer" : `Your first answer: ${given}`;
    this.origin.dataset.same = String(Boolean(same));
  }

  /**
   * @param {import("./ranges.js").Reading} reading
   * @returns {Node[]}
   */
  outcomeOf({ complete, values, missing }) {
    if (complete) return this.standard(values);
    if (missing.length === this.asks.length) return [];
    if (this.last) {
      return [el("p", { class: "rk-hint", text: `Still saved: ${estimateWords(this.last, this.item.unit)}.` })];
    }
    const left = missing.map((part) => LABELS[part].toLowerCase().replace("?", " you are"));
    return left.length ? [el("p", { class: "rk-hint", text: `To fill in: ${left.join(", ")}.` })] : [];
  }

  /**
   * @param {Values} values
   * @returns {Node[]}
   */
  standard(values) {
    if (!this.asks.includes("best") || !this.asks.includes("confidence")) return [];
    const range = atTarget(values, this.item.unit, this.item.bounds ?? {});
    const { lowest, highest, best } = values;
    return [el("p", { class: "rk-standard", text: range.words }), rangePicture({ lowest, highest, best }, range)];
  }

  /** Read out the first error, or what the range becomes. */
  announce() {
    const { faults, complete, values } = this.read();
    const [fault] = Object.values(faults);
    const said = fault ?? (complete && this.standard(values)[0]?.textContent);
    if (said) this.frame.say(said);
  }
}

/**
 * @param {any} item
 * @param {string[]} asks
 * @param {import("./frame.js").Frame} frame
 * @returns {Row}
 */
export function estimateRow(item, asks, frame) {
  return new Row(item, asks, frame);
}

/**
 * @param {Values} values
 * @param {string[]} asks
 * @returns {Values}
 */
function inOrder(values, asks) {
  return Object.fromEntries(asks.map((part) => [part, values[part]]));
}

// A text field, for a number field refuses a decimal comma in half of the world's browsers
// and changes its value when scrolled over.
function numberInput() {
  return el("input", { type: "text", inputmode: "decimal", autocomplete: "off", enterkeyhint: "next" });
}

// A list, for it cannot go out of range and a phone shows it as a wheel.
function confidenceSelect() {
  const options = SURE.map((percent) => el("option", { value: percent, text: `${percent}%` }));
  return el("select", {}, el("option", { value: "", text: "Choose" }), ...options);
}

/**
 * Have the list offer a confidence that was given elsewhere and is not in it.
 * @param {HTMLSelectElement} select
 * @param {string} value
 */
function offer(select, value) {
  if ([...select.options].some((option) => option.value === value)) return;
  select.append(el("option", { value, text: `${value}%` }));
}

/**
 * "In staff days, from 0 to 365."
 * @param {any} item
 * @returns {string}
 */
function limits({ unit, bounds }) {
  const [least, most] = [bounds?.lowest, bounds?.highest].map((each) =>
    typeof each === "number" ? spokenNumber(each) : "",
  );
  const from = most && least ? `from ${least} to ${most}` : most && `up to ${most}`;
  const parts = [unit && `in ${unit}`, from].filter(Boolean).join(", ");
  return parts && `${parts[0].toUpperCase()}${parts.slice(1)}.`;
}
