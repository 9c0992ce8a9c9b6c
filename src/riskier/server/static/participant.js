// The participant page: join, follow the room, answer, see what the group said.

import { RoomApi } from "./api.js";
import { RoomClock, moment, mostSince } from "../../widgets/clock.js";
import { Follower, wakeWithDevice } from "./follow.js";
import { Keep, deviceStorage, tabId } from "./keep.js";
import { meta } from "./meta.js";
import { Outbox, answerName } from "./outbox.js";
import { Page, part } from "./page.js";
import { dresser, widgetLoader } from "./parts.js";
import { Question, questionName } from "./question.js";
import { Result } from "./result.js";
import {
  connectingScreen,
  endScreen,
  exhibitScreen,
  goneScreen,
  questionScreen,
  talkScreen,
} from "./screens.js";

const TICK_MS = 1_000;
const SLEEP_MS = 6_000;

/** One person in one room, on this page. */
class Room {
  constructor() {
    this.base = meta("base");
    const code = meta("room");
    this.keep = new Keep(`riskier:${this.base}:${code}:`, deviceStorage());
    this.api = new RoomApi(this.base, code);
    this.page = new Page(meta("workshop"));
    this.load = widgetLoader(this.base, meta("version"));
    const announce = (/** @type {string} */ text) => this.page.announce(text);
    const dress = dresser(this.base, meta("version"));
    this.result = new Result({ api: this.api, load: this.load, dress, node: part("result"), announce });
    this.outbox = new Outbox({
      keep: this.keep,
      send: (activity, round, answer) => this.api.save(activity, round, answer),
      onSaved: (entry, saved, seq) => this.#saved(entry, saved, seq),
      onGone: (error) => this.#gone(error),
      tab: tabId(),
    });
    this.follower = new Follower({
      open: (lastId, signal) => this.api.events(lastId, signal),
      onState: (state) => this.#state(state),
      onLine: (isConnected) => this.#line(isConnected),
      onGone: (error) => this.#gone(error),
    });
    this.shown = "";
    this.hasState = false;
    this.clock = new RoomClock();
    this.ticked = moment();
  }

  /** Begin: go on where this device was, or offer to join. */
  begin() {
    this.#listen();
    const kept = this.keep.get("place");
    if (kept?.token) this.#enter(kept);
    else this.#offer();
  }

