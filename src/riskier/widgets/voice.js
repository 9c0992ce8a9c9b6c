// What screen readers are told and nobody needs to see.

import { el } from "./controls.js";

/** How many of the last things said stay in the page, for those still being read out. */
const KEPT = 5;

/** A live region that says one thing after the other. */
export class Voice {
  /** @param {HTMLElement} [node] an empty live region that the page has already */
  constructor(node = el("div", { class: "rk-voice", "aria-live": "polite" })) {
    this.node = node;
  }

  /**
   * Say something after what is being said. Each text is a line of its own: a text that took
   * another's place within milliseconds would be heard instead of it, and the same words a second
   * time would not be heard at all.
   * @param {string} text
   */
  say(text) {
    this.node.append(el("p", { text }));
    if (this.node.childElementCount > KEPT) this.node.firstElementChild?.remove();
  }
}
