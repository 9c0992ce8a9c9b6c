// Sheets on which one ticks: options, lines of a scale, cards in columns. A key ticks; on
// lines it also goes on to the next one. The arrows, space and Tab do what they always do.

import { el, uid, words } from "../../widgets/controls.js";
import { groupedLines } from "./sheetfields.js";
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
  return linesForm(view, "ratings", Number);
}

/** @param {any} view @returns {import("./sheetform.js").Form} */
export function sortForm(view) {
  return linesForm(view, "placed", String);
}

/**
 * What can be ticked on a line: a column, or a point of the line's own or the common scale.
 * @param {any} view
 * @param {any} item
 * @returns {{id: string, label: string}[]}
 */
export function optionsOf(view, item) {
  if (view.kind === "sort") return view.columns;
  const { points } = item.scale ?? view.scale;
  return points.map((/** @type {any} */ { value, label }) => ({ id: String(value), label }));
}

/**
 * @param {any} view
 * @param {string} part the answer's part that holds the lines
 * @param {(value: string) => any} read
 * @returns {import("./sheetform.js").Form}
 */
function linesForm(view, part, read) {
  /** @type {ReturnType<typeof line>[]} */
  const lines = view.items.map((/** @type {any} */ item) => line(item, optionsOf(view, item)));
  const given = () => lines.filter(({ value }) => value()).map(({ id, value }) => [id, read(value())]);
  return {
    node: groupedLines(lines),
    places: new Map(lines.map(({ id, node }) => [`${part}.${id}`, node])),
    isEmpty: () => !given().length,
    collect: () => ({ [part]: Object.fromEntries(given()) }),
    show(answer) {
      for (const { id, put } of lines) put(String(answer?.[part]?.[id] ?? ""));
    },
  };
}

/**
 * @param {any} item
 * @param {{id: string, label: string}[]} options
 */
function line(item, options) {
  const name = uid("line");
  /** @type {HTMLInputElement[]} */
  const inputs = options.map(({ id }) => el("input", { type: "radio", name, value: id }));
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

  return { id: item.id, group: item.group, node, put, value: () => inputs.find(({ checked }) => checked)?.value ?? "" };
}
