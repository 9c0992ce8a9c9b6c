// The fixed parts of the participant page: heading, banner, progress, announcements.

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
    const isElsewhere = isTyping() && !part("main").contains(document.activeElement);
    part("join").hidden = true;
    part("status").textContent = "";
    this.heading.textContent = screen.heading;
    document.title = `${screen.heading} – ${this.workshop}`;
    part("words").replaceChildren(...screen.nodes.filter(Boolean));
    if (!moveFocus) return;
    if (isElsewhere) this.announce(screen.heading);
    else this.#focusHeading();
  }

  /** Say something to those who do not see the page change. @param {string} text */
  announce(text) {
    const status = part("status");
    // The same words twice would not be read again; an added space makes them new.
    status.textContent = status.textContent === text ? `${text}\u00a0` : text;
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
    part("place").textContent = [state.stage_title, step].filter(Boolean).join(" · ");
    const progress = part("progress");
    progress.hidden = !isCounted;
    if (isCounted) Object.assign(progress, { max: of, value: index });
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
