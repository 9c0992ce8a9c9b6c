// The report, made by the server beside the room: begin it, watch it, fetch its files.

import { button, el } from "./controls.js";
import { setText } from "./consolepanels.js";

const AGAIN_MS = 700;
const ANSWER_MS = 8_000;
const NAMES = /** @type {Record<string, string>} */ ({
  "report.html": "Web page, one file",
  "report.pdf": "PDF",
  "report.xlsx": "Workbook for a spreadsheet program",
  "report.zip": "All of it as a ZIP, with tables, charts and room.json",
});

/**
 * "1.4 MB" or "212 KB".
 * @param {number} bytes
 * @returns {string}
 */
export function sizeText(bytes) {
  const kilobytes = Math.max(1, Math.round(bytes / 1000));
  return kilobytes < 1000 ? `${kilobytes} KB` : `${(kilobytes / 1000).toFixed(1)} MB`;
}

/**
 * @param {import("./console.js").Desk} desk
 * @returns {import("./console.js").Panel}
 */
export function reportPanel({ model }) {
  const { report: address } = model.get("links");
  const make = button("Make the report", () => ask("POST"), { quiet: true });
  const working = el("progress", { "aria-label": "The report is being made" });
  const said = el("p", { class: "rk-report-said", role: "status" });
  const files = el("ul", { class: "rk-report-files" });
  const warning = el("p", {
    class: "rk-small",
    text: "The files can be fetched here for a quarter of an hour. room.json has each person’s answers, without names: keep it, do not hand it on.",
  });
  const node = el(
    "details",
    { class: "rk-report" },
    el("summary", { text: "Report" }),
    el("p", { text: "What came of the workshop, to hand on. It is made from questions that are closed; one that is open is left out." }),
    el("div", { class: "rk-actions" }, make),
    working,
    said,
    files,
    warning,
  );
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let isOver = false;
  let wasEnded = false;

  /** @param {"GET" | "POST"} method */
  async function ask(method) {
    clearTimeout(timer);
    const state = await stateOf(address, method);
    if (isOver) return;
    show(state);
    if (state.state === "working") timer = setTimeout(() => ask("GET"), AGAIN_MS);
  }

  /** @param {{state: string, message: string, files: {name: string, bytes: number}[]}} state */
  function show({ state, message, files: made }) {
    const isWorking = state === "working";
    working.hidden = !isWorking;
    make.setAttribute("aria-disabled", String(isWorking));
    setText(make, state === "none" ? "Make the report" : "Make the report again");
    setText(said, isWorking ? `${message} …` : message);
    said.className = state === "failed" ? "rk-report-said rk-reply-refused" : "rk-report-said";
    files.replaceChildren(...Object.keys(NAMES).flatMap((name) => made.filter((each) => each.name === name)).map((each) => fileLine(address, each)));
    files.hidden = warning.hidden = !made.length;
  }

  show({ state: "none", message: "", files: [] });
  ask("GET");
  return {
    node,
    update() {
      // Now is when it is wanted.
      const { ended } = model.get("here");
      if (ended && !wasEnded) node.open = true;
      wasEnded = ended;
    },
    close() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

/**
 * @param {string} address
 * @param {{name: string, bytes: number}} file
 * @returns {HTMLElement}
 */
function fileLine(address, { name, bytes }) {
  const link = el("a", { href: `${address}/${name}`, download: true, text: NAMES[name] });
  return el("li", {}, link, ` (${sizeText(bytes)})`);
}

/**
 * @param {string} address
 * @param {string} method
 * @returns {Promise<{state: string, message: string, files: any[]}>}
 */
async function stateOf(address, method) {
  const failed = (/** @type {string} */ message) => ({ state: "failed", message, files: [] });
  try {
    const response = await fetch(address, { method, cache: "no-store", signal: AbortSignal.timeout(ANSWER_MS) });
    const body = await response.json();
    if (response.ok) return body;
    if (response.status === 401) return failed("You are signed out. Sign in again for the report.");
    return failed(body.message);
  } catch {
    return failed("The server did not answer. Try again in a moment.");
  }
}
