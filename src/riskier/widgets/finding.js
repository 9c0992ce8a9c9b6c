// What the answers say: headline, chart as a picture with its text alternative, table, notes.

import { button, el, uid, words } from "./controls.js";

const ROWS_AT_ONCE = 50;
const MOST_COLUMNS = 4;

/**
 * What a person has opened of a finding: it stays so when the finding changes.
 *
 * @typedef {object} Look
 * @property {boolean} isOpen is the table open?
 * @property {number} rows how many of its rows are there
 */

/**
 * The picture's address: a drawing is made into a data address, so that whatever it holds
 * is only ever a picture.
 * @param {string | null | undefined} svg
 * @param {string | null | undefined} chart an address instead of a drawing
 * @returns {string}
 */
export function pictureOf(svg, chart) {
  return svg ? `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}` : (chart ?? "");
}

/**
 * @param {any} finding
 * @returns {HTMLElement | null}
 */
function figure(finding) {
  const wide = pictureOf(finding.svg, finding.chart);
  if (finding.withheld || !wide) return null;
  const narrow = pictureOf(finding.svg_narrow, finding.chart_narrow);
  const source = narrow && el("source", { media: "(max-width: 40rem)", srcset: narrow });
  const image = el("img", { src: wide, alt: finding.alt ?? "" });
  return el("figure", { class: "rk-figure" }, el("picture", {}, source, image));
}

/**
 * A cell's text: numbers to at most two decimals, nothing as a dash.
 * @param {any} value
 * @returns {string}
 */
export function cellText(value) {
  if (value === null || value === undefined) return "–";
  if (typeof value === "number" && !Number.isInteger(value)) return String(Math.round(value * 100) / 100);
  return String(value);
}

/**
 * Is a table too wide for a phone? Words need more room than numbers.
 * @param {string[]} columns
 * @param {any[][]} rows
 * @returns {boolean}
 */
function isTooWide(columns, rows) {
  const hasWords = rows.some((row) => row.slice(1).some((value) => typeof value === "string"));
  return columns.length > (hasWords ? MOST_COLUMNS - 1 : MOST_COLUMNS);
}

/**
 * The roles are said, because a table that is drawn as a list on a phone would lose them.
 * @param {any} finding
 * @param {Look} look
 * @param {string} headlineId
 * @returns {HTMLElement}
 */
function table(finding, look, headlineId) {
  const { columns, rows: cells } = finding.table;
  const kinds = columns.map((/** @type {string} */ _, /** @type {number} */ column) =>
    column > 0 && cells.some((/** @type {any[]} */ row) => typeof row[column] === "number") ? "rk-number" : null,
  );
  const head = columns.map((/** @type {string} */ text, /** @type {number} */ column) =>
    el("th", { scope: "col", role: "columnheader", class: kinds[column], dir: "auto", text }),
  );
  const line = (/** @type {any[]} */ row) =>
    el("tr", { role: "row" }, ...row.map((value, column) => cell(value, columns[column], column > 0, kinds[column])));
  const body = el("tbody", { role: "rowgroup" });
  const box = el(
    "div",
    // It scrolls sideways when it is wide, so the keyboard must be able to reach it.
    { class: "rk-table-box", role: "group", tabindex: 0, "aria-labelledby": headlineId },
    el(
      "table",
      { class: isTooWide(columns, cells) ? "rk-table rk-table-list" : "rk-table", role: "table" },
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...head)),
      body,
    ),
  );
  return el("div", {}, box, pages(body, cells.map(line), look.rows));
}

/**
 * Fill a table's body, hundreds of texts a part at a time, so that what comes after them stays in reach.
 * @param {HTMLElement} body
 * @param {HTMLElement[]} rows
 * @param {number} open how many are open from the start, at least
 * @returns {HTMLElement | null} the button that shows the next part, if there is one
 */
function pages(body, rows, open) {
  const more = button("", () => {
    const before = body.childElementCount;
    add();
    if (!more.isConnected) /** @type {HTMLElement} */ (body.closest(".rk-table-box")).focus();
    body.children[before]?.scrollIntoView({ block: "nearest" });
  });
  const add = () => {
    body.append(...rows.slice(body.childElementCount, body.childElementCount + ROWS_AT_ONCE));
    const left = rows.length - body.childElementCount;
    more.textContent = left > ROWS_AT_ONCE ? `Show ${ROWS_AT_ONCE} more of ${left}` : `Show the last ${left}`;
    if (!left) more.remove();
  };
  do add();
  while (body.childElementCount < Math.min(open, rows.length));
  return body.childElementCount < rows.length ? more : null;
}

/**
 * @param {any} value
 * @param {string} head
 * @param {boolean} isValue is it more than the name of its row?
 * @param {string | null} kind
 * @returns {HTMLElement}
 */
function cell(value, head, isValue, kind) {
  const text = cellText(value);
  if (!isValue) return el("th", { scope: "row", role: "rowheader", dir: "auto", text });
  return el("td", { role: "cell", class: kind, dir: "auto", data: { head }, text });
}

/**
 * Whom the finding rests on: a made-up group is always called so; an exhibit rests on nobody.
 * @param {any} finding
 * @returns {HTMLElement | null}
 */
function source({ n, synthetic }) {
  if (synthetic) return el("p", { class: "rk-eyebrow" }, el("span", { class: "rk-badge", text: "Made-up sample group" }));
  return words("p", n ? `Result from ${n} ${n === 1 ? "person" : "people"}` : "", "rk-eyebrow");
}

/**
 * @param {any} finding
 * @param {Look} look
 * @returns {HTMLElement}
 */
function draw(finding, look) {
  const id = uid("headline");
  const rows = finding.withheld ? 0 : (finding.table?.rows?.length ?? 0);
  return el(
    "section",
    { class: "rk-finding", "aria-labelledby": id },
    source(finding),
    el("h2", { class: "rk-headline", id, dir: "auto", text: finding.headline }),
    words("p", finding.withheld, "rk-withheld"),
    figure(finding),
    rows > 0 &&
      el(
        "details",
        { class: "rk-details", open: look.isOpen },
        el("summary", { text: figure(finding) ? "The same as a table" : "In full" }),
        table(finding, look, id),
      ),
    notes(finding.notes ?? []),
  );
}

/**
 * @param {string[]} texts
 * @returns {HTMLElement | null}
 */
function notes(texts) {
  if (!texts.length) return null;
  return el("ul", { class: "rk-notes" }, ...texts.map((text) => words("li", text)));
}

/**
 * @param {{model: import("./frame.js").Model, el: HTMLElement}} context
 * @returns {() => void}
 */
function render({ model, el: root }) {
  const stops = () => /** @type {HTMLElement[]} */ ([...root.querySelectorAll("summary, .rk-table-box, button")]);
  const redraw = () => {
    const finding = model.get("finding");
    const used = stops().findIndex((stop) => stop.matches(":focus"));
    // Without a picture, the table is all there is to see.
    const isOpen = root.querySelector("details")?.open ?? !(finding && figure(finding));
    const look = { isOpen, rows: root.querySelectorAll("tbody tr").length };
    root.replaceChildren(...(finding ? [draw(finding, look)] : []));
    stops()[used]?.focus({ preventScroll: true });
  };
  root.classList.add("rk");
  redraw();
  model.on("change:finding", redraw);
  return () => {
    model.off("change:finding", redraw);
    root.replaceChildren();
  };
}

export default { render };
