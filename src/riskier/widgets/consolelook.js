// What the facilitator sees before the room does: a private look, and texts to hide.

import { button, el, words } from "./controls.js";

/** @typedef {import("./console.js").Desk} Desk */
/** @typedef {import("./console.js").Panel} Panel */

/**
 * Look at a finding before the room sees it: the buttons, and apart from them what they show.
 * @param {Desk} desk
 * @returns {Panel & {body: HTMLElement}}
 */
export function lookPanel({ model, send }) {
  const look = button("Look at the result privately", () => send("look"), { quiet: true });
  const hide = button("Put it away", () => send("unlook"), { quiet: true });
  const body = el("section", { class: "rk-look-body", "aria-label": "Private look" });
  const node = el("div", { class: "rk-row" }, look, hide);
  let shown = "";
  const update = () => {
    const here = model.get("here");
    const finding = model.get("finding");
    node.hidden = !here.can_have_finding || Boolean(here.no_look);
    hide.hidden = !finding;
    body.hidden = !finding || node.hidden;
    if (JSON.stringify(finding) === shown) return;
    const isNew = Boolean(finding) && !body.hasChildNodes();
    shown = JSON.stringify(finding);
    body.replaceChildren(...(finding ? drawn(finding) : []));
    if (isNew) body.scrollIntoView({ block: "nearest" });
  };
  return { node, body, update };
}

/**
 * @param {any} finding
 * @returns {(Node | null)[]}
 */
function drawn(finding) {
  const nodes = [
    words("p", "Only you see this here.", "rk-small"),
    words("h3", finding.headline),
    words("p", finding.withheld),
    finding.svg &&
      el("img", {
        src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(finding.svg)}`,
        alt: finding.alt ?? "",
      }),
    finding.svg || finding.withheld ? null : plainTable(finding.table),
    ...(finding.notes ?? []).map((/** @type {string} */ note) => words("p", note, "rk-small")),
  ];
  return nodes.filter(Boolean);
}

/**
 * @param {{columns: string[], rows: any[][]}} table
 * @returns {HTMLElement}
 */
function plainTable({ columns, rows }) {
  const head = el("tr", {}, ...columns.map((name) => el("th", { scope: "col", dir: "auto", text: name })));
  const body = rows.map((row) => el("tr", {}, ...row.map((value) => words("td", String(value ?? "–")))));
  return el("table", {}, el("thead", {}, head), el("tbody", {}, ...body));
}

/**
 * What people wrote, with a way to keep a text from the screen and the phones.
 * @param {Desk} desk
 * @returns {Panel}
 */
export function textPanel({ model, send }) {
  const list = el("ul", { class: "rk-texts" });
  const node = el(
    "section",
    { class: "rk-text-panel", "aria-label": "Texts" },
    el("h3", { text: "What people wrote" }),
    el("p", { class: "rk-small", text: "Hidden texts are shown to nobody and count nowhere. The order is shuffled." }),
    list,
  );
  let shown = "";
  const line = (/** @type {any} */ text) =>
    el(
      "li",
      { class: text.hidden ? "rk-hidden-text" : null, data: { text: text.id } },
      el("p", {}, text.hidden ? el("strong", { text: "Hidden: " }) : null, words("span", text.text)),
      button(text.hidden ? "Show again" : "Hide", () => send(text.hidden ? "unhide" : "hide", { text: text.id }), {
        quiet: true,
        label: `${text.hidden ? "Show again" : "Hide"}: ${text.text.slice(0, 60)}`,
      }),
    );
  const update = () => {
    const texts = model.get("texts");
    node.hidden = !texts.length;
    if (JSON.stringify(texts) === shown) return;
    shown = JSON.stringify(texts);
    const root = /** @type {any} */ (list.getRootNode());
    const focused = list.contains(root.activeElement) && root.activeElement.closest("li").dataset.text;
    list.replaceChildren(...texts.map(line));
    if (focused) /** @type {any} */ (list.querySelector(`[data-text="${focused}"] button`))?.focus();
  };
  return { node, update };
}
