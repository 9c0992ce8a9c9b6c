// Sheets on which one writes: places, numbers, sentences, the numbers of sentences.

import { el, grouped, uid, words } from "../../widgets/controls.js";
import { typedNumber } from "../../widgets/numbers.js";
import { readEstimate } from "../../widgets/ranges.js";
import { FormFault, orderOf, votesOf } from "./sheetkeys.js";

const PARTS = /** @type {Record<string, string>} */ ({
  lowest: "Lowest",
  highest: "Highest",
  best: "Best guess",
  confidence: "How sure (%)",
});

/**
 * A text box under its label.
 * @param {string} label
 * @param {Record<string, any>} [attributes]
 * @returns {{node: HTMLElement, input: HTMLInputElement}}
 */
export function place(label, attributes = {}) {
  const input = el("input", { type: "text", id: uid("place"), autocomplete: "off", "data-stop": true, ...attributes });
  const node = el("div", { class: "rk-field sheet-place" }, el("label", { for: input.id, dir: "auto", text: label }), input);
  return { node, input };
}

/**
 * Lines under the titles of their groups.
 * @param {{group?: string, node: HTMLElement}[]} lines
 * @returns {HTMLElement}
 */
export function groupedLines(lines) {
  const groups = grouped(lines).map(({ group, items }) =>
    el("div", { class: "sheet-group" }, words("h3", group), ...items.map(({ node }) => node)),
  );
  return el("div", { class: "sheet-lines" }, ...groups);
}

/** @param {any} view @returns {import("./sheetform.js").Form} */
export function rankForm(view) {
  const places = view.top ?? view.items.length;
  const boxes = view.items.map((/** @type {any} */ { id, label }) => {
    const { node, input } = place(label, { inputmode: "numeric" });
    input.addEventListener("input", () => {
      // One digit is a whole place, unless there are ten or more.
      if (places <= 9 && input.value.trim().length === 1) {
        input.dispatchEvent(new CustomEvent("sheet-on", { bubbles: true }));
      }
    });
    return { id, node, input };
  });
  return {
    node: el("div", { class: "sheet-boxes" }, ...boxes.map((/** @type {any} */ { node }) => node)),
    places: new Map([["order", boxes[0]?.input]]),
    isEmpty: () => boxes.every((/** @type {any} */ { input }) => !input.value.trim()),
    collect() {
      const read = orderOf(boxes.map((/** @type {any} */ { id, input }) => ({ id, text: input.value })), places);
      if ("order" in read) return read;
      throw new FormFault(read.error, boxes.find((/** @type {any} */ { id }) => id === read.id).input);
    },
    show(answer) {
      const order = answer?.order ?? [];
      for (const { id, input } of boxes) input.value = order.includes(id) ? String(order.indexOf(id) + 1) : "";
    },
  };
}

/** @param {any} view @returns {import("./sheetform.js").Form} */
export function estimateForm(view) {
  const rows = view.items.map((/** @type {any} */ item) => estimateLine(item, view));
  const carries = view.asks.includes("confidence") && !view.prefill;
  if (carries) rows.forEach((/** @type {any} */ row, /** @type {number} */ at) => row.carryFrom(rows.slice(0, at).reverse()));
  const about = "How sure is carried on from the line above, and Enter goes past it. Where the sheet says something else, press Tab and type it. For a line left blank press ↓.";
  return {
    node: el("div", { class: "sheet-texts" }, carries ? el("p", { class: "page-help", text: about }) : null, groupedLines(rows)),
    places: new Map(rows.flatMap((/** @type {any} */ row) => row.places)),
    isEmpty: () => rows.every((/** @type {any} */ row) => row.isEmpty()),
    collect() {
      const given = rows.filter((/** @type {any} */ row) => !row.isEmpty());
      return { estimates: Object.fromEntries(given.map((/** @type {any} */ row) => [row.id, row.values()])) };
    },
    show(answer) {
      for (const row of rows) row.put(answer?.estimates?.[row.id] ?? {});
    },
  };
}

/**
 * @param {any} item
 * @param {any} view
 */
