// The toy model's drawings: levels over the months, and where the loop rests and tips.
// Lines differ in colour, width and dashes, and each carries its own name.

import { svg } from "./controls.js";
import { leadsTo } from "./cyclemodel.js";
import { fineHundred, inHundred, pathWords, portraitWords, spread } from "./toywords.js";

/**
 * @typedef {{width: number, height: number, left: number, right: number, top: number, bottom: number}} Box
 * @typedef {import("./toywords.js").Run} Run
 */

const LEVELS = /** @type {const} */ ([
  ["engagement", "Taking part"],
  ["understanding", "Understanding"],
  ["experience", "Practice"],
]);
const LINE = 17;

/**
 * @param {Box} box
 * @param {string} label
 * @param {...Node} marks
 * @returns {SVGElement}
 */
function toyPicture(box, label, ...marks) {
  const view = `0 0 ${box.width} ${box.height}`;
  return svg("svg", { viewBox: view, role: "img", "aria-label": label, class: "rk-toy-picture" }, ...marks);
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {string} [anchor]
 * @param {string} [look]
 * @returns {SVGElement}
 */
function text(x, y, words, anchor = "start", look = "") {
  return svg("text", { x, y, "text-anchor": anchor, class: `rk-toy-text ${look}` }, words);
}

/**
 * @param {[number, number][]} points
 * @param {string} look
 * @returns {SVGElement}
 */
function line(points, look) {
  const path = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  return svg("polyline", { points: path, class: look, fill: "none" });
}

/**
 * @param {Box} box
 * @param {number} most the largest value across
 * @returns {{x: (value: number) => number, y: (share: number) => number}}
 */
function scales(box, most) {
  const wide = box.width - box.left - box.right;
  const high = box.height - box.top - box.bottom;
  return {
    x: (value) => box.left + (value / most) * wide,
    y: (share) => box.top + (1 - share) * high,
  };
}

/**
 * Grid and numbers of both axes.
 * @param {Box} box
 * @param {{x: (value: number) => number, y: (share: number) => number}} at
 * @param {{value: number, label: string}[]} across
 * @returns {SVGElement[]}
 */
function axes(box, at, across) {
  const right = box.width - box.right;
  const grid = [0, 0.5, 1].flatMap((share) => [
    svg("line", { x1: box.left, x2: right, y1: at.y(share), y2: at.y(share), class: "rk-toy-grid" }),
    text(box.left - 6, at.y(share) + 5, String(share * 100), "end", "rk-toy-tick"),
  ]);
  const below = at.y(0) + LINE + 2;
  return [...grid, ...across.map(({ value, label }) => text(at.x(value), below, label, "middle", "rk-toy-tick"))];
}

/**
 * Understanding, taking part and practice over the months, the push shaded.
 * @param {Run} run
 * @param {number} width
 * @returns {SVGElement}
 */
export function drawPath(run, width) {
  const box = { width, height: 300, left: 34, right: 130, top: 26, bottom: 44 };
  const { path, settings } = run;
  const months = path[path.length - 1].month;
  const at = scales(box, months);
  const last = path[path.length - 1];
  const ends = spread(LEVELS.map(([key]) => at.y(last[key]) + 5), LINE, at.y(0) + 5);
  const ticks = [0, 6, 12, 18, 24].filter((value) => value <= months);
  const labelled = ticks.map((value) => ({ value, label: String(value) }));
  return toyPicture(
    box,
    pathWords(run),
    ...push(settings, at, months),
    text(2, 14, "Of 100", "start", "rk-toy-tick"),
    ...axes(box, at, labelled),
    text(at.x(months / 2), box.height - 4, "months", "middle", "rk-toy-tick"),
    ...LEVELS.map(([key]) =>
      line(path.map((each) => [at.x(each.month), at.y(each[key])]), `rk-toy-line rk-toy-${key}`),
    ),
    ...LEVELS.map(([key, name], index) =>
      text(at.x(months) + 8, ends[index], `${name} ${inHundred(last[key])}`, "start", `rk-toy-name-${key}`),
    ),
  );
}

/**
 * @param {import("./cyclemodel.js").Settings} settings
 * @param {{x: (value: number) => number, y: (share: number) => number}} at
 * @param {number} months
 * @returns {SVGElement[]}
 */
function push({ push_level: level, push_months: length }, at, months) {
  if (!level || !length) return [];
  const end = at.x(Math.min(length, months));
  const band = { x: at.x(0), width: end - at.x(0), y: at.y(1), height: at.y(0) - at.y(1) };
  return [svg("rect", { ...band, class: "rk-toy-push" }), text(at.x(0) + 4, at.y(1) + 15, "push", "start", "rk-toy-tick")];
}

/**
 * The phase portrait: the practice there is, and the share that it leads to. Above the
 * diagonal practice grows, below it fades; where they cross, it rests or tips.
 * @param {Run} run
 * @param {number} width
 * @returns {SVGElement}
 */
export function drawPortrait(run, width) {
  const box = { width, height: 320, left: 34, right: 16, top: 26, bottom: 62 };
  const at = scales(box, 1);
  const levels = Array.from({ length: 101 }, (_, index) => index / 100);
  const ticks = [0, 0.5, 1].map((value) => ({ value, label: String(value * 100) }));
  return toyPicture(
    box,
    portraitWords(run),
    ...axes(box, at, ticks),
    text(2, 14, "Share that this practice leads to, of 100", "start", "rk-toy-tick"),
    text(at.x(0.5), box.height - 22, "practice there is, of 100", "middle", "rk-toy-tick"),
    line([[at.x(0), at.y(0)], [at.x(1), at.y(1)]], "rk-toy-diagonal"),
    width > 420 ? text(at.x(1), at.y(0.26), "dashed: just enough to keep it", "end", "rk-toy-tick") : svg("g"),
    line(levels.map((level) => [at.x(level), at.y(leadsTo(run.settings, level))]), "rk-toy-line rk-toy-engagement"),
    line(run.path.map((each) => [at.x(each.experience), at.y(each.engagement)]), "rk-toy-line rk-toy-run"),
    ...directions(run, at, box.height - 4),
    ...run.rests.map((rest) => restMark(rest, at)),
    ...restNames(run, at),
  );
}

/**
 * Which way practice drifts between the places where it stays.
 * @param {Run} run
 * @param {{x: (value: number) => number}} at
 * @param {number} y
 * @returns {SVGElement[]}
 */
function directions({ rests, settings }, at, y) {
  const ends = [0, ...rests.map((rest) => rest.experience), 1];
  return ends.slice(1).flatMap((end, index) => {
    const middle = (ends[index] + end) / 2;
    if (end - ends[index] < 0.09) return [];
    const grows = leadsTo(settings, middle) > middle;
    const wide = at.x(end) - at.x(ends[index]) > 90;
    const words = grows ? `${wide ? "grows " : ""}→` : `←${wide ? " fades" : ""}`;
    return [text(at.x(middle), y, words, "middle", "rk-toy-drift")];
  });
}

/**
 * @param {import("./cyclemodel.js").Rest} rest
 * @param {{x: (value: number) => number, y: (share: number) => number}} at
 * @returns {SVGElement}
 */
function restMark({ experience, stable }, at) {
  const [x, y] = [at.x(experience), at.y(experience)];
  if (stable) return svg("circle", { cx: x, cy: y, r: 7, class: "rk-toy-rest" });
  return svg("path", { d: `M${x - 9} ${y}L${x} ${y - 9}L${x + 9} ${y}L${x} ${y + 9}Z`, class: "rk-toy-tip" });
}

/**
 * @param {Run} run
 * @param {{x: (value: number) => number, y: (share: number) => number}} at
 * @returns {SVGElement[]}
 */
function restNames({ rests }, at) {
  return rests.flatMap(({ experience, stable }) => {
    const words = `${stable ? "rests at" : "tips at"} ${fineHundred(experience)}`;
    const [x, y] = [at.x(experience), at.y(experience)];
    if (experience > 0.6) return [text(x + 4, y + 26, words, "end", "rk-toy-mark")];
    // The low mark and the tipping point lie close together: one name above, one below.
    if (!stable) return [text(x + 12, y + 18, words, "start", "rk-toy-mark")];
    return [line([[x, y - 10], [x, y - 54]], "rk-toy-pointer"), text(x - 2, y - 58, words, "start", "rk-toy-mark")];
  });
}

/**
 * A scenario in small: the share taking part, its end beside it.
 * @param {import("./cyclemodel.js").Moment[]} path
 * @param {import("./cyclemodel.js").Settings} settings
 * @param {string} label
 * @returns {SVGElement}
 */
export function drawStrip(path, settings, label) {
  const box = { width: 240, height: 92, left: 4, right: 56, top: 8, bottom: 8 };
  const last = path[path.length - 1];
  const at = scales(box, last.month);
  return toyPicture(
    box,
    label,
    ...push(settings, at, last.month).slice(0, 1),
    line([[at.x(0), at.y(0)], [at.x(last.month), at.y(0)]], "rk-toy-grid"),
    line(path.map((each) => [at.x(each.month), at.y(each.engagement)]), "rk-toy-line rk-toy-engagement"),
    text(at.x(last.month) + 8, Math.min(at.y(last.engagement) + 6, at.y(0)), String(inHundred(last.engagement)), "start", "rk-toy-end"),
  );
}
