// Rate each item on a scale: a row of radio buttons where there is room, a list where not.

import { activity } from "./activity.js";
import { el, errorOf, grouped, uid, words } from "./controls.js";

/** @typedef {{points: {value: number, label: string}[], low_label?: string, high_label?: string}} Scale */

/**
 * How a scale is laid out.
 * - "numbers": a row down to the phone, with what its ends mean under it;
 * - "steps": five or more worded points; a row with all words on wide pages, and a compact row
 *   on a phone with the words of its ends and of the chosen point under it;
 * - "pairs": four worded points; a row on wide pages, two by two on a phone;
 * - "words": a row on wide pages, a list on a phone.
 * On the very narrowest pages each is a list.
 * @param {Scale} scale
 * @returns {"numbers" | "steps" | "pairs" | "words"}
 */
export function layoutOf({ points }) {
  const longest = Math.max(...points.map(({ label }) => [...label].length));
  if (longest <= 4) return "numbers";
  if (points.length >= 5) return "steps";
  return points.length === 4 && longest <= 26 ? "pairs" : "words";
}

/**
 * What the ends of a row mean: the scale's own words, else those of the points.
 * @param {Scale} scale
 * @returns {{low?: string, high?: string} | null} nothing where every point always has its words
 */
export function endsOf(scale) {
  const layout = layoutOf(scale);
  const { points, low_label: low, high_label: high } = scale;
  if (layout === "numbers") return low || high ? { low, high } : null;
  return layout === "steps" ? { low: points[0].label, high: points[points.length - 1].label } : null;
}

/** One item and its scale. */
class Rating {
  /**
   * @param {any} item
   * @param {Scale} scale
   * @param {import("./frame.js").Frame} frame
   */
  constructor(item, scale, frame) {
    this.id = item.id;
    this.scale = scale;
    const name = uid("rating");
    const fieldName = `ratings.${item.id}`;
    this.points = scale.points.map((point, index) => this.makePoint(point, index, name, fieldName));
    this.chosen = el("span", { class: "rk-scale-chosen", dir: "auto" });
    const detail = words("p", item.detail, "rk-help");
    if (detail) detail.id = uid("detail");
    const error = el("p", { class: "rk-error" });
    this.node = el(
      "fieldset",
      { class: "rk-set rk-rating", on: { change: () => this.showChosen() } },
      el("legend", { class: "rk-legend", dir: "auto", text: item.label }),
      detail,
      el("div", { class: "rk-scale", data: { layout: layoutOf(scale) } }, ...this.points.map(({ node }) => node)),
      this.makeEnds(),
      error,
    );
    const setError = errorOf(this.node, error, detail ? [detail.id] : []);
    frame.field(fieldName, { node: this.node, control: this.node, setError });
  }

  /**
   * @param {{value: number, label: string}} point
   * @param {number} index
   * @param {string} name
   * @param {string} fieldName
   * @returns {{node: HTMLElement, input: HTMLInputElement}}
   */
  makePoint(point, index, name, fieldName) {
    const input = el("input", { type: "radio", name, value: point.value, data: { rkField: fieldName } });
    const label = words("span", point.label, "rk-point-label");
    const end = layoutOf(this.scale) === "numbers" ? this.endOf(index) : undefined;
    return { node: el("label", { class: "rk-point" }, input, label, " ", words("span", end, "rk-point-end")), input };
  }

  /** @param {number} index */
  endOf(index) {
    const ends = endsOf(this.scale);
    if (index === 0) return ends?.low;
    return index === this.scale.points.length - 1 ? ends?.high : undefined;
  }

  /** The words under a row. Screen readers hear them with the points themselves. */
  makeEnds() {
    const ends = endsOf(this.scale);
    if (!ends) return null;
    const [low, high] = [ends.low, ends.high].map((end) => words("span", end, "rk-scale-end") ?? el("span"));
    return el("div", { class: "rk-scale-ends", "aria-hidden": "true" }, low, this.chosen, high);
  }

  /** @returns {number | undefined} */
  get value() {
    const checked = this.points.find(({ input }) => input.checked);
    return checked && Number(checked.input.value);
  }

  /** @param {number | undefined} value */
  put(value) {
    for (const { input } of this.points) input.checked = Number(input.value) === value;
    this.showChosen();
  }

  showChosen() {
    const between = this.points.slice(1, -1).findIndex(({ input }) => input.checked);
    const isNamed = layoutOf(this.scale) === "steps" && between >= 0;
    this.chosen.textContent = isNamed ? this.scale.points[between + 1].label : "";
  }
}

/**
 * @param {any} view
 * @param {import("./frame.js").Frame} frame
 * @returns {import("./frame.js").Part}
 */
function build(view, frame) {
  /** @type {Rating[]} */
  const ratings = [];
  const nodes = grouped(/** @type {any[]} */ (view.items)).map(({ group, items }) => {
    const made = items.map((item) => new Rating(item, item.scale ?? view.scale, frame));
    ratings.push(...made);
    const rows = made.map(({ node }) => node);
    if (!group) return el("div", { class: "rk-list" }, ...rows);
    const legend = el("legend", { class: "rk-group-title", dir: "auto", text: group });
    return el("fieldset", { class: "rk-set rk-group" }, legend, ...rows);
  });

  function collect() {
    const given = ratings.filter(({ value }) => value !== undefined).map(({ id, value }) => [id, value]);
    return { ratings: Object.fromEntries(given) };
  }

  return {
    nodes: [el("div", { class: "rk-list", on: { change: () => frame.save(collect()) } }, ...nodes)],
    empty: { ratings: {} },
    clear: "Clear my ratings",
    collect,
    progress: () => `${Object.keys(collect().ratings).length} of ${ratings.length} rated`,
    show(answer) {
      for (const rating of ratings) rating.put(answer?.ratings?.[rating.id]);
    },
  };
}

export default activity(build);
