// Rate each item on a scale: a row of radio buttons where there is room, a list where not.

import { activity } from "./activity.js";
import { el, errorOf, grouped, uid, words } from "./controls.js";

/**
 * How a scale is laid out. "numbers" stays a row down to the phone, with words at its ends.
 * "words" is a row on wide pages and a list on a phone, "pairs" two by two there.
 * @param {{points: {label: string}[]}} scale
 * @returns {"numbers" | "pairs" | "words"}
 */
export function layoutOf({ points }) {
  const longest = Math.max(...points.map(({ label }) => [...label].length));
  if (longest <= 4) return "numbers";
  return points.length === 4 && longest <= 18 ? "pairs" : "words";
}

/**
 * @param {any} item
 * @param {any} scale
 * @param {import("./frame.js").Frame} frame
 * @returns {{id: string, node: HTMLElement, inputs: HTMLInputElement[]}}
 */
function rating(item, scale, frame) {
  const name = uid("rating");
  const fieldName = `ratings.${item.id}`;
  const points = scale.points.map((/** @type {any} */ point, /** @type {number} */ index) =>
    scalePoint(point, endLabel(scale, index), name, fieldName),
  );
  const detail = words("p", item.detail, "rk-help");
  if (detail) detail.id = uid("detail");
  const error = el("p", { class: "rk-error" });
  const row = el(
    "div",
    { class: "rk-scale", data: { layout: layoutOf(scale), points: scale.points.length } },
    ...points.map((/** @type {any} */ { node }) => node),
  );
  const node = el(
    "fieldset",
    { class: "rk-set rk-rating" },
    el("legend", { class: "rk-legend", dir: "auto", text: item.label }),
    detail,
    row,
    endsOf(scale),
    error,
  );
  const setError = errorOf(node, error, detail ? [detail.id] : []);
  frame.field(fieldName, { node, control: node, setError });
  return { id: item.id, node, inputs: points.map((/** @type {any} */ { input }) => input) };
}

/**
 * What the first and the last point mean.
 * @param {any} scale
 * @param {number} index
 * @returns {string | undefined}
 */
function endLabel(scale, index) {
  if (index === 0) return scale.low_label;
  return index === scale.points.length - 1 ? scale.high_label : undefined;
}

/**
 * The words under the ends of a row. Screen readers hear them with the points themselves.
 * @param {any} scale
 * @returns {HTMLElement | null}
 */
function endsOf(scale) {
  if (!scale.low_label && !scale.high_label) return null;
  const [low, high] = [words("span", scale.low_label), words("span", scale.high_label)];
  return el("div", { class: "rk-scale-ends", "aria-hidden": "true" }, low ?? el("span"), high);
}

/**
 * @param {{value: number, label: string}} point
 * @param {string | undefined} end
 * @param {string} name
 * @param {string} fieldName
 */
function scalePoint(point, end, name, fieldName) {
  const input = el("input", { type: "radio", name, value: point.value, data: { rkField: fieldName } });
  const label = words("span", point.label, "rk-point-label");
  const node = el("label", { class: "rk-point" }, input, label, " ", words("span", end, "rk-point-end"));
  return { node, input };
}

/**
 * @param {any} view
 * @param {import("./frame.js").Frame} frame
 * @returns {import("./frame.js").Part}
 */
function build(view, frame) {
  /** @type {ReturnType<typeof rating>[]} */
  const ratings = [];
  const nodes = grouped(/** @type {any[]} */ (view.items)).map(({ group, items }) => {
    const made = items.map((item) => rating(item, item.scale ?? view.scale, frame));
    ratings.push(...made);
    const rows = made.map(({ node }) => node);
    if (!group) return el("div", { class: "rk-list" }, ...rows);
    const legend = el("legend", { class: "rk-group-title", dir: "auto", text: group });
    return el("fieldset", { class: "rk-set rk-group" }, legend, ...rows);
  });

  function collect() {
    /** @type {Record<string, number>} */
    const given = {};
    for (const { id, inputs } of ratings) {
      const checked = inputs.find((input) => input.checked);
      if (checked) given[id] = Number(checked.value);
    }
    return { ratings: given };
  }
  const done = () => Object.keys(collect().ratings).length;

  return {
    nodes: [el("div", { class: "rk-list", on: { change: () => frame.save(collect()) } }, ...nodes)],
    empty: { ratings: {} },
    clear: "Clear my ratings",
    collect,
    progress: () => `${done()} of ${ratings.length} rated`,
    show(answer) {
      for (const { id, inputs } of ratings) {
        const given = answer?.ratings?.[id];
        for (const input of inputs) input.checked = Number(input.value) === given;
      }
    },
  };
}

export default activity(build);
