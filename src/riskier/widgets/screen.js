// The projector page: follows the room and fits what it shows to the screen, without scrolling.

import { RoomClock } from "./clock.js";
import { clockText } from "./consolepanels.js";
import { el } from "./controls.js";
import { playLayer } from "./screenplay.js";
import { VIEWS } from "./screenviews.js";

// Shares of the screen's own base size: what is hardly noticed, and what is still read.
const SMALLER = 0.94;
const SMALLEST = 0.72;
const CARD_SIZES = [1.5, 1.3, 1.15, 1];
const WORDS_SHARE = 0.36; // of the height, at most, for the words above a chart
const TOOLS_MS = 3_000;

/**
 * Make the stage's contents fit: smaller letters first, then fewer cards.
 * @param {HTMLElement} stage
 */
function fit(stage) {
  const finding = stage.querySelector(".rk-s-finding");
  if (finding) placeChart(stage, finding);
  else shrink(stage, () => isOver(stage));
  growCards(stage);
  dropCards(stage);
}

/**
 * @param {HTMLElement} stage
 * @returns {boolean}
 */
function isOver(stage) {
  return stage.scrollHeight > stage.clientHeight + 1 || stage.scrollWidth > stage.clientWidth + 1;
}

/**
 * @param {HTMLElement} stage
 * @param {() => boolean} tooLarge
 */
function shrink(stage, tooLarge) {
  // Below SMALLER, the last note goes first: it is on everybody's own device, too.
  const notes = /** @type {HTMLElement[]} */ ([...stage.querySelectorAll(".rk-s-note")].slice(1));
  for (const note of notes) note.hidden = false;
  let size = 1;
  stage.style.fontSize = "1em";
  while (tooLarge() && size > SMALLEST) {
    const note = size < SMALLER ? notes.pop() : undefined;
    if (note) note.hidden = true;
    else size -= 0.04;
    stage.style.fontSize = `${size}em`;
  }
}

/**
 * The chart beside its words or below them: whichever draws it larger.
 * @param {HTMLElement} stage
 * @param {Element} finding
 */
function placeChart(stage, finding) {
  const image = /** @type {HTMLImageElement | null} */ (finding.querySelector(".rk-s-chart img"));
  const text = /** @type {HTMLElement} */ (finding.querySelector(".rk-s-words"));
  const scale = (/** @type {boolean} */ beside) => {
    finding.classList.toggle("rk-s-beside", beside);
    // Words above a chart leave it most of the height; beside it they may use all of it.
    const most = stage.clientHeight * (beside || !image ? 1 : WORDS_SHARE);
    shrink(stage, () => text.scrollHeight > most || text.scrollHeight > text.clientHeight + 1);
    if (!image?.naturalWidth) return 0;
    return Math.min(image.clientWidth / image.naturalWidth, image.clientHeight / image.naturalHeight);
  };
  const beside = scale(true);
  if (!image || scale(false) >= beside) scale(false);
  else scale(true);
}

/**
 * Few cards may be larger than the rest of the screen.
 * @param {HTMLElement} stage
 */
function growCards(stage) {
  const groups = /** @type {HTMLElement | null} */ (stage.querySelector(".rk-s-groups"));
  if (!groups) return;
  const lists = [...groups.querySelectorAll(".rk-s-cards")];
  const fits = (/** @type {number} */ size) => {
    groups.style.fontSize = `${size}em`;
    return lists.every((list) => list.scrollHeight <= list.clientHeight + 1);
  };
  CARD_SIZES.find(fits);
}

/**
 * Of more cards than fit, show the first and say how many more there are.
 * @param {HTMLElement} stage
 */
function dropCards(stage) {
  for (const list of stage.querySelectorAll(".rk-s-cards")) {
    const cards = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("li:not(.rk-s-more)")]);
    const more = list.querySelector(".rk-s-more") ?? el("li", { class: "rk-s-more" });
    more.remove();
    for (const card of cards) card.hidden = false;
    let left = cards.length;
    while (list.scrollHeight > list.clientHeight + 1 && left > 1) {
      left -= 1;
      cards[left].hidden = true;
      more.textContent = `and ${cards.length - left} more`;
      list.append(more);
    }
  }
}

