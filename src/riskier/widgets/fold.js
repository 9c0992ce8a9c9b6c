// What opens at a click, and a plain table.

import { el } from "./controls.js";

/**
 * Something that opens at a click.
 * @param {string} summary
 * @param {...import("./controls.js").Child} inside
 * @returns {HTMLDetailsElement}
 */
export function fold(summary, ...inside) {
  return el("details", { class: "rk-details" }, el("summary", { text: summary }), ...inside);
}

/**
 * A table that scrolls sideways by keyboard, too, when it is wide.
 * @param {string} label
 * @param {string[]} heads
 * @param {HTMLElement} body
 * @returns {HTMLElement}
 */
export function tableOf(label, heads, body) {
  const row = el("tr", {}, ...heads.map((text) => el("th", { scope: "col", text })));
  return el(
    "div",
    { class: "rk-table-box", role: "group", tabindex: 0, "aria-label": label },
    el("table", { class: "rk-table" }, el("thead", {}, row), body),
  );
}
