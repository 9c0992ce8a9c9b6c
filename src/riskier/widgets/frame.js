// What is round every activity's controls: the notice of a prefilled answer, clear and keep,
// progress and the status line. Title, prompt and phase are the host's. A kind gives the
// controls; the frame talks to the model. The model's changes reach the controls by `show`
// and never rebuild them, so focus and typing survive.

import { button, el } from "./controls.js";
import { Voice } from "./voice.js";

/**
 * @typedef {object} Model anywidget's front-end model; the participant page has its own
 * @property {(key: string) => any} get
 * @property {(key: string, value: any) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, listener: () => void) => void} on
 * @property {(event: string, listener: () => void) => void} off
 */

/**
 * @typedef {object} Part what a kind gives its frame
 * @property {(Node | null)[]} nodes the controls
 * @property {Node[]} [after] what stays in use when the question is closed
 * @property {(answer: any) => void} show put an answer (or null) into the controls
 * @property {() => any} collect the answer that the controls hold now
 * @property {any} empty the answer when nothing is given
 * @property {string} [clear] text of the button that takes the answer away; none without
 * @property {() => string} [progress] such as "2 of 3 chosen"
 * @property {(draft: any) => void} [restore] put back what was typed but not yet valid
 * @property {(view: any) => void} [update] take a view that differs in its candidates only
 * @property {() => void} [flush] do at once what waits for a pause in typing
 */

/** @typedef {import("./controls.js").Field} Field */

const OFFLINE = "No connection: your answer is kept on this device and will be sent.";

/** The frame of one activity in one round. */
export class Frame {
  /**
   * @param {Model} model
   * @param {(view: any, frame: Frame) => Part} build
   */
  constructor(model, build) {
    this.model = model;
    this.view = model.get("activity");
    /** @type {Map<string, Field>} */
    this.fields = new Map();
    this.refused = "";
    this.touched = false;
    this.pending = false;
    this.sent = JSON.stringify(model.get("answer") ?? null);
    /** @type {any} the answer before it was cleared */
    this.cleared = null;
    this.part = build(this.view, this);
    this.voice = new Voice();
    this.keep = button("Keep my first answers", () => this.confirm());
    this.clear = button("", () => this.wipe(), { quiet: true });
    this.node = this.draw();
    this.start();
  }

  draw() {
    const { part, view } = this;
    this.origin = el("p", { class: "rk-origin", hidden: true });
    this.controls = el(
      "fieldset",
      { class: "rk-controls", role: "presentation" },
      ...part.nodes,
      el("div", { class: "rk-actions" }, this.clear),
    );
    this.progress = el("p", { class: "rk-progress" });
    this.status = el("p", { class: "rk-status", role: "status" });
    return el(
      "div",
      { class: "rk-activity", role: "group", "aria-label": view.title, data: { kind: view.kind } },
      this.origin,
      this.controls,
      ...(part.after ?? []),
      el("div", { class: "rk-foot" }, this.progress, this.status, this.keep),
      this.voice.node,
    );
  }

  /** Show what the model holds: the answer, else the answer of the round before. */
  start() {
    const answer = this.model.get("answer");
    const before = this.view.prefill ? this.model.get("previous") : null;
    const hasBefore = Boolean(before) && JSON.stringify(before) !== JSON.stringify(this.part.empty);
    this.prefilled = !answer && hasBefore && !this.touched;
    this.part.show(answer ?? before ?? null);
    this.disable();
    this.restore();
    this.refresh();
    this.showSaved();
  }

  /**
   * Name a control, such as "ratings.<item>", so that a refusal finds it.
   * @param {string} name
   * @param {Field} field
   */
  field(name, field) {
    this.fields.set(name, field);
    return field;
  }

  /** @param {any} answer what the host is to save */
  save(answer) {
    this.touched = true;
    this.prefilled = false;
    this.cleared = null;
    this.pending = true;
    this.sent = JSON.stringify(answer);
    this.model.set("answer", answer);
    this.model.save_changes();
    this.refresh();
    this.showSaved();
  }