/**
 * Full screen and light/dark: there while the mouse moves or the keyboard is in them.
 * @param {HTMLElement} screen
 * @returns {{node: HTMLElement, close: () => void}}
 */
function tools(screen) {
  const full = el("button", { type: "button", text: "Full screen", on: { click: () => document.documentElement.requestFullscreen?.() } });
  const light = el("button", { type: "button", text: "Light or dark", on: { click: () => screen.classList.toggle("rk-s-light") } });
  const node = el("div", { class: "rk-s-tools" }, full, light);
  let timer = 0;
  const wake = () => {
    node.classList.add("rk-s-awake");
    clearTimeout(timer);
    timer = setTimeout(() => node.classList.remove("rk-s-awake"), TOOLS_MS);
  };
  const changed = () => {
    full.hidden = Boolean(document.fullscreenElement);
  };
  document.addEventListener("pointermove", wake);
  document.addEventListener("fullscreenchange", changed);
  wake();
  const close = () => {
    clearTimeout(timer);
    document.removeEventListener("pointermove", wake);
    document.removeEventListener("fullscreenchange", changed);
  };
  return { node, close };
}

/**
 * The line at the foot: how to join late, how far, how long.
 * @returns {{node: HTMLElement, update: (here: any) => void, tick: (here: any) => void}}
 */
function foot() {
  const join = el("p", { class: "rk-s-late" });
  const count = el("p", { class: "rk-s-count" });
  const timer = el("p", { class: "rk-s-timer", role: "timer" });
  const bar = el("progress", { "aria-hidden": "true" });
  const clock = new RoomClock();
  const node = el("footer", { class: "rk-s-foot" }, join, el("div", { class: "rk-s-done" }, count, bar), timer);
  const tick = (/** @type {any} */ here) => {
    const left = here.timer_ends_at ? clock.until(here.timer_ends_at) : null;
    // Nobody is scolded from a wall: below zero it just says that time is up.
    timer.textContent = left === null ? "" : left > 0 ? clockText(left) : "Time is up";
  };
  const update = (/** @type {any} */ here) => {
    clock.set(here.server_time);
    join.replaceChildren(...(here.view === "waiting" ? [] : [here.join_address, " · ", el("strong", { text: here.code })]));
    if (count.textContent !== here.count_words) count.textContent = here.count_words;
    bar.hidden = !here.count_words;
    bar.max = Math.max(1, here.joined);
    bar.value = here.answered;
    tick(here);
  };
  return { node, update, tick };
}

/**
 * @param {{model: import("./frame.js").Model, el: HTMLElement}} context
 * @returns {() => void}
 */
function render({ model, el: root }) {
  const stage = el("div", { class: "rk-s-stage" });
  const line = foot();
  const screen = el("div", { class: "rk-screen" }, stage, line.node);
  const extra = tools(screen);
  screen.append(extra.node);
  let shown = "";
  let play = playLayer(null);

  const update = () => {
    const here = model.get("here");
    const finding = model.get("finding");
    line.update(here);
    const what = JSON.stringify([here.view, here.topic, here.title, here.eyebrow, here.prompt, here.prompts, here.phase_words, finding]);
    const joined = stage.querySelector(".rk-s-joined");
    if (joined) joined.textContent = here.joined_words;
    if (what === shown) return;
    shown = what;
    stage.dataset.view = here.view;
    play.close();
    play = playLayer(here.view === "finding" ? finding : null);
    stage.replaceChildren(VIEWS[here.view](here, finding));
    if (play.node) stage.querySelector(".rk-s-words")?.append(play.node);
    fit(stage);
    // A picture has no size before it is read.
    stage.querySelector("img")?.addEventListener("load", () => fit(stage), { once: true });
  };
  const resized = new ResizeObserver(() => fit(stage));
  const ticking = setInterval(() => line.tick(model.get("here")), 500);
  root.classList.add("rk", "rk-screen-host");
  root.replaceChildren(screen);
  model.on("change:here", update);
  model.on("change:finding", update);
  update();
  resized.observe(screen);
  return () => {
    clearInterval(ticking);
    resized.disconnect();
    extra.close();
    play.close();
    model.off("change:here", update);
    model.off("change:finding", update);
    root.replaceChildren();
  };
}

export default { render };
