// The facilitator's console: where the room is, what to say and do, and what can be pressed.
// All rules are in Python (pages/steering.py): this draws what it is told and sends commands.

import { agendaPanel } from "./consoleagenda.js";
import { actionPanel, barPanel, stepPanel } from "./consolepanels.js";
import { reportPanel } from "./consolereport.js";
import { lookPanel, textPanel } from "./consolelook.js";
import { toolPanel } from "./consoletools.js";
import { el } from "./controls.js";

/**
 * @typedef {object} Reply what Python says to a command
 * @property {number} id
 * @property {boolean} ok
 * @property {string} message
 * @property {{name: string, text: string}} [file] something to download
 */

/**
 * @typedef {object} Desk what a panel works with
 * @property {import("./frame.js").Model} model
 * @property {(command: string, details?: Record<string, any>) => void} send
 */

/** @typedef {{node: HTMLElement, update: () => void, close?: () => void}} Panel */

/**
 * Let the browser save a text as a file; it is made here and goes nowhere else.
 * @param {{name: string, text: string}} file
 */
function download({ name, text }) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(address);
}

/**
 * @param {any} model
 * @param {HTMLElement} status
 * @returns {(command: string, details?: Record<string, any>) => void}
 */
function sender(model, status) {
  let sent = 0;
  return (command, details = {}) => {
    sent += 1;
    status.className = "rk-reply";
    // For the eye: a screen reader hears what became of it.
    status.replaceChildren(el("span", { text: "Working…", "aria-hidden": "true" }));
    model.send({ id: Date.now() * 100 + (sent % 100), command, ...details });
  };
}

/**
 * @param {HTMLElement} status
 * @param {Reply} reply
 */
function showReply(status, reply) {
  status.className = reply.ok ? "rk-reply" : "rk-reply rk-reply-refused";
  status.textContent = reply.message;
  if (reply.file) download(reply.file);
}

/**
 * After a room is deleted there is nothing to steer: the receipt stays.
 * @param {any} here
 * @param {any} links
 * @returns {HTMLElement}
 */
function receipt(here, links) {
  return el(
    "section",
    { class: "rk-console rk-receipt", "aria-label": "Receipt" },
    el("h2", { text: `Room ${here.code} is gone` }),
    el("p", { text: here.gone }),
    el("p", { text: "What is not in the room stays: reports, exports and other downloads, backups, paper and photographs. Those are yours to delete." }),
    el("p", {}, el("a", { href: links.sign_in, text: "Start or open another room" })),
  );
}

/**
 * @param {{model: any, el: HTMLElement}} context
 * @returns {() => void}
 */
function render({ model, el: root }) {
  const status = el("p", { class: "rk-reply", role: "status" });
  const desk = { model, send: sender(model, status) };
  const bar = barPanel(desk);
  const actions = actionPanel(desk);
  const step = stepPanel(desk);
  const look = lookPanel(desk);
  const texts = textPanel(desk);
  const agenda = agendaPanel(desk);
  const report = reportPanel(desk);
  const tools = toolPanel(desk, report.node);
  /** @type {Panel[]} */
  const panels = [bar, actions, step, look, texts, agenda, report, tools];

  const now = el("div", { class: "rk-desk-now" }, actions.node, status, look.node, step.node, look.body, texts.node);
  const whole = el(
    "div",
    { class: "rk-console" },
    bar.node,
    el("div", { class: "rk-desk" }, now, el("div", { class: "rk-desk-side" }, agenda.node, tools.node)),
  );

  let place = "";
  const update = () => {
    const here = model.get("here");
    const now = JSON.stringify([here.step, here.title, here.phase, here.ended]);
    // What was said about another place is no news here.
    if (place && now !== place) status.textContent = "";
    place = now;
    if (here.gone) root.replaceChildren(receipt(here, model.get("links")));
    else for (const panel of panels) panel.update();
  };
  const answer = () => showReply(status, model.get("reply"));
  // With a modifier, so that no single key can move the room by accident.
  const shortcut = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const primary = model.get("here").actions.find((/** @type {any} */ action) => action.primary);
    if (primary) desk.send(primary.command);
  };

  const changes = ["change:here", "change:agenda", "change:texts", "change:finding"];
  for (const change of changes) model.on(change, update);
  model.on("change:reply", answer);
  root.addEventListener("keydown", shortcut);
  root.classList.add("rk");
  root.replaceChildren(whole);
  update();
  return () => {
    for (const change of changes) model.off(change, update);
    model.off("change:reply", answer);
    root.removeEventListener("keydown", shortcut);
    for (const panel of panels) panel.close?.();
    root.replaceChildren();
  };
}

export default { render };
