// What the projector shows: one function for each view.

import { el, words } from "./controls.js";

/**
 * @param {any} here
 * @returns {HTMLElement}
 */
function waitingView(here) {
  return el(
    "div",
    { class: "rk-s-join" },
    el("img", { class: "rk-s-qr", src: here.qr, alt: `QR code that leads to ${here.join_address}` }),
    el(
      "div",
      { class: "rk-s-how" },
      words("h2", here.question),
      words("p", `Topic: ${here.topic}`, "rk-s-topic"),
      el("p", {}, "Point your phone at the square, or go to"),
      el("p", { class: "rk-s-address", text: here.join_address }),
      el("p", {}, "and enter"),
      el("p", { class: "rk-s-code", text: here.code }),
      el("p", { class: "rk-s-joined", text: here.joined_words }),
    ),
  );
}

/**
 * @param {any} here
 * @returns {HTMLElement}
 */
function questionView(here) {
  return el(
    "div",
    { class: "rk-s-question" },
    words("p", here.eyebrow, "rk-s-eyebrow"),
    words("h2", here.title),
    words("p", here.prompt, "rk-s-prompt"),
    el("p", { class: "rk-s-phase", text: here.phase_words }),
  );
}

/**
 * Talk: what to talk about, beside what it is about if that is to stay on the wall.
 * @param {any} here
 * @param {any} finding
 * @returns {HTMLElement}
 */
function talkView(here, finding) {
  const text = [
    words("p", here.eyebrow, "rk-s-eyebrow"),
    words("h2", here.title),
    words("p", here.prompt, "rk-s-prompt"),
    talkedAbout(here),
  ];
  if (!finding || finding.withheld) return el("div", { class: "rk-s-talk" }, ...text);
  return el("div", { class: "rk-s-finding" }, el("div", { class: "rk-s-words" }, ...text), picture(finding));
}

/** @param {any} here @returns {HTMLElement | null} */
function talkedAbout({ prompts }) {
  return prompts.length ? el("ul", {}, ...prompts.map((/** @type {string} */ text) => words("li", text))) : null;
}

/**
 * A result; where there is none to be shown, what to talk about instead.
 * @param {any} here
 * @param {any} finding
 * @returns {HTMLElement}
 */
function findingView(here, finding) {
  if (!finding) return questionView({ ...here, phase_words: "The result is being drawn…" });
  if (finding.withheld) return talkView({ ...here, eyebrow: here.title, title: finding.headline, prompt: finding.withheld }, null);
  const source = finding.synthetic ? "Made-up sample group" : finding.people;
  return el(
    "div",
    { class: "rk-s-finding" },
    el(
      "div",
      { class: "rk-s-words" },
      words("p", [here.title, source].filter(Boolean).join(" · "), "rk-s-eyebrow"),
      words("h2", finding.headline),
      ...wallNotes(finding.notes ?? []).map((note) => words("p", note, "rk-s-note")),
    ),
    picture(finding),
  );
}

/**
 * The notes worth a wall: short ones; nobody reads an address from ten metres.
 * @param {string[]} notes
 * @returns {string[]}
 */
function wallNotes(notes) {
  return notes.filter((note) => !note.includes("://")).slice(0, 2);
}

/**
 * The chart; for texts, which have none, the texts themselves.
 * @param {any} finding
 * @returns {HTMLElement | null}
 */
function picture(finding) {
  if (!finding.svg) return texts(finding.table);
  const source = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(finding.svg)}`;
  return el("figure", { class: "rk-s-chart" }, el("img", { src: source, alt: finding.alt ?? "" }));
}

/**
 * People's texts as cards; side by side when they are about several things.
 * @param {{columns: string[], rows: any[][]}} table
 * @returns {HTMLElement}
 */
function texts({ columns, rows }) {
  const text = columns.findIndex((name) => name === "Text" || name === "Why");
  const about = columns.findIndex((name) => name === "About" || name === "Tool");
  /** @type {Map<string, Node[]>} */
  const groups = new Map();
  for (const row of rows) {
    const name = about < 0 ? "" : String(row[about]);
    const card = words("li", String(row[text] ?? row[0] ?? ""));
    groups.set(name, [...(groups.get(name) ?? []), card]);
  }
  const lists = [...groups].map(([name, cards]) =>
    el("div", { class: "rk-s-group" }, words("h3", name), el("ul", { class: "rk-s-cards" }, ...cards)),
  );
  return el("div", { class: "rk-s-groups" }, ...lists);
}

/**
 * @param {any} here
 * @returns {HTMLElement}
 */
function endView(here) {
  return el("div", { class: "rk-s-question" }, words("h2", here.title), words("p", here.prompt, "rk-s-prompt"));
}

export const VIEWS = /** @type {Record<string, (here: any, finding: any) => HTMLElement>} */ ({
  waiting: waitingView,
  question: questionView,
  talk: talkView,
  finding: findingView,
  end: endView,
});
