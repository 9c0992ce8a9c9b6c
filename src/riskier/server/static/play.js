// What one may play with beside a result: fetched when it is asked for, run on this device.

import { button, el } from "../../widgets/controls.js";
import { WidgetModel } from "./model.js";

/** A button below a result, and what it opens. */
export class Play {
  /**
   * @param {object} parts
   * @param {import("./api.js").RoomApi} parts.api
   * @param {(name: string) => Promise<{render: Function}>} parts.load
   * @param {(name: string) => Promise<void>} parts.dress puts a widget's styles on the page
   */
  constructor({ api, load, dress }) {
    this.api = api;
    this.load = load;
    this.dress = dress;
    this.node = el("div", { class: "page-play" });
    this.shown = "";
  }

  /**
   * Offer what a finding brings along; the same again changes nothing.
   *
   * @param {{activity: string, round: number, play?: {widget: string, label: string} | null}} finding
   */
  offer({ activity, round, play }) {
    const wanted = play ? `${activity}:${round}` : "";
    if (wanted === this.shown) return;
    this.clear();
    this.shown = wanted;
    if (!play) return;
    this.line = el("p", { role: "status" });
    this.node.replaceChildren(button(play.label, () => this.#open(activity, round, play)), this.line);
  }

  /** Take it off the page. */
  clear() {
    this.shown = "";
    this.cleanUp?.();
    this.cleanUp = undefined;
    this.node.replaceChildren();
  }

  /** @param {string} activity @param {number} round @param {{widget: string}} play */
  async #open(activity, round, { widget: name }) {
    const { shown, line } = this;
    line.textContent = "Loading…";
    try {
      const parts = [this.load(name), this.api.played(activity, round), this.dress(name)];
      const [widget, traits] = await Promise.all(parts);
      if (shown !== this.shown || this.cleanUp) return;
      const place = el("div");
      this.node.replaceChildren(place);
      this.cleanUp = await widget.render({ model: new WidgetModel(traits, () => {}), el: place });
      const title = place.querySelector("h2");
      title?.setAttribute("tabindex", "-1");
      title?.focus();
    } catch {
      line.textContent = "That could not be loaded. Please try again.";
    }
  }
}
