// What a range given at one confidence is at another. Pure functions, the same sums as
// `standardise_interval` in analysis/elicitation.py; tests hold the two together.

/**
 * The value that a standard normal stays below with this probability.
 * @param {number} probability above 0 and below 1
 * @returns {number}
 */
export function normalQuantile(probability) {
  let z = 0;
  // Newton's method on the distribution function: twelve steps are exact to twelve digits
  // for every confidence from 50 to 99 %.
  for (let step = 0; step < 12; step += 1) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    z -= (normalBelow(z, density) - probability) / density;
  }
  return z;
}

/**
 * The standard normal distribution function, as a series (Marsaglia 2004).
 * @param {number} z
 * @param {number} density the density at z
 * @returns {number}
 */
function normalBelow(z, density) {
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-16; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + sum * density;
}

/**
 * How many standard deviations each way hold this share.
 * @param {number} confidence in percent; below 50 counts as 50, above 99 as 99
 * @returns {number}
 */
export function halfWidth(confidence) {
  const share = Math.min(Math.max(confidence, 50), 99) / 100;
  return normalQuantile((1 + share) / 2);
}

/**
 * Stretch or shrink a range held at `confidence` to the range at `target` percent: each end
 * moves by the ratio of normal half-widths, on the log scale when lowest is above 0, else on
 * the plain scale. An end that equals best stays. The result keeps within the bounds.
 * @param {{lowest: number, best: number, highest: number, confidence: number}} range
 * @param {{lowest?: number | null, highest?: number | null}} [bounds]
 * @param {number} [target]
 * @returns {{lowest: number, highest: number}}
 */
export function standardiseInterval({ lowest, best, highest, confidence }, bounds = {}, target = 80) {
  const ratio = halfWidth(target) / halfWidth(confidence);
  const stretched = (/** @type {number} */ end) =>
    lowest > 0 ? best * (end / best) ** ratio : best + (end - best) * ratio;
  const within = (/** @type {number} */ value) =>
    Math.min(Math.max(value, bounds.lowest ?? -Infinity), bounds.highest ?? Infinity);
  return { lowest: within(stretched(lowest)), highest: within(stretched(highest)) };
}

/**
 * @typedef {object} Axis
 * @property {(value: number) => number} at where a value stands, in percent of the width
 * @property {number[]} ticks round values to label
 */

const MARGIN = 0.08;

/**
 * An axis over these values with a margin: logarithmic when all are above 0.
 * @param {number[]} values
 * @returns {Axis}
 */
export function axisOver(values) {
  const isLog = Math.min(...values) > 0;
  const scaled = values.map((value) => (isLog ? Math.log10(value) : value));
  const [least, most] = [Math.min(...scaled), Math.max(...scaled)];
  const margin = (most - least) * MARGIN || (isLog ? 0.5 : 1);
  const [from, to] = [least - margin, most + margin];
  const at = (/** @type {number} */ value) => (((isLog ? Math.log10(value) : value) - from) / (to - from)) * 100;
  return { at, ticks: isLog ? logTicks(from, to) : plainTicks(from, to) };
}

/**
 * @param {number} from
 * @param {number} to powers of ten
 * @returns {number[]}
 */
function logTicks(from, to) {
  const choices = [[1, 2, 5], [1, 3], [1]].map((steps) => {
    const ticks = [];
    for (let power = Math.floor(from); power <= to; power += 1) {
      // A negative power as a division: 5 / 10 is 0.5, while 5 * 0.1 may end in 0000001.
      const value = (/** @type {number} */ step) => (power < 0 ? step / 10 ** -power : step * 10 ** power);
      ticks.push(...steps.map(value).filter((tick) => Math.log10(tick) >= from && Math.log10(tick) <= to));
    }
    return ticks;
  });
  const few = choices.find((ticks) => ticks.length <= 5) ?? choices[2];
  return few.length > 1 ? few : plainTicks(10 ** from, 10 ** to);
}

/**
 * @param {number} from
 * @param {number} to
 * @returns {number[]}
 */
function plainTicks(from, to) {
  const rough = (to - from) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((each) => each * power >= rough) ?? 10);
  const ticks = [];
  for (let index = Math.ceil(from / step); index * step <= to; index += 1) {
    ticks.push(Number((index * step).toPrecision(12)));
  }
  return ticks;
}
