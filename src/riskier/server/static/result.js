// The finding of an activity or exhibit, once the facilitator has revealed it.

import { button, el } from "../../widgets/controls.js";
import { backoffDelay } from "./backoff.js";
import { WidgetModel } from "./model.js";
import { pause } from "./parts.js";
import { Play } from "./play.js";

const RESULT_TRIES = 6;
const WIDE = "(min-width: 45rem)";

/**
 * The chart's address, in the width that this screen has room for.
 *
 * @param {string | null} chart as the API gave it
 * @param {boolean} isWide
 * @returns {string | null}
 */
export function chartAddress(chart, isWide) {
  if (!chart) return null;
  const joint = chart.includes("?") ? "&" : "?";
  return `${chart}${joint}width=${isWide ? "wide" : "narrow"}`;
}

/** Fetches findings and shows the newest one asked for. */
export class Result {
  /**
   * @param {object} parts
   * @param {import("./api.js").RoomApi} parts.api
   * @param {(name: string) => Promise<{render: Function}>} parts.load
   * @param {(name: string) => Promise<void>} parts.dress
   * @param {HTMLElement} parts.node
   * @param {(text: string) => void} parts.announce
   */
  constructor({ api, load, dress, node, announce }) {
    this.api = api;
    this.load = load;
    this.node = node;
    this.announce = announce;
    this.play = new Play({ api, load, dress });
    this.shown = "";
    this.wide = window.matchMedia(WIDE);
    this.wide.addEventListener("change", () => this.#fit());
  }

  /**
   * Show a finding; asking again for the same version does nothing.
   *
   * @param {string} id @param {number} round @param {any} version changes when the finding may
   */
  async show(id, round, version) {
    const wanted = JSON.stringify([id, round, version ?? null]);
    if (wanted === this.shown) return;
    this.shown = wanted;
    const [finding, widget] = await Promise.all([this.#fetch(id, round, wanted), this.load("finding")]);
    if (wanted !== this.shown || !finding) return;
    await this.#draw(finding, widget);
  }

  /** Take the finding off the page. */
  clear() {
    this.shown = "";
    this.cleanUp?.();
    this.cleanUp = undefined;
    this.model = undefined;
    this.play.clear();
    this.node.replaceChildren();
  }

  /** @param {string} id @param {number} round @param {string} wanted */
  async #fetch(id, round, wanted) {
    if (!this.model) this.node.textContent = "Loading the result…";
    for (let attempt = 0; wanted === this.shown; attempt += 1) {
      try {
        return await this.api.finding(id, round);
      } catch (caught) {
        const error = /** @type {import("./api.js").ApiError} */ (caught);
        const isOver = error.status !== 0 && attempt >= RESULT_TRIES;
        // 403: the reveal has reached us before the server's other parts.
        if (isOver || !(error.isPassing || error.status === 403)) {
          this.#offerAgain(id, round, wanted);
          return null;
        }
        await pause(Math.max(error.waitMs, backoffDelay(attempt)));
      }
    }
    return null;
  }

  /** @param {string} id @param {number} round @param {string} wanted */
  #offerAgain(id, round, wanted) {
    if (wanted !== this.shown) return;
    const again = button("Try again", () => {
      this.clear();
      this.show(id, round, JSON.parse(wanted)[2]);
    });
    this.node.replaceChildren(el("p", { text: "The result could not be loaded." }), again);
  }

  /** @param {any} finding @param {{render: Function}} widget */
  async #draw(finding, widget) {
    this.finding = finding;
    this.play.offer(finding);
    if (this.model) {
      this.#fit();
      return;
    }
    const place = el("div");
    this.node.replaceChildren(place, this.play.node);
    this.model = new WidgetModel({ finding: this.#fitted() }, () => {});
    this.cleanUp = await widget.render({ model: this.model, el: place });
    this.announce(`The result is here. ${finding.headline ?? ""}`);
  }

  #fitted() {
    return { ...this.finding, chart: chartAddress(this.finding.chart, this.wide.matches) };
  }

  #fit() {
    this.model?.put("finding", this.#fitted());
  }
}
