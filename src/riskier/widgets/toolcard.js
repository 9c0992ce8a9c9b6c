// A tool on a card: what it is for, what to ask first, and where that was read.

import { el, words } from "./controls.js";
import { fold } from "./fold.js";

const FIT = ["", "possible", "good", "made for it"];
const STATUS = { active: "Running", renamed: "Renamed", sunset: "Closed" };
const HOSTING = {
  saas: "run by its maker",
  "self-hostable": "to be hosted by yourself",
  both: "run by its maker, or hosted by yourself",
  protocol: "a protocol: run by whoever you choose",
};
const COST = { free: "free", freemium: "free to begin with", paid: "paid" };
const OPENNESS = { public: "open to all", invited: "by invitation", closed: "closed" };

/**
 * A tool's plain facts in one line.
 * @param {any} tool
 * @returns {string}
 */
function factsOf(tool) {
  const source = tool.open_source ? "open source" : "not open source";
  return [
    /** @type {any} */ (OPENNESS)[tool.openness],
    /** @type {any} */ (HOSTING)[tool.hosting],
    source,
    /** @type {any} */ (COST)[tool.cost],
    tool.lurk_possible ? "can be learned by reading only" : "cannot be tried by reading only",
  ].join(" · ");
}

/**
 * How a tool's state is said: always as of a date.
 * @param {any} tool
 * @returns {string}
 */
export function statusOf(tool) {
  const former = tool.former_names.length ? ` Formerly ${tool.former_names.join(", ")}.` : "";
  return `${/** @type {any} */ (STATUS)[tool.status]} as of ${tool.as_of}. ${tool.status_note}${former}`;
}

/**
 * @param {any} tool
 * @param {{families: Record<string, string>, tasks: Record<string, string>}} names
 * @param {string} [task] the task asked for
 * @returns {HTMLElement}
 */
export function toolCard(tool, names, task) {
  const fit = task && tool.fits[task];
  return el(
    "li",
    { class: "rk-tool" },
    el("h3", { class: "rk-tool-name", dir: "auto", text: tool.name }),
    words("p", tool.one_line),
    fit ? el("p", { class: "rk-hint", text: `For this task: ${FIT[fit]}. ${tool.whys[task] ?? ""}` }) : null,
    el("p", { class: "rk-hint", text: factsOf(tool) }),
    fold("What to know before using it", facts(tool, names)),
  );
}

/**
 * @param {any} tool
 * @param {{families: Record<string, string>, tasks: Record<string, string>}} names
 * @returns {HTMLElement}
 */
function facts(tool, names) {
  const served = Object.entries(tool.fits).map(([id, fit]) => `${names.tasks[id]} (${FIT[fit]})`);
  const terms = [
    ["Kind", names.families[tool.family]],
    ["State", statusOf(tool)],
    ["The records question", tool.records_note],
    ["What can go wrong", tool.risk_notes.join("; ")],
    ["A first step, 15 minutes", tool.starter_action],
    ["Time to get it", `${tool.time_to_get_it}. ${tool.time_to_get_it_reason}`],
    ["Licence or terms", tool.licence_or_terms ?? ""],
    ["Accessibility", tool.accessibility_note ?? ""],
    ["Tasks it may serve (opinions)", served.join("; ")],
    ["Not backed by a source read", tool.unsourced_fields.map(inWords).join(", ")],
  ];
  const said = terms.filter(([, text]) => text);
  const list = said.flatMap(([term, text]) => [el("dt", { text: term }), el("dd", { dir: "auto", text })]);
  return el("div", {}, el("dl", { class: "rk-facts" }, ...list), sources(tool.sources));
}

/**
 * @param {string} field of the pack
 * @returns {string}
 */
function inWords(field) {
  return field.replace("as_of", "the date").replaceAll("_", " ");
}

/**
 * @param {any[]} given
 * @returns {HTMLElement}
 */
function sources(given) {
  if (!given.length) return el("p", { class: "rk-hint", text: "No source was read for this tool: check before you rely on it." });
  const lines = given.map(({ url, title, publisher, date }) => {
    const more = [publisher, date].filter(Boolean).join(", ");
    const link = el("a", { href: url, rel: "noreferrer noopener", target: "_blank", text: title ?? url });
    return el("li", {}, link, more ? ` (${more})` : "");
  });
  return el("div", {}, el("p", { class: "rk-hint", text: "Sources" }), el("ul", { class: "rk-notes" }, ...lines));
}
