// The console's lower parts: a private look, texts, settings, export, end and delete.

import { button, el, field, words } from "./controls.js";

/** @typedef {import("./console.js").Desk} Desk */
/** @typedef {import("./console.js").Panel} Panel */

/**
 * Look at a finding before the room sees it.
 * @param {Desk} desk
 * @returns {Panel}
 */
export function lookPanel({ model, send }) {
  const look = button("Look at the result privately", () => send("look"), { quiet: true });
  const hide = button("Put it away", () => send("unlook"), { quiet: true });
  const body = el("div", { class: "rk-look-body" });
  const node = el("section", { class: "rk-look", "aria-label": "Private look" }, el("div", { class: "rk-row" }, look, hide), body);
  let shown = "";
  const update = () => {
    const here = model.get("here");
    const finding = model.get("finding");
    node.hidden = !here.can_have_finding || Boolean(here.no_look);
    hide.hidden = !finding;
    if (JSON.stringify(finding) === shown) return;
    shown = JSON.stringify(finding);
    body.replaceChildren(...(finding ? drawn(finding) : []));
  };
  return { node, update };
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

/**
 * What is set once, and what ends things.
 * @param {Desk} desk
 * @returns {Panel}
 */
export function toolPanel({ model, send }) {
  const sheet = field(el("select"), { label: "Run sheet" });
  for (const { id, label } of model.get("run_sheets")) sheet.control.append(el("option", { value: id, text: label }));
  const topic = field(el("input", { type: "text", maxlength: 80 }), { label: "Topic, as the questions name it" });
  const kMin = field(el("input", { type: "number", min: 3, max: 50, step: 1 }), {
    label: "Fewest people for a result",
    hint: "With fewer, the screen says so and shows no chart.",
  });
  const save = () => send("settings", { run_sheet: sheet.control.value, topic: topic.control.value, k_min: Number(kMin.control.value) });
  const settings = el(
    "details",
    {},
    el("summary", { text: "Settings" }),
    sheet.node,
    topic.node,
    kMin.node,
    el("div", { class: "rk-actions" }, button("Save the settings", save)),
  );
  const keep = el(
    "details",
    {},
    el("summary", { text: "Keep the answers" }),
    el("p", { text: "A table with one line an answer. People are numbered at random; there are no names and no times." }),
    button("Export answers as CSV", () => send("export"), { quiet: true }),
  );
  const ending = endPanel(model, send);
  const node = el("section", { class: "rk-tools", "aria-label": "Room tools" }, settings, keep, ending.node);
  let known = "";
  const update = () => {
    const { run_sheet, topic: about, k_min } = model.get("here");
    ending.update();
    if (known === JSON.stringify([run_sheet, about, k_min])) return;
    known = JSON.stringify([run_sheet, about, k_min]);
    sheet.control.value = run_sheet;
    topic.control.value = about;
    kMin.control.value = String(k_min);
  };
  return { node, update };
}

/**
 * @param {any} model
 * @param {Desk["send"]} send
 * @returns {{node: HTMLElement, update: () => void}}
 */
function endPanel(model, send) {
  const { code } = model.get("here");
  const end = button("End the room", () => send(model.get("here").ended ? "reopen" : "end"), { quiet: true });
  const typed = field(el("input", { type: "text", autocomplete: "off", autocapitalize: "characters" }), {
    label: `To delete, type the room's code: ${code}`,
  });
  const remove = button("Delete the room and every answer", () => send("delete", { confirmation: typed.control.value }), { quiet: true });
  remove.classList.add("rk-danger");
  const node = el(
    "details",
    {},
    el("summary", { text: "End or delete" }),
    el("p", { text: "Ending thanks everybody and takes no more answers. It can be undone." }),
    end,
    el("p", { text: "Deleting takes every answer out of the store for good, and gives a receipt. Export first if you need them." }),
    typed.node,
    el("div", { class: "rk-actions" }, remove),
  );
  const update = () => {
    end.textContent = model.get("here").ended ? "Open the room again" : "End the room";
  };
  return { node, update };
}
