// The controls of the what-if: ranges of one hazard at a time, safeguards, practice and time.
// What is typed stays in its box; only what is sound goes on.

import { button, el, field, option, uid } from "./controls.js";
import { fold } from "./fold.js";
import { typedNumber } from "./numbers.js";
import { readRange, readWithin } from "./whatifnumbers.js";

/**
 * @typedef {object} Wish what the person changed
 * @property {Record<string, [number, number]>} ranges
 * @property {string[]} safeguards
 * @property {number} practice
 * @property {number} months
 */

const GROUP_RANGE =
  "The boxes hold the group's own range: the truth is taken to lie in it in 8 cases of 10. Type another one, and everyone is taken to hold it.";
const OWN_RANGE =
  "The boxes hold your own range: the truth is taken to lie in it in 8 cases of 10. Type another one to see what would follow.";

/**
 * A part of the form that opens at a click.
 * @param {string} summary
 * @param {...import("./controls.js").Child} inside
 */
const part = (summary, ...inside) => fold(summary, el("div", { class: "rk-whatif-part" }, ...inside));

/** A text box for a number. */
const box = () => el("input", { type: "text", inputmode: "decimal", autocomplete: "off" });

/** All controls of one group's numbers. */
export class WhatIfForm {
  /**
   * @param {any} form what can be changed
   * @param {() => void} changed
   * @param {(budget: number) => void} pick
   */
  constructor(form, changed, pick) {
    this.form = form;
    this.changed = changed;
    this.pick = pick;
    /** @type {Wish} */
    this.wish = { ranges: {}, safeguards: [], practice: 1, months: form.months };
    /** @type {Map<string, () => void>} */
    this.undoing = new Map();
    /** @type {Map<string, HTMLInputElement>} */
    this.boxes = new Map();
    /** @type {(() => void)[]} */
    this.counts = [];
    this.effect = el("div", { class: "rk-whatif-rows" });
    this.rows = el("div", { class: "rk-whatif-rows" });
    this.node = el("div", { class: "rk-whatif-form" }, this.numbers(), this.safeguards(), this.rest());
  }

  /** Change one of the numbers: a hazard is chosen, its numbers stand below. */
  numbers() {
    const { hazards } = this.form;
    const choice = el("select", {}, ...hazards.map((/** @type {any} */ one) => el("option", { value: one.value, text: one.label, dir: "auto" })));
    const sets = hazards.map((/** @type {any} */ one) => this.hazard(one));
    const show = () => this.rows.replaceChildren(sets[choice.selectedIndex]);
    choice.addEventListener("change", show);
    show();
    const made = part(
      "Change a number",
      el("p", { class: "rk-hint", text: this.form.own ? OWN_RANGE : GROUP_RANGE }),
      field(choice, { label: "Which hazard?" }).node,
      this.rows,
    );
    made.open = true;
    return made;
  }

  /** @param {any} hazard */
  hazard(hazard) {
    return el("div", { class: "rk-whatif-rows" }, ...hazard.numbers.map((/** @type {any} */ one) => this.range(one)));
  }

  /** @param {any} asked */
  range({ index, label, lowest, highest }) {
    const parts = [field(box(), { label: "Lowest" }), field(box(), { label: "Highest" })];
    const reset = () => {
      [lowest, highest].forEach((value, end) => {
        parts[end].control.value = typedNumber(value);
        parts[end].setError("");
      });
      delete this.wish.ranges[index];
    };
    const typed = () => {
      const [low, high] = parts.map(({ control }) => control.value);
      const found = readRange(low, high, this.form.limits.range);
      parts.forEach(({ setError }, end) => setError("errors" in found ? found.errors[end] : ""));
      if ("errors" in found) return;
      const same = found.range[0] === lowest && found.range[1] === highest;
      if (same) delete this.wish.ranges[index];
      else this.wish.ranges[index] = found.range;
      this.changed();
    };
    for (const { control } of parts) control.addEventListener("input", typed);
    this.undoing.set(`range.${index}`, reset);
    reset();
    return el(
      "fieldset",
      { class: "rk-set" },
      el("legend", { class: "rk-legend", text: label }),
      el("div", { class: "rk-whatif-pair" }, ...parts.map(({ node }) => node)),
    );
  }

