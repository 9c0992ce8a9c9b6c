// The console's upper parts: code and counts, timer, the four actions, what to say and do.

import { RoomClock } from "./clock.js";
import { button, el, uid, words } from "./controls.js";

/** @typedef {import("./console.js").Desk} Desk */
/** @typedef {import("./console.js").Panel} Panel */

/**
 * "3:07" from seconds; below zero the time that has passed since.
 * @param {number} seconds
 * @returns {string}
 */
export function clockText(seconds) {
  const whole = Math.round(Math.abs(seconds));
  const text = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  return seconds < -0.5 ? `${text} over` : text;
}

/**
 * Set a text only when it differs, so that screen readers and selections are left alone.
 * @param {HTMLElement} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * The room's code, who is there, who is done, the timer.
 * @param {Desk} desk
 * @returns {Panel}
 */
export function barPanel({ model, send }) {
  const links = model.get("links");
  const code = el("strong", { class: "rk-code" });
  const address = el("span", { class: "rk-address" });
  const people = el("p");
  const done = el("progress", { "aria-hidden": "true" });
  const timer = timerPanel(model, send);
  const node = el(
    "section",
    { class: "rk-bar", "aria-label": "Room" },
    el("div", { class: "rk-bar-room" }, el("p", {}, el("span", { class: "rk-small", text: "Room " }), code), address),
    el("div", { class: "rk-bar-people" }, people, done),
    timer.node,
    el(
      "nav",
      { class: "rk-bar-links", "aria-label": "Other pages of this room" },
      el("a", { href: links.screen, target: "riskier-screen", text: "Screen for the projector" }),
      el("a", { href: links.pages, target: "riskier-pages", text: "Stage pages" }),
      el("a", { href: links.sheets, target: "riskier-sheets", text: "Enter paper sheets" }),
    ),
  );
  const update = () => {
    const here = model.get("here");
    setText(code, here.code);
    setText(address, here.join_address);
    setText(people, here.answered_words || `${here.joined} joined`);
    done.max = Math.max(1, here.joined);
    done.value = here.answered;
    done.hidden = !here.answered_words;
    timer.update();
  };
  return { node, update, close: timer.close };
}

/**
 * @param {any} model
 * @param {Desk["send"]} send
 * @returns {{node: HTMLElement, update: () => void, close: () => void}}
 */
function timerPanel(model, send) {
  const left = el("strong", { class: "rk-timer", role: "timer" });
  const minutes = el("input", { type: "number", min: 0.5, max: 60, step: 0.5, inputmode: "decimal", class: "rk-minutes-input", "aria-label": "Minutes for the timer" });
  const start = button("Start timer", () => send("timer", { seconds: 60 * Number(minutes.value) }), { quiet: true });
  const add = (/** @type {number} */ more) => send("timer", { add: more });
  const running = el(
    "div",
    { class: "rk-row" },
    button("+1 min", () => add(60), { quiet: true }),
    button("+5 min", () => add(300), { quiet: true }),
    button("Clear", () => send("timer", { seconds: null }), { quiet: true, label: "Clear the timer" }),
  );
  const idle = el("div", { class: "rk-row" }, el("label", { class: "rk-row" }, minutes, " min"), start);
  const node = el("div", { class: "rk-bar-timer", role: "group", "aria-label": "Timer" }, left, idle, running);
  const clock = new RoomClock();
  let suggested = 0;

  const tick = () => {
    const ends = model.get("here").timer_ends_at;
    const rest = clock.until(ends ?? 0);
    setText(left, ends ? clockText(rest) : "");
    left.classList.toggle("rk-over", Boolean(ends) && rest < 0);
  };
  const update = () => {
    const here = model.get("here");
    clock.set(here.server_time);
    node.hidden = here.ended;
    idle.hidden = Boolean(here.timer_ends_at);
    running.hidden = !here.timer_ends_at;
    left.hidden = !here.timer_ends_at;
    if (suggested !== here.minutes) minutes.value = String(here.minutes || 2);
    suggested = here.minutes;
    tick();
  };
  const ticking = setInterval(tick, 500);
  return { node, update, close: () => clearInterval(ticking) };
}

