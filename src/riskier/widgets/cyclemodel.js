// The toy model of the loop: three equations, months and shares from 0 to 1. The same
// equations and the same steps as riskier.analysis.cycle; one table of values holds both.

/**
 * @typedef {{U0: number, K: number, tau_u: number, theta: number, n: number, S: number,
 *   tau_e: number, tau_x: number, push_level: number, push_months: number}} Settings
 * @typedef {[number, number, number]} State understanding, engagement, experience
 * @typedef {{experience: number, understanding: number, stable: boolean}} Rest
 * @typedef {{month: number, understanding: number, engagement: number, experience: number}} Moment
 */

const SEARCHED = 2000;
const STEPS_PER_DELAY = 10;
const LONGEST = 2400;
const NEAR = 0.01;

/**
 * The understanding that a level of experience leads to.
 * @param {Settings} at
 * @param {number} experience
 * @returns {number}
 */
function understandingAt(at, experience) {
  return at.U0 + ((1 - at.U0) * experience) / (experience + at.K);
}

/**
 * The share that takes part at a level of understanding, without a push.
 * @param {Settings} at
 * @param {number} understanding
 * @returns {number}
 */
function engagementAt(at, understanding) {
  const above = Math.max(understanding, 0) ** at.n;
  return at.S + ((1 - at.S) * above) / (above + at.theta ** at.n);
}

/**
 * The share that takes part once everything has followed a level of experience.
 * @param {Settings} at
 * @param {number} experience
 * @returns {number}
 */
export function leadsTo(at, experience) {
  return engagementAt(at, understandingAt(at, experience));
}

/**
 * All levels of experience at which the loop stays, by rising level; one that is not stable
 * is a tipping point.
 * @param {Settings} at
 * @returns {Rest[]}
 */
export function restsOf(at) {
  const gap = (/** @type {number} */ x) => leadsTo(at, x) - x;
  const found = [];
  let before = gap(0);
  if (before === 0) found.push(0);
  for (let step = 1; step <= SEARCHED; step += 1) {
    const [left, right] = [(step - 1) / SEARCHED, step / SEARCHED];
    const after = gap(right);
    if (after === 0) found.push(right);
    else if (before * after < 0) found.push(rootBetween(gap, left, right));
    before = after;
  }
  return found.map((experience) => ({
    experience,
    understanding: understandingAt(at, experience),
    stable: pulledBack(gap, experience),
  }));
}

/**
 * @param {(x: number) => number} gap
 * @param {number} low
 * @param {number} high
 * @returns {number}
 */
function rootBetween(gap, low, high) {
  const rises = gap(low) < 0;
  let [left, right] = [low, high];
  for (let turn = 0; turn < 60; turn += 1) {
    const middle = (left + right) / 2;
    if (gap(middle) < 0 === rises) left = middle;
    else right = middle;
  }
  return (left + right) / 2;
}

/**
 * @param {(x: number) => number} gap
 * @param {number} at
 * @returns {boolean}
 */
function pulledBack(gap, at) {
  const [above, below] = [at + 1e-6, at - 1e-6];
  return (above > 1 || gap(above) < 0) && (below < 0 || gap(below) > 0);
}

/**
 * The experience above which the loop climbs by itself; null without a trap.
 * @param {Rest[]} rests
 * @returns {number | null}
 */
export function tippingPoint(rests) {
  return rests.find((rest) => !rest.stable)?.experience ?? null;
}

/**
 * The lowest stable state: a group in which nothing has been tried.
 * @param {Rest[]} rests
 * @returns {State}
 */
export function restingState(rests) {
  const low = /** @type {Rest} */ (rests.find((rest) => rest.stable));
  return [low.understanding, low.experience, low.experience];
}

/**
 * The path over some months, one element for each point in time.
 * @param {Settings} at
 * @param {{months: number, start: State, perMonth?: number}} how
 * @returns {Moment[]}
 */
export function solve(at, { months, start, perMonth = 1 }) {
  let state = start;
  const path = [pointAt(0, state)];
  for (let point = 1; point <= Math.round(months * perMonth); point += 1) {
    state = advanced(at, state, (point - 1) / perMonth, point / perMonth);
    path.push(pointAt(point / perMonth, state));
  }
  return path;
}

/**
 * The experience at which the loop rests in the long run.
 * @param {Settings} at
 * @param {{start: State, rests: Rest[]}} from
 * @returns {number}
 */
export function settlesAt(at, { start, rests }) {
  const stable = rests.filter((rest) => rest.stable);
  /** @type {State[]} */
  const resting = stable.map((rest) => [rest.understanding, rest.experience, rest.experience]);
  const unpushed = { ...at, push_months: 0 };
  let state = advanced(at, start, 0, at.push_months);
  for (let month = 0; month < LONGEST && !resting.some((rest) => near(rest, state)); month += 1) {
    state = advanced(unpushed, state, 0, 1);
  }
  const away = (/** @type {Rest} */ rest) => Math.abs(rest.experience - state[2]);
  return stable.reduce((best, rest) => (away(rest) < away(best) ? rest : best)).experience;
}

/**
 * @param {State} rest
 * @param {State} state
 * @returns {boolean}
 */
function near(rest, state) {
  return rest.every((level, part) => Math.abs(level - state[part]) < NEAR);
}

/**
 * @param {number} month
 * @param {State} state
 * @returns {Moment}
 */
function pointAt(month, [understanding, engagement, experience]) {
  return { month, understanding, engagement, experience };
}

/**
 * The state at `end`, the span split where the push stops.
 * @param {Settings} at
 * @param {State} from
 * @param {number} begin
 * @param {number} end
 * @returns {State}
 */
function advanced(at, from, begin, end) {
  let [state, first] = [from, begin];
  if (begin < at.push_months && at.push_months < end) {
    state = advanced(at, state, begin, at.push_months);
    first = at.push_months;
  }
  const floor = first < at.push_months ? at.push_level : 0;
  const steps = Math.ceil(((end - first) * STEPS_PER_DELAY) / Math.min(at.tau_u, at.tau_e, at.tau_x));
  for (let step = 0; step < steps; step += 1) state = stepped(at, floor, state, (end - first) / steps);
  return state;
}

/**
 * One step of the Runge-Kutta method of fourth order.
 * @param {Settings} at
 * @param {number} floor
 * @param {State} state
 * @param {number} length
 * @returns {State}
 */
function stepped(at, floor, state, length) {
  const k1 = change(at, floor, state);
  const k2 = change(at, floor, moved(state, k1, length / 2));
  const k3 = change(at, floor, moved(state, k2, length / 2));
  const k4 = change(at, floor, moved(state, k3, length));
  const mean = (/** @type {number} */ part) => (k1[part] + 2 * k2[part] + 2 * k3[part] + k4[part]) / 6;
  return moved(state, [mean(0), mean(1), mean(2)], length);
}

/**
 * @param {Settings} at
 * @param {number} floor
 * @param {State} state
 * @returns {State}
 */
function change(at, floor, [understanding, engagement, experience]) {
  return [
    (understandingAt(at, experience) - understanding) / at.tau_u,
    (Math.max(engagementAt(at, understanding), floor) - engagement) / at.tau_e,
    (engagement - experience) / at.tau_x,
  ];
}

/**
 * @param {State} state
 * @param {State} by
 * @param {number} length
 * @returns {State}
 */
function moved(state, by, length) {
  return [state[0] + length * by[0], state[1] + length * by[1], state[2] + length * by[2]];
}
