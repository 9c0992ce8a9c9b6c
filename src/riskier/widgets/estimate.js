// Give a range for each quantity: lowest, highest, best guess, confidence, in this order.
// Only complete estimates are saved; what is half typed is kept as a draft. A second round
// starts from the first answers and says what they were.

import { activity } from "./activity.js";
import { debounce, el, grouped } from "./controls.js";
import { estimateRow } from "./estimaterow.js";

const PAUSE = 800;

/**
 * @param {any} view
 * @param {import("./frame.js").Frame} frame
 * @returns {import("./frame.js").Part}
 */
function build(view, frame) {
  /** @type {import("./estimaterow.js").Row[]} */
  const rows = [];
  const sections = grouped(/** @type {any[]} */ (view.items)).map(({ group, items }) => {
    const made = items.map((item) => estimateRow(item, view.asks, frame));
    rows.push(...made);
    const nodes = made.map(({ node }) => node);
    if (!group) return el("div", { class: "rk-list" }, ...nodes);
    const legend = el("legend", { class: "rk-group-title", dir: "auto", text: group });
    return el("fieldset", { class: "rk-set rk-group" }, legend, el("div", { class: "rk-list" }, ...nodes));
  });

  const collect = () => ({ estimates: gathered(rows, (row) => row.saveable()) });
  const draft = () => {
    const saved = frame.model.get("answer")?.estimates ?? {};
    const open = gathered(rows, (row) => row.draft(saved[row.id]));
    return Object.keys(open).length ? { estimates: open } : null;
  };
  function saveChanges() {
    if (frame.controls.disabled) return;
    const answer = collect();
    const known = frame.model.get("answer") ?? { estimates: {} };
    if (JSON.stringify(answer) !== JSON.stringify(known)) frame.save(answer);
    frame.keepDraft(draft());
  }
  const saveSoon = debounce(saveChanges, PAUSE);
  const typing = () => {
    frame.keepDraft(draft());
    saveSoon();
  };
  const leaving = (/** @type {Event} */ { target }) => {
    saveSoon.cancel();
    saveChanges();
    rows.find(({ node }) => node.contains(/** @type {Node} */ (target)))?.announce();
  };

  const done = () => rows.filter((row) => row.saveable()).length;
  return {
    nodes: [key(view), el("div", { class: "rk-list", on: { input: typing, change: leaving } }, ...sections)],
    empty: { estimates: {} },
    collect,
    progress: () => `${done()} of ${rows.length} done`,
    flush: () => saveSoon.flush(),
    show(answer) {
      const previous = frame.model.get("previous")?.estimates ?? {};
      for (const row of rows) row.show(answer?.estimates?.[row.id], previous[row.id]);
    },
    restore(kept) {
      for (const row of rows) row.restore(kept.estimates?.[row.id]);
      saveSoon();
    },
  };
}

/**
 * What the rows give, by item, without those that give nothing.
 * @param {import("./estimaterow.js").Row[]} rows
 * @param {(row: import("./estimaterow.js").Row) => any} give
 * @returns {Record<string, any>}
 */
function gathered(rows, give) {
  return Object.fromEntries(rows.map((row) => [row.id, give(row)]).filter(([, given]) => given));
}

/**
 * How to read the pictures, or how sure to be where that is not asked; a bare guess needs neither.
 * @param {any} view
 * @returns {HTMLElement}
 */
function key(view) {
  if (!view.asks.includes("lowest")) return el("div");
  const text = view.asks.includes("best")
    ? "In the picture under each answer the box is the range you gave, the line is the same range at 80% sure, and the dot is your best guess."
    : `Give a range that you are ${view.confidence ?? 80}% sure holds the truth.`;
  return el("p", { class: "rk-hint rk-key", text });
}

export default activity(build);
