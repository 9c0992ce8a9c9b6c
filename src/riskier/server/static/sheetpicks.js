// Sheets on which one ticks: options, lines of a scale, cards in columns. A key ticks; on
// lines it also goes on to the next one. The arrows, space and Tab do what they always do.

import { el, grouped, uid, words } from "../../widgets/controls.js";
import { FormFault, indexOf, isPlain, keyOf } from "./sheetkeys.js";

const CLEARS = new Set(["0", "-", "Delete", "Backspace"]);

/** @param {string} key @returns {HTMLElement} */
function keyCap(key) {
  return el("kbd", { class: "sheet-key", text: key });
}

/**
 * @param {any} view
 * @returns {import("./sheetform.js").Form}
 */
export function choiceForm(view) {
  const most = view.max_selected;
  const type = most === 1 ? "radio" : "checkbox";
  const name = uid("picks");
  /** @type {HTMLInputElement[]} */
  const inputs = view.items.map((/** @type {any} */ { id }) => el("input", { type, name, value: id }));
  const options = view.items.map((/** @type {any} */ { label }, /** @type {number} */ index) =>
    el("label", { class: "sheet-option" }, inputs[index], keyCap(keyOf(index)), words("span", label)),
  );
  const rule = most === 1 ? "One, or none" : `Up to ${most}, or none`;
  const node = el(
    "fieldset",
    { class: "sheet-options", "data-stop": true, on: { keydown: press } },
    el("legend", { text: rule }),
    ...options,
  );
  const picked = () => inputs.filter(({ checked }) => checked).map(({ value }) => value);

  /** @param {KeyboardEvent} event */
  function press(event) {
    const index = isPlain(event) ? indexOf(event.key, inputs.length) : -1;
    if (index < 0) {
      if (CLEARS.has(event.key)) for (const input of inputs) input.checked = false;
      return;
    }
    event.preventDefault();
    inputs[index].checked = !inputs[index].checked;
    inputs[index].focus();
  }

  return {
    node,
    places: new Map([["selected", node]]),
    isEmpty: () => !picked().length,
    collect() {
      const selected = picked();
      if (selected.length > most) {
        throw new FormFault(`${selected.length} are ticked; at most ${most} count. Take ${selected.length - most} back.`, node);
      }
      return { selected };
    },
    show(answer) {
      for (const input of inputs) input.checked = (answer?.selected ?? []).includes(input.value);
    },
  };
}

/** @param {any} view @returns {import("./sheetform.js").Form} */
export function scaleForm(view) {
  const lines = view.items.map((/** @type {any} */ item) => {
    const { points } = item.scale ?? view.scale;
    return { item, options: points.map((/** @type {any} */ { value, label }) => ({ value: String(value), label })) };
  });
  return linesForm(lines, "ratings", Number);
}

/** @param {any} view @returns {import("./sheetform.js").Form} */
export function sortForm(view) {
  const options = view.columns.map((/** @type {any} */ { id, label }) => ({ value: id, label }));
  return linesForm(view.items.map((/** @type {any} */ item) => ({ item, options })), "placed", String);
}

/** @typedef {{item: any, options: {value: string, label: string}[]}} LineAsked */

/**
 * @param {LineAsked[]} asked
 * @param {string} part the answer's part that holds the lines
 * @param {(value: string) => any} read
 * @returns {import("./sheetform.js").Form}
 */
function linesForm(asked, part, read) {
  const lines = asked.map(line);
  const nodes = grouped(lines.map((made, index) => ({ made, group: asked[index].item.group }))).map(({ group, items }) =>
    el("div", { class: "sheet-group" }, words("h3", group), ...items.map(({ made }) => made.node)),
  );
  const given = () => lines.filter(({ value }) => value()).map(({ id, value }) => [id, read(value())]);
  return {
    node: el("div", { class: "sheet-lines" }, ...nodes),
    places: new Map(lines.map(({ id, node }) => [`${part}.${id}`, node])),
    isEmpty: () => !given().length,
    collect: () => ({ [part]: Object.fromEntries(given()) }),
    show(answer) {
      for (const { id, put } of lines) put(String(answer?.[part]?.[id] ?? ""));
    },
  };
}

/** @param {LineAsked} asked */
function line({ item, options }) {
  const name = uid("line");
  /** @type {HTMLInputElement[]} */
  const inputs = options.map(({ value }) => el("input", { type: "radio", name, value }));
  const points = options.map(({ label }, index) =>
    el("label", { class: "sheet-point" }, inputs[index], keyCap(keyOf(index)), words("span", label)),
  );
  const node = el(
    "fieldset",
    { class: "sheet-line", "data-stop": true, on: { keydown: press } },
    el("legend", { dir: "auto", text: item.label }),
    el("div", { class: "sheet-points" }, ...points),
  );
  const put = (/** @type {string} */ value) => {
    for (const input of inputs) input.checked = input.value === value;
  };

  /** @param {KeyboardEvent} event */
  function press(event) {
    const index = isPlain(event) ? indexOf(event.key, inputs.length) : -1;
    const clears = isPlain(event) && CLEARS.has(event.key);
    if (index < 0 && !clears) return;
    event.preventDefault();
    put(index < 0 ? "" : inputs[index].value);
    if (index >= 0 || event.key === "0") node.dispatchEvent(new CustomEvent("sheet-on", { bubbles: true }));
  }

  return { id: item.id, node, put, value: () => inputs.find(({ checked }) => checked)?.value ?? "" };
}
