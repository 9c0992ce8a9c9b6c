// The fixed parts of the participant page: heading, banner, progress, announcements.

import { Voice } from "../../widgets/voice.js";
import { timerNews, timerText } from "./timer.js";

/** @param {string} id @returns {any} */
export function part(id) {
  return document.getElementById(id);
}

/** What stays on the page while its middle changes. */
export class Page {
  /** @param {string} workshop the title of the workshop */
  constructor(workshop) {
    this.workshop = workshop;
    this.heading = part("heading");
    this.voice = new Voice(part("status"));
    /** @type {number | null} */
    this.left = null;
  }

  /**
   * Put a screen into the middle of the page.
   *
   * @param {import("./screens.js").Screen} screen
   * @param {{moveFocus: boolean}} how
   */
  show(screen, { moveFocus }) {
    const used = document.activeElement;
    const isElsewhere = isTyping() && !part("main").contains(used);
    part("join").hidden = true;
    this.heading.textContent = screen.heading;
    document.title = `${screen.heading} – ${this.workshop}`;
    part("words").replaceChildren(...screen.nodes.filter(Boolean));
    // Focus that is on the heading already does not move, so nothing would be heard of a new one.
    if (used === this.heading || (moveFocus && isElsewhere)) this.announce(screen.heading);
    if (moveFocus && !isElsewhere) this.#focusHeading();
  }

  /** Say something to those who do not see the page change. @param {string} text */
  announce(text) {
    this.voice.say(text);
  }

  /** @param {boolean} isConnected */
  line(isConnected) {
    const banner = part("banner");
    const text = isConnected ? "" : "No connection. Your answers are kept on this device.";
    if (banner.textContent === text) return;
    banner.textContent = text;
    banner.classList.toggle("page-banner-on", !isConnected);
    if (isConnected) this.announce("The connection is back.");
  }

  /** @param {any} state */
  place(state) {
    const { index, of } = state.progress ?? {};
    const isCounted = index > 0 && of > 0 && !state.ended;
    const step = isCounted ? `Step ${index} of ${of}` : "";
    const stage = state.ended ? "The workshop is over" : state.stage_title;
    this.#place([step, stage].filter(Boolean).join(": "));
    const progress = part("progress");
    progress.hidden = !isCounted;
    if (isCounted) Object.assign(progress, { max: of, value: index });
  }

  /**
   * Say a new step as well as show it: whoever is just reading line by line may not be told where
   * the focus went.
   *
   * @param {string} text
   */
  #place(text) {
    const before = part("place").textContent;
    if (text === before) return;
    part("place").textContent = text;
    part("status").replaceChildren();
    if (before) this.announce(text);
  }

  /** @param {string} text where the question stands; nothing to hide the line */
  phase(text) {
    const line = part("phase");
    const isNews = line.textContent !== text;
    line.hidden = !text;
    line.textContent = text;
    return isNews;
  }

  /**
   * Change the question. Whoever uses a control that this switches off is led to the heading:
   * browsers would take them to the top of the page without a word.
   *
   * @param {() => void} change
   */
  keepPlace(change) {
    const used = document.activeElement;
    const isOwn = part("own").contains(used);
    change();
    if (isOwn && used?.matches(":disabled")) this.heading.focus({ preventScroll: true });
  }

  /**
   * Beside a result, one's own answer is a line to open.
   *
   * @param {boolean} isFolded @param {boolean} hasAnswer
   */
  fold(isFolded, hasAnswer) {
    const own = part("own");
    const wasFolded = own.classList.contains("page-own-folded");
    const hadFocus = own.contains(document.activeElement);
    own.hidden = isFolded && !hasAnswer;
    if (wasFolded === isFolded) return;
    own.open = !isFolded;
    own.classList.toggle("page-own-folded", isFolded);
    if (isFolded && hadFocus) this.heading.focus({ preventScroll: true });
  }

  /** @param {number | null} secondsLeft null when there is no timer */
  timer(secondsLeft) {
    const line = part("timer");
    line.hidden = secondsLeft === null;
    if (secondsLeft === null) {
      this.left = null;
      return;
    }
    const text = timerText(secondsLeft);
    if (line.textContent !== text) line.textContent = text;
    const news = timerNews(this.left, secondsLeft);
    this.left = secondsLeft;
    if (news) this.announce(news);
  }

  #focusHeading() {
    this.heading.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }
}

/** @returns {boolean} */
function isTyping() {
  return document.activeElement?.matches("input, textarea, select") ?? false;
}
