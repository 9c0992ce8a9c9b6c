// What the answers say: headline, chart as a picture with its text alternative, table, notes.

import { button, el, uid, words } from "./controls.js";

const MOST_OPEN_ROWS = 10;
const ROWS_AT_ONCE = 50;

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
 * @param {any} finding
 * @param {string} headlineId
 * @returns {HTMLElement}
 */
function table(finding, headlineId) {
  const { columns, rows: cells } = finding.table;
  const head = columns.map((/** @type {string} */ text, /** @type {number} */ column) => {
    const isNumber = column > 0 && cells.some((/** @type {any[]} */ row) => typeof row[column] === "number");
    return el("th", { scope: "col", class: isNumber ? "rk-number" : null, dir: "auto", text });
  });
  const body = el("tbody");
  const box = el(
    "div",
    // It scrolls sideways when it is wide, so the keyboard must be able to reach it.
    { class: "rk-table-box", role: "group", tabindex: 0, "aria-labelledby": headlineId },
    el("table", { class: "rk-table" }, el("thead", {}, el("tr", {}, ...head)), body),
  );
  return el("div", {}, box, pages(body, cells));
}

/**
 * Fill a table's body, hundreds of texts a part at a time, so that what comes after them stays in reach.
 * @param {HTMLElement} body
 * @param {any[][]} cells
 * @returns {HTMLElement | null} the button that shows the next part, if there is one
 */
function pages(body, cells) {
  const more = button("", () => {
    const before = body.childElementCount;
    add();
    if (!more.isConnected) /** @type {HTMLElement} */ (body.closest(".rk-table-box")).focus();
    body.children[before]?.scrollIntoView({ block: "nearest" });
  });
  const add = () => {
    const next = cells.slice(body.childElementCount, body.childElementCount + ROWS_AT_ONCE);
    body.append(...next.map((row) => el("tr", {}, ...row.map(cell))));
    const left = cells.length - body.childElementCount;
    more.textContent = left > ROWS_AT_ONCE ? `Show ${ROWS_AT_ONCE} more of ${left}` : `Show the last ${left}`;
    if (!left) more.remove();
  };
  add();
  return cells.length > ROWS_AT_ONCE ? more : null;
}

/**
 * @param {any} value
 * @param {number} column
 * @returns {HTMLElement}
 */
function cell(value, column) {
  const text = cellText(value);
  if (column === 0) return el("th", { scope: "row", dir: "auto", text });
  return el("td", { class: typeof value === "string" ? null : "rk-number", dir: "auto", text });
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
 * @param {boolean} open is the table open from the start?
 * @returns {HTMLElement}
 */
function draw(finding, open) {
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
        { class: "rk-details", open },
        el("summary", { text: figure(finding) ? "The same as a table" : "In full" }),
        table(finding, id),
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
 * Is the table there from the start? Without a picture; on a phone, where the picture is small, unless it is long.
 * @param {any} finding
 * @returns {boolean}
 */
function opens(finding) {
  // Without a picture, the table is all there is to see.
  if (finding && !figure(finding)) return true;
  return matchMedia("(max-width: 40rem)").matches && (finding?.table?.rows.length ?? 0) <= MOST_OPEN_ROWS;
}

/**
 * @param {{model: import("./frame.js").Model, el: HTMLElement}} context
 * @returns {() => void}
 */
function render({ model, el: root }) {
  const redraw = () => {
    const finding = model.get("finding");
    const open = root.querySelector("details")?.open ?? opens(finding);
    root.replaceChildren(...(finding ? [draw(finding, open)] : []));
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