  /** @param {any} draft what is typed but not yet valid; null when there is nothing */
  keepDraft(draft) {
    if (JSON.stringify(draft) === JSON.stringify(this.model.get("draft") ?? null)) return;
    this.model.set("draft", draft);
    this.model.save_changes();
  }

  /**
   * Tell screen reader users something that is to be seen elsewhere on the page.
   * @param {string} text
   */
  say(text) {
    this.voice.say(text);
  }

  /** Save the answer of the round before as this round's answer. */
  confirm() {
    this.save(this.part.collect());
    this.controls.querySelector("input, select, textarea, button")?.focus();
  }

  /** Take the answer away, or put it back. */
  wipe() {
    const undo = this.cleared;
    const before = this.part.collect();
    const next = undo ?? this.part.empty;
    this.part.show(next);
    this.save(next);
    this.cleared = undo ? null : before;
    this.say(undo ? "Your answer is back." : "Cleared.");
    this.refresh();
  }

  /** Bring everything that depends on the answer up to date. */
  refresh() {
    const { part } = this;
    const isEmpty = JSON.stringify(part.collect()) === JSON.stringify(part.empty);
    this.clear.hidden = !part.clear || (isEmpty && !this.cleared);
    this.clear.textContent = this.cleared ? "Undo: put my answer back" : (part.clear ?? "");
    this.keep.hidden = !this.prefilled;
    this.origin.hidden = !this.prefilled;
    this.origin.textContent =
      "Filled in with your first answers. Change what you like, or keep them: nothing is saved for this round until you do.";
    this.refreshProgress();
  }

  refreshProgress() {
    this.progress.textContent = this.part.progress?.() ?? "";
  }

  /** Put back what was typed and is not saved: it counts as typed just now. */
  restore() {
    const draft = this.model.get("draft");
    if (draft) this.part.restore?.(draft);
  }

  disable() {
    this.controls.disabled = (this.model.get("phase") ?? "open") !== "open";
    this.keep.disabled = this.controls.disabled;
  }

  showPhase() {
    // What was typed last still goes to the host, who knows whether it comes too late.
    this.part.flush?.();
    this.disable();
    if (!this.controls.disabled) this.restore();
  }

  showSaved() {
    const saved = this.model.get("saved") ?? { state: "none" };
    const state = this.pending ? "saving" : saved.state;
    this.showRefusal(state === "refused" ? saved : null);
    const text = savedText(state, saved.message, this.prefilled);
    const line = el("span", { text, "aria-hidden": state === "saving" ? "true" : null });
    this.status.dataset.state = state;
    // "Saving…" is for the eye: a screen reader hears each answer once, when it is saved.
    this.status.replaceChildren(line);
  }

  /** @param {{field?: string | null, message?: string} | null} refusal */
  showRefusal(refusal) {
    this.fields.get(this.refused)?.setError("");
    this.refused = refusal?.field ?? "";
    this.fields.get(this.refused)?.setError(refusal?.message ?? "");
  }

  /** The answer in the model changed: by us, or by another tab or the host. */
  showAnswer() {
    const answer = this.model.get("answer") ?? null;
    if (JSON.stringify(answer) === this.sent) return;
    this.sent = JSON.stringify(answer);
    this.start();
  }

  /** The host has an answer for us about saving. */
  settle() {
    this.pending = false;
    this.showSaved();
  }
}

/**
 * @param {string} state
 * @param {string | undefined} message
 * @param {boolean | undefined} prefilled
 * @returns {string}
 */
export function savedText(state, message, prefilled) {
  if (state === "saving") return "Saving…";
  if (state === "saved") return message || "Saved";
  if (state === "refused") return `Not saved: ${message || "the answer was refused."}`;
  if (state === "offline") return message || OFFLINE;
  return prefilled ? "Not saved for this round yet" : "";
}