  #offer() {
    this.#screen("join", { heading: part("join").dataset.heading, nodes: [] });
    part("resume-before").append(part("resume-form"));
    part("join").hidden = false;
  }

  #listen() {
    part("join-button")?.addEventListener("click", () => this.#join());
    part("resume-form")?.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#join(part("resume-code").value.trim());
    });
    part("forget-button").addEventListener("click", () => this.#forget());
    wakeWithDevice(this.follower);
    window.addEventListener("storage", (event) => this.#otherTab(event));
    setInterval(() => this.#tick(), TICK_MS);
  }

  /** @param {string} [resumeCode] */
  async #join(resumeCode) {
    if (this.isJoining) return;
    this.isJoining = true;
    const field = resumeCode === undefined ? "join" : "resume";
    part(`${field}-error`).textContent = "";
    try {
      const place = await this.api.join(resumeCode);
      this.keep.set("place", place);
      this.#enter(place, true);
    } catch (error) {
      part(`${field}-error`).textContent = /** @type {import("./api.js").ApiError} */ (error).words;
    } finally {
      this.isJoining = false;
    }
  }

  /** @param {{token: string, resume_code: string}} place @param {boolean} [moveFocus] */
  #enter(place, moveFocus = false) {
    this.api.token = place.token;
    part("resume-own").textContent = place.resume_code;
    part("device").hidden = false;
    part("resume-here").append(part("resume-form"));
    part("memory-only").hidden = this.keep.lasting;
    this.#screen("connecting", connectingScreen(), moveFocus);
    this.follower.start();
  }

  /** @param {any} state */
  #state(state) {
    this.clock.set(state.server_time);
    this.timerEnds = state.timer?.ends_at ?? null;
    this.page.place(state);
    if (state.ended) this.#end(state.promise);
    else if (state.activity) this.#ask(state);
    else if (state.exhibit) this.#exhibit(state);
    else this.#screen(`talk:${state.step}`, talkScreen(state));
    this.hasState = true;
    this.#tick();
  }

  /** @param {any} state */
  #ask(state) {
    const name = questionName(state);
    if (name !== this.shown) {
      this.#screen(name, questionScreen(state.activity, this.base));
      this.question = new Question(state, { keep: this.keep, outbox: this.outbox });
      this.#mount(this.question, state.activity.kind);
    } else {
      this.page.keepPlace(() => this.question?.update(state));
    }
    this.#phase();
    const { id, round, reveal } = state.activity;
    const isRevealed = state.phase === "revealed" && reveal !== "never";
    this.page.fold(isRevealed, Boolean(this.question?.hasAnswer));
    if (isRevealed) this.result.show(id, round ?? state.round, state.finding_version);
    else this.result.clear();
  }

  /** @param {any} state */
  #exhibit(state) {
    this.#screen(`exhibit:${state.exhibit.id}`, exhibitScreen(state.exhibit));
    const isRevealed = state.phase === "revealed";
    this.page.phase(isRevealed ? "" : "Look up: the facilitator will show this soon.");
    if (isRevealed) this.result.show(state.exhibit.id, state.round ?? 1, state.finding_version);
    else this.result.clear();
  }

  /** @param {string} promise what becomes of the answers */
  #end(promise) {
    this.follower.stop();
    this.page.line(true);
    this.question?.close();
    const kept = { promise, plan: this.keep.get("plan"), unsent: this.outbox.entries().length };
    this.#screen("end", endScreen({ ...kept, onForget: () => this.#forget(), base: this.base }));
  }

  /** @param {import("./api.js").ApiError} error */
  #gone(error) {
    this.follower.stop();
    this.page.line(true);
    this.keep.remove("place");
    part("device").hidden = true;
    const isRoomGone = error.status === 404;
    const kept = { isRoomGone, unsent: this.outbox.entries().length };
    this.#screen("gone", goneScreen({ ...kept, onJoin: () => this.#offer(), base: this.base }));
    this.#tick();
  }

  /**
   * Show a screen unless it is there already.
   *
   * @param {string} name @param {import("./screens.js").Screen} screen @param {boolean} [moveFocus]
   */
  #screen(name, screen, moveFocus = this.hasState) {
    if (name === this.shown) return;
    this.shown = name;
    this.question?.close();
    this.question = undefined;
    this.result.clear();
    part("widget").replaceChildren();
    part("own").hidden = true;
    this.page.phase("");
    this.page.show(screen, { moveFocus });
  }

  /** @param {Question} question @param {string} kind */
  async #mount(question, kind) {
    const node = document.createElement("div");
    part("widget").replaceChildren(node);
    try {
      await question.mount(await this.load(kind), node);
    } catch (error) {
      console.error(error);
      node.textContent = "This question could not be loaded. Reload the page to try again.";
    }
  }

  #phase() {
    const line = this.question?.line ?? "";
    const spoken = this.question?.isOpen ? "You can answer now." : line;
    if (this.page.phase(line) && this.hasState) this.page.announce(spoken);
  }

  /** @param {import("./outbox.js").Entry} entry @param {import("./outbox.js").Saved} saved @param {number | null} seq */
  #saved(entry, saved, seq) {
    if (answerName(entry.activity, entry.round) !== this.question?.name) return;
    this.question.settled(saved, seq);
    this.#phase();
  }

  /** @param {boolean} isConnected */
  #line(isConnected) {
    const isBack = isConnected && !this.isConnected;
    this.isConnected = isConnected;
    this.page.line(isConnected);
    if (isBack) this.outbox.wake();
  }

  /** @param {StorageEvent} event */
  #otherTab(event) {
    const change = this.keep.changed(event);
    if (change?.name === "place" && change.value?.token !== this.api.token) location.reload();
    if (change && change.name === this.question?.name) {
      this.question.elsewhere(change.value);
      this.#phase();
    }
  }

  #forget() {
    this.follower.stop();
    this.keep.forget();
    location.reload();
  }

  #tick() {
    if (mostSince(this.ticked) > SLEEP_MS) this.follower.wake();
    this.ticked = moment();
    const left = this.clock.until(this.timerEnds ?? 0);
    const isShown = this.follower.isStopped ? false : left > 0 || this.question?.isOpen;
    this.page.timer(this.timerEnds && isShown ? left : null);
  }
}

new Room().begin();