function estimateLine(item, { asks, prefill }) {
  const parts = asks.map((/** @type {string} */ part) => ({ part, ...place(PARTS[part], { inputmode: "decimal" }) }));
  const sure = parts.find((/** @type {any} */ { part }) => part === "confidence")?.input;
  const typed = () => Object.fromEntries(parts.map((/** @type {any} */ { part, input }) => [part, input.value]));
  const label = item.unit ? `${item.label} (${item.unit})` : item.label;
  const node = el(
    "fieldset",
    { class: "sheet-line" },
    el("legend", { dir: "auto", text: label }),
    el("div", { class: "sheet-numbers" }, ...parts.map((/** @type {any} */ made) => made.node)),
  );

  function values() {
    const { values: read, faults, missing } = readEstimate(typed(), asks, item.bounds ?? {});
    const wrong = parts.find((/** @type {any} */ { part }) => faults[part]);
    if (wrong) throw new FormFault(faults[wrong.part], wrong.input);
    const empty = parts.find((/** @type {any} */ { part }) => missing.includes(part));
    // A second sheet says only what changes.
    if (empty && !prefill) {
      throw new FormFault("This line counts only when it is complete. Fill it in, or leave all of it empty.", empty.input);
    }
    return read;
  }

  /**
   * While the line is filled in, take how sure the person was from the nearest line that says so.
   * @param {any[]} above the nearest first
   */
  function carryFrom(above) {
    const rest = parts.filter((/** @type {any} */ { part }) => part !== "confidence");
    node.addEventListener("input", (/** @type {Event} */ event) => {
      if (event.target === sure) delete sure.dataset.carried;
      else if (rest.every((/** @type {any} */ { input }) => !input.value.trim())) clear();
      else if (!sure.value) carry(above.find((row) => row.sure())?.sure());
    });
    const carry = (/** @type {string | undefined} */ value) => {
      if (!value) return;
      sure.value = value;
      sure.dataset.carried = "true";
    };
    const clear = () => {
      if (sure.dataset.carried) sure.value = "";
      delete sure.dataset.carried;
    };
  }

  return {
    id: item.id,
    group: item.group,
    node,
    values,
    carryFrom,
    sure: () => sure.value.trim(),
    places: parts.map((/** @type {any} */ { part, input }) => [`estimates.${item.id}.${part}`, input]),
    isEmpty: () => parts.every((/** @type {any} */ { input }) => !input.value.trim()),
    put(/** @type {any} */ estimate) {
      for (const { part, input } of parts) input.value = typedNumber(estimate[part]);
    },
  };
}

/** @param {any} view @returns {import("./sheetform.js").Form} */
export function textForm(view) {
  const slots = view.items.length ? view.items : Array.from({ length: view.max_texts }, (_, slot) => ({ label: `Sentence ${slot + 1}` }));
  const fields = slots.map((/** @type {any} */ { label }) => place(label, { dir: "auto" }));
  const texts = () => fields.map((/** @type {any} */ { input }) => input.value.trim());
  return {
    node: el("div", { class: "sheet-texts" }, ...fields.map((/** @type {any} */ { node }) => node)),
    places: new Map(fields.map((/** @type {any} */ { input }, /** @type {number} */ slot) => [`texts.${slot}`, input])),
    isEmpty: () => texts().every((/** @type {string} */ text) => !text),
    collect: () => ({ texts: texts() }),
    show(answer) {
      for (const [slot, { input }] of fields.entries()) input.value = answer?.texts?.[slot] ?? "";
    },
  };
}

/** @param {any} view @returns {import("./sheetform.js").Form} */
export function voteForm(view) {
  /** @type {string[]} */
  const ids = view.candidates.map((/** @type {any} */ { id }) => id);
  const { node, input } = place(`Numbers on the sheet, up to ${view.max_votes}`);
  const about = "Read the sentences out with these numbers. They hold as long as none is added, hidden or taken back.";
  const list = el("ol", { class: "sheet-sentences" }, ...view.candidates.map((/** @type {any} */ { text }) => words("li", text)));
  return {
    node: el("div", { class: "sheet-texts" }, node, el("p", { class: "page-help", text: about }), list),
    places: new Map([["votes", input]]),
    isEmpty: () => !input.value.trim(),
    collect() {
      const read = votesOf(input.value, ids, view.max_votes);
      if ("votes" in read) return read;
      throw new FormFault(read.error, input);
    },
    show(answer) {
      const votes = answer?.votes ?? [];
      input.value = votes.map((/** @type {string} */ id) => ids.indexOf(id) + 1).join(" ");
    },
  };
}