  /** Put safeguards in place, by hand or the best ones for an effort. */
  safeguards() {
    const budget = box();
    const made = field(budget, { label: "Staff days you could spend on each side in the first year" });
    const choose = () => {
      const found = readWithin(budget.value, this.form.limits.budget);
      made.setError("error" in found ? found.error : "");
      if ("value" in found) this.pick(found.value);
    };
    budget.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Enter") choose();
    });
    return part(
      "Put safeguards in place",
      el("p", { class: "rk-hint", text: "What safeguards save and take is illustrative: made up for this kit, not measured. Several against one hazard are counted as if they worked apart from each other, which makes them look better than they are." }),
      el("div", { class: "rk-whatif-budget" }, made.node, button("Choose the best for this effort", choose)),
      this.effect,
      el("p", { class: "rk-hint", text: "Or tick them yourself:" }),
      ...this.form.safeguards.map((/** @type {any} */ side) => this.side(side)),
    );
  }

  /** @param {any} side */
  side({ id, label, offered }) {
    const title = `Safeguards for ${label.toLowerCase()}`;
    const made = part(
      title,
      el(
        "fieldset",
        { class: "rk-set" },
        el("legend", { class: "rk-voice", text: title }),
        el("div", { class: "rk-options" }, ...offered.map((/** @type {any} */ one) => this.safeguard(one))),
      ),
    );
    this.counts.push(() => {
      const count = this.wish.safeguards.filter((name) => name.startsWith(`${id}.`)).length;
      made.firstElementChild?.replaceChildren(count ? `${title} (${count} in place)` : title);
    });
    this.undoing.set(`safeguards.${id}`, () => this.tick(this.wish.safeguards.filter((name) => !name.startsWith(`${id}.`))));
    return made;
  }

  /** @param {any} offered */
  safeguard({ id, label, detail }) {
    const { node, input } = option("checkbox", { name: uid("safeguard"), value: id, label, detail });
    input.addEventListener("change", () => {
      this.tick([...this.boxes].filter(([, each]) => each.checked).map(([name]) => name));
      this.changed();
    });
    this.boxes.set(id, input);
    return node;
  }

  /**
   * Tick these safeguards and no others.
   * @param {string[]} ids
   */
  tick(ids) {
    this.wish.safeguards = ids;
    for (const [name, input] of this.boxes) input.checked = ids.includes(name);
    for (const count of this.counts) count();
  }

  rest() {
    const { limits, months } = this.form;
    const [few, many] = limits.months;
    return part(
      "Change practice and time",
      el(
        "div",
        { class: "rk-whatif-pair" },
        this.amount("practice", 1, "What practice saves, times", "1 is what the kit assumes (illustrative); 0 means that practice saves nothing. It counts over time only.", limits.practice),
        this.amount("months", months, "Months to look ahead", `From ${few} to ${many}. It changes risk over time only.`, limits.months),
      ),
    );
  }

  /**
   * @param {"practice" | "months"} name
   * @param {number} usual
   * @param {string} label
   * @param {string} hint
   * @param {[number, number]} limits
   */
  amount(name, usual, label, hint, limits) {
    const made = field(box(), { label, hint });
    const reset = () => {
      made.control.value = typedNumber(usual);
      made.setError("");
      this.wish[name] = usual;
    };
    made.control.addEventListener("input", () => {
      const found = readWithin(made.control.value, limits);
      made.setError("error" in found ? found.error : "");
      if ("error" in found) return;
      this.wish[name] = found.value;
      this.changed();
    });
    this.undoing.set(name, reset);
    reset();
    return made.node;
  }

  /**
   * Take a change back.
   * @param {string} control
   */
  undo(control) {
    this.undoing.get(control)?.();
    this.changed();
  }

  /** Take everything back. */
  reset() {
    for (const undo of this.undoing.values()) undo();
    this.changed();
  }
}
