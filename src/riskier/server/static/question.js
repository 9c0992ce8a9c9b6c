// One activity in one round: its widget, and what became of the answer.

import { WidgetModel } from "./model.js";
import { answerName } from "./outbox.js";
import { phaseLine } from "./screens.js";

const NOTHING = { state: "none", message: "", field: null };
const SAVED = { state: "saved", message: "Saved", field: null };

/** @param {any} state @returns {string} names the question that a state asks */
export function questionName(state) {
  return answerName(state.activity.id, state.activity.round ?? state.round);
}

/**
 * What a state asks, with the texts this person may vote for. Those come once: the state that
 * opens a vote, or starts the timer, is the same for everyone and leaves them out.
 *
 * @param {any} state @param {any} [before] the view so far @returns {any}
 */
function viewOf(state, before) {
  const candidates = state.candidates ?? before?.candidates;
  return candidates ? { ...state.activity, candidates } : state.activity;
}

/** Joins a widget, the outbox and the room's state for as long as a question is shown. */
export class Question {
  /**
   * @param {any} state the room's state with the activity
   * @param {{keep: import("./keep.js").Keep, outbox: import("./outbox.js").Outbox}} parts
   */
  constructor(state, { keep, outbox }) {
    this.keep = keep;
    this.outbox = outbox;
    this.id = state.activity.id;
    this.round = state.activity.round ?? state.round;
    this.name = questionName(state);
    this.draftName = `draft:${this.id}:${this.round}`;
    this.seq = 0;
    const entry = this.#entry();
    const values = {
      activity: viewOf(state),
      answer: entry?.answer ?? state.answer ?? null,
      previous: state.previous ?? null,
      phase: state.phase,
      saved: entry ? savedOf(entry) : state.answer ? SAVED : NOTHING,
      draft: keep.get(this.draftName),
    };
    this.model = new WidgetModel(values, (changes) => this.#save(changes));
    this.update(state);
  }

  get isOpen() {
    return this.model.get("phase") === "open";
  }

  get hasAnswer() {
    return this.model.get("answer") !== null;
  }

  /** @returns {string} where the question stands, in words */
  get line() {
    const entry = this.#entry();
    const { reveal, kind } = this.model.get("activity");
    return phaseLine(this.model.get("phase"), {
      has: this.hasAnswer,
      isUnsent: entry !== null,
      isPrivate: reveal === "never" || kind === "plan",
    });
  }

  /**
   * Put the widget on the page.
   *
   * @param {{render: Function}} widget @param {HTMLElement} el
   */
  async mount(widget, el) {
    if (this.isOver) return;
    this.cleanUp = await widget.render({ model: this.model, el });
  }

  /** Take the room's newest state. @param {any} state */
  update(state) {
    this.model.put("phase", state.phase);
    this.model.put("activity", viewOf(state, this.model.get("activity")));
    if (state.previous !== undefined) this.model.put("previous", state.previous);
    if (state.phase === "open") this.outbox.release(this.id, this.round);
    const isNews = state.answer !== undefined && state.seq >= this.seq && !this.#entry();
    if (isNews) this.#show(state.answer);
  }

  /**
   * The outbox says what became of this question's answer.
   *
   * @param {import("./outbox.js").Saved} saved @param {number | null} seq
   */
  settled(saved, seq) {
    if (seq !== null) this.seq = seq;
    this.model.put("saved", saved);
  }

  /**
   * Another tab of this person changed the answer, or has sent it (no entry).
   *
   * @param {import("./outbox.js").Entry | null} entry
   */
  elsewhere(entry) {
    if (entry) this.model.put("answer", entry.answer);
    this.model.put("saved", entry ? savedOf(entry) : SAVED);
  }

  /** Take the widget off the page; what it still holds is saved first. */
  close() {
    this.cleanUp?.();
    this.isOver = true;
  }

  /** @param {any} answer */
  #show(answer) {
    this.#keepPlan(answer);
    const isOther = JSON.stringify(answer) !== JSON.stringify(this.model.get("answer"));
    this.model.put("answer", answer);
    if (isOther || this.model.get("saved").state !== "saved") {
      this.model.put("saved", answer ? SAVED : NOTHING);
    }
  }

  /** @param {Record<string, any>} changes */
  #save(changes) {
    if (changes.draft) this.keep.set(this.draftName, changes.draft);
    else if (changes.draft === null) this.keep.remove(this.draftName);
    if (changes.answer === undefined) return;
    this.#keepPlan(changes.answer);
    this.outbox.put(this.id, this.round, changes.answer);
  }

  /** A plan is the person's own: this device shows it again at the end. @param {any} answer */
  #keepPlan(answer) {
    if (answer && this.model.get("activity").kind === "plan") this.keep.set("plan", answer);
  }

  #entry() {
    return this.outbox.entry(this.id, this.round);
  }
}

/** @param {import("./outbox.js").Entry} entry @returns {import("./outbox.js").Saved} */
function savedOf(entry) {
  if (entry.state === "new") return { state: "saving", message: "Saving…", field: null };
  return { state: "refused", message: entry.message, field: entry.field };
}
