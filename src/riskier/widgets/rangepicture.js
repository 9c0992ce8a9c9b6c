// A range as a small picture: a box for what was typed, a line for the same at the common
// confidence, a dot for the best guess. The words beside it say the same, so it is hidden
// from screen readers.

import { el, svg } from "./controls.js";
import { axisOver } from "./interval.js";
import { spokenNumber } from "./numbers.js";

const MIDDLE = 20;
const BASE = 40;

/**
 * @param {{lowest: number, highest: number, best: number}} typed
 * @param {{lowest: number, highest: number}} standard
 * @returns {HTMLElement}
 */
export function rangePicture(typed, standard) {
  const { at, ticks } = axisOver([typed.lowest, typed.highest, standard.lowest, standard.highest]);
  const x = (/** @type {number} */ value) => `${at(value).toFixed(2)}%`;
  const width = `${Math.max(at(typed.highest) - at(typed.lowest), 0.5).toFixed(2)}%`;
  const drawing = svg(
    "svg",
    { width: "100%", height: 62, class: "rk-range" },
    svg("line", { class: "rk-range-axis", x1: 0, x2: "100%", y1: BASE, y2: BASE }),
    ...ticks.flatMap((tick) => tickMark(x(tick), spokenNumber(tick))),
    svg("rect", { class: "rk-range-typed", x: x(typed.lowest), y: MIDDLE - 9, width, height: 18, rx: 3 }),
    svg("line", { class: "rk-range-line", x1: x(standard.lowest), x2: x(standard.highest), y1: MIDDLE, y2: MIDDLE }),
    ...[standard.lowest, standard.highest].map((end) =>
      svg("line", { class: "rk-range-line", x1: x(end), x2: x(end), y1: MIDDLE - 7, y2: MIDDLE + 7 }),
    ),
    svg("circle", { class: "rk-range-best", cx: x(typed.best), cy: MIDDLE, r: 6 }),
  );
  return el("div", { class: "rk-range-box", "aria-hidden": "true" }, drawing);
}

/**
 * @param {string} x
 * @param {string} label
 * @returns {SVGElement[]}
 */
function tickMark(x, label) {
  return [
    svg("line", { class: "rk-range-axis", x1: x, x2: x, y1: BASE, y2: BASE + 5 }),
    svg("text", { class: "rk-range-label", x, y: BASE + 19, "text-anchor": "middle" }, label),
  ];
}
