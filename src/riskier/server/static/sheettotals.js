// Counted totals instead of sheets: so many chose this. Each place takes a number.

import { el, words } from "../../widgets/controls.js";
import { place } from "./sheetfields.js";
import { FormFault } from "./sheetkeys.js";
import { optionsOf } from "./sheetpicks.js";

/**
 * @param {any} view
 * @returns {import("./sheetform.js").Form} its `collect` gives `people` and `counts`
 */
export function totalsForm(view) {
  const people = count("How many sheets were counted, blank ones too");
  const lines = view.kind === "choice" ? [{ item: null, options: view.items }] : view.items.map((/** @type {any} */ item) => ({ item, options: optionsOf(view, item) }));
  const made = lines.map((/** @type {any} */ asked) => totalLine(asked));
  const inputs = [people.input, ...made.flatMap((/** @type {any} */ line) => line.inputs)];

  function counts() {
    const read = made.map((/** @type {any} */ { id, counted }) => [id, counted()]);
    return view.kind === "choice" ? read[0][1] : Object.fromEntries(read);
  }
  return {
    node: el("div", { class: "sheet-lines" }, people.node, ...made.map((/** @type {any} */ { node }) => node)),
    places: new Map([["people", people.input], ...made.map((/** @type {any} */ { id, node }) => [`counts.${id}`, node])]),
    isEmpty: () => inputs.every(({ value }) => !value.trim()),
    collect: () => ({ people: whole(people.input) || fault("Give the number of sheets.", people.input), counts: counts() }),
    show() {
      for (const input of inputs) input.value = "";
    },
  };
}

/** @param {{item: any, options: {id: string, label: string}[]}} asked */
function totalLine({ item, options }) {
  const fields = options.map(({ id, label }) => ({ id, ...count(label) }));
  const boxes = fields.map(({ node }) => node);
  const node = item
    ? el("fieldset", { class: "sheet-line" }, el("legend", { dir: "auto", text: item.label }), el("div", { class: "sheet-numbers" }, ...boxes))
    : el("fieldset", { class: "sheet-boxes" }, words("legend", "How many chose each"), ...boxes);
  const counted = () => Object.fromEntries(fields.map(({ id, input }) => [id, whole(input)]).filter(([, given]) => given));
  return { id: item?.id ?? "", node, counted, inputs: fields.map(({ input }) => input) };
}

/** @param {string} label */
const count = (label) => place(label, { inputmode: "numeric" });

/** @param {HTMLInputElement} input @returns {number} */
function whole(input) {
  const typed = input.value.trim();
  if (!/^\d*$/.test(typed)) return fault(`“${typed}” is not a count. Give a whole number, or none.`, input);
  return Number(typed);
}

/** @param {string} message @param {HTMLElement} control @returns {never} */
function fault(message, control) {
  throw new FormFault(message, control);
}