/**
 * Open, close, reveal, next: one of them stands out, those that cannot be say why.
 * @param {Desk} desk
 * @returns {Panel}
 */
export function actionPanel({ model, send }) {
  const heading = el("h2", { class: "rk-step-title" });
  const place = el("p", { class: "rk-small" });
  const phase = el("p", { class: "rk-phase-now" });
  const buttons = new Map();
  const row = el("div", { class: "rk-actions-row", role: "group", "aria-label": "Move the room" });
  const node = el("section", { class: "rk-move", "aria-label": "Now" }, place, heading, phase, row);

  const make = (/** @type {string} */ command) => {
    const why = el("span", { class: "rk-why", id: uid("why") });
    const press = () => {
      if (push.getAttribute("aria-disabled") !== "true") send(command);
    };
    const push = button("", press);
    push.setAttribute("aria-describedby", why.id);
    const parts = { push, why, node: el("div", { class: "rk-action" }, push, why) };
    buttons.set(command, parts);
    row.append(parts.node);
    return parts;
  };
  const show = (/** @type {any} */ action) => {
    const { push, why } = buttons.get(action.command) ?? make(action.command);
    setText(push, action.label);
    push.className = action.primary ? "rk-button rk-primary" : "rk-button rk-button-quiet";
    // Not `disabled`: the button that was just pressed must not lose the focus.
    push.setAttribute("aria-disabled", String(Boolean(action.why_not)));
    setText(why, action.why_not || action.hint || "");
  };
  const update = () => {
    const here = model.get("here");
    setText(place, here.place);
    setText(heading, here.title);
    setText(phase, here.phase_words);
    phase.dataset.phase = here.phase;
    for (const action of here.actions) show(action);
  };
  return { node, update };
}

/**
 * What to say and do at this step.
 * @param {Desk} desk
 * @returns {Panel}
 */
export function stepPanel({ model }) {
  const node = el("div", { class: "rk-script" });
  let shown = "";
  const update = () => {
    const script = model.get("here").script;
    if (JSON.stringify(script) === shown) return;
    shown = JSON.stringify(script);
    node.replaceChildren(...(script ? scriptParts(script) : []));
  };
  return { node, update };
}

/**
 * @param {any} script
 * @returns {(Node | string)[]}
 */
function scriptParts(script) {
  const lines = (/** @type {string[]} */ texts) => texts.map((text) => words("li", text));
  const say = script.say.map((/** @type {string} */ line) => words("p", line));
  return [
    say.length ? el("div", { class: "rk-say" }, el("h3", { text: "Say" }), ...say) : "",
    el("div", { class: "rk-do" }, el("h3", { text: "Do" }), el("ol", {}, ...lines(script.do))),
    script.rules?.length ? rules(script.rules) : "",
    script.questions?.length ? questions(lines(script.questions)) : "",
    el(
      "dl",
      { class: "rk-hints" },
      ...hintPair("You know it worked when", script.works_when),
      ...hintPair("If short of time", script.if_short),
      ...hintPair("If stuck", script.if_stuck),
      ...hintPair("Purpose", script.purpose),
      ...hintPair("Screen", script.screen),
      ...hintPair("Output", script.output),
    ),
  ];
}

/**
 * @param {HTMLElement[]} lines
 * @returns {HTMLElement}
 */
function questions(lines) {
  return el("div", { class: "rk-do" }, el("h3", { text: "Questions to choose from" }), el("ul", {}, ...lines));
}

/**
 * What counts, to be read aloud when people estimate.
 * @param {{about: string, rule: string}[]} found
 * @returns {HTMLElement}
 */
function rules(found) {
  const pairs = found.flatMap(({ about, rule }) => hintPair(about, rule));
  return el("div", { class: "rk-do" }, el("h3", { text: "What counts as one" }), el("dl", { class: "rk-hints" }, ...pairs));
}

/**
 * @param {string} term
 * @param {string} text
 * @returns {Node[]}
 */
function hintPair(term, text) {
  return text ? [el("dt", { text: term }), words("dd", text)] : [];
}
