// The agenda with its planned clock: where we are, what comes, and a way to jump.

import { button, el, words } from "./controls.js";

/** @typedef {import("./console.js").Desk} Desk */
/** @typedef {import("./console.js").Panel} Panel */

/**
 * The planned start of each step in minutes from the beginning.
 * @param {{minutes: number}[]} steps
 * @returns {number[]}
 */
export function plannedStarts(steps) {
  let at = 0;
  return steps.map(({ minutes }) => {
    const start = at;
    at += minutes;
    return start;
  });
}

/**
 * "10:35" for a start of the workshop such as "09:50" and 45 minutes.
 * @param {string} start
 * @param {number} minutes
 * @returns {string}
 */
export function clockAt(start, minutes) {
  const [hour, minute] = start.split(":").map(Number);
  const total = (hour * 60 + minute + Math.round(minutes)) % (24 * 60);
  return `${String(Math.floor(total / 60)).padStart(2, "0")}:${String(total % 60).padStart(2, "0")}`;
}

/**
 * How far the room is from its plan, in words.
 * @param {string} start such as "09:50"
 * @param {number} plannedEnd minutes from the start at which the current step should end
 * @param {Date} now
 * @returns {string}
 */
export function behindText(start, plannedEnd, now) {
  const [hour, minute] = start.split(":").map(Number);
  const apart = now.getHours() * 60 + now.getMinutes() - (hour * 60 + minute);
  const passed = apart < -12 * 60 ? apart + 24 * 60 : apart; // begun before midnight
  const late = passed - Math.round(plannedEnd);
  if (late > 0) return `${late} min behind plan`;
  return late < -15 ? "" : "on time";
}

/**
 * @param {string} key
 * @returns {string}
 */
function keptStart(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/**
 * @param {string} key
 * @param {string} value
 */
function keepStart(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Without storage the start is asked for again after a reload; nothing else is lost.
  }
}

/**
 * @param {Desk} desk
 * @returns {Panel}
 */
export function agendaPanel({ model, send }) {
  const key = `riskier-start-${model.get("here").code}`;
  const start = el("input", { type: "time", value: keptStart(key) });
  const late = el("span", { class: "rk-late" });
  const list = el("ol", { class: "rk-agenda" });
  const clock = el("p", { class: "rk-row" }, el("label", {}, "Started at ", start), late);
  const node = el("section", { class: "rk-plan", "aria-label": "Agenda" }, el("h2", { text: "Agenda" }), clock, list);
  let drawn = "";

  const tell = () => {
    const agenda = model.get("agenda");
    const index = agenda.findIndex((/** @type {any} */ line) => line.step === model.get("here").step);
    const end = index < 0 ? 0 : plannedStarts(agenda)[index] + agenda[index].minutes;
    late.textContent = start.value && index >= 0 ? behindText(start.value, end, new Date()) : "";
  };
  const update = () => {
    const agenda = model.get("agenda");
    const what = JSON.stringify([agenda, model.get("here").step, start.value]);
    if (what !== drawn) {
      drawn = what;
      const focused = /** @type {any} */ (list.getRootNode()).activeElement?.dataset?.step;
      list.replaceChildren(...agendaLines(agenda, model.get("here").step, start.value, send));
      if (focused) /** @type {any} */ (list.querySelector(`[data-step="${focused}"]`))?.focus();
      // The first drawing comes before the widget is on the page and has a height.
      requestAnimationFrame(() => scrollToCurrent(list));
    }
    tell();
  };
  start.addEventListener("change", () => {
    keepStart(key, start.value);
    update();
  });
  const ticking = setInterval(tell, 15_000);
  return { node, update, close: () => clearInterval(ticking) };
}

/**
 * Bring the current line into the list's own view, without moving the page.
 * @param {HTMLElement} list
 */
function scrollToCurrent(list) {
  const line = /** @type {HTMLElement | null} */ (list.querySelector("[aria-current]"));
  if (line) list.scrollTop = line.offsetTop - list.offsetTop - list.clientHeight / 3;
}

/**
 * @param {any[]} agenda
 * @param {string | null} current
 * @param {string} start
 * @param {Desk["send"]} send
 * @returns {HTMLElement[]}
 */
function agendaLines(agenda, current, start, send) {
  const starts = plannedStarts(agenda);
  let stage = "";
  return agenda.map((line, index) => {
    const heading = line.stage === stage ? null : words("p", line.stage_title, "rk-agenda-stage");
    stage = line.stage;
    const at = clockAt(start || "00:00", starts[index]).replace(start ? "" : /^0/, "");
    const jump = button(line.title, () => send("jump", { step: line.step }), { quiet: true });
    jump.dataset.step = line.step;
    return el(
      "li",
      { "aria-current": line.step === current ? "step" : null, data: { phase: line.phase } },
      heading,
      el(
        "div",
        { class: "rk-agenda-line" },
        el("span", { class: "rk-at", text: at }),
        jump,
        el("span", { class: "rk-minutes", text: line.time }),
        line.state ? el("span", { class: "rk-state", text: line.state }) : null,
      ),
    );
  });
}
