// One estimate as typed: is it complete, do its numbers fit, what is said about it. Pure.

import { standardiseInterval } from "./interval.js";
import { parseNumber, roundedNumber, spokenNumber } from "./numbers.js";

/** @typedef {"lowest" | "highest" | "best" | "confidence"} PartName */
/** @typedef {{lowest?: number | null, highest?: number | null}} Bounds */
/** @typedef {Record<string, number>} Values */

/**
 * @typedef {object} Reading
 * @property {Values} values the parts that are numbers
 * @property {Record<string, string>} faults what is wrong, by part
 * @property {string[]} missing parts not filled in
 * @property {boolean} complete all there and all fitting
 */

/**
 * Read one estimate.
 * @param {Record<string, string>} typed the text of each part
 * @param {string[]} asks the parts asked for
 * @param {Bounds} [bounds]
 * @returns {Reading}
 */
export function readEstimate(typed, asks, bounds = {}) {
  /** @type {Reading} */
  const reading = { values: {}, faults: {}, missing: [], complete: false };
  for (const part of asks) readPart(part, typed[part] ?? "", bounds, reading);
  for (const [part, fault] of orderFaults(reading.values)) reading.faults[part] ??= fault;
  reading.complete = !reading.missing.length && !Object.keys(reading.faults).length;
  return reading;
}

/**
 * @param {string} part
 * @param {string} text
 * @param {Bounds} bounds
 * @param {Reading} reading
 */
function readPart(part, text, bounds, reading) {
  if (!text.trim()) {
    reading.missing.push(part);
    return;
  }
  const read = parseNumber(text);
  const fault = "error" in read ? read.error : boundFault(read.value, part === "confidence" ? CONFIDENCE : bounds);
  if (fault) reading.faults[part] = fault;
  if ("value" in read) reading.values[part] = read.value;
}

const CONFIDENCE = { lowest: 50, highest: 100 };

/**
 * @param {number} value
 * @param {Bounds} bounds
 * @returns {string}
 */
function boundFault(value, { lowest, highest }) {
  const given = spokenNumber(value);
  if (typeof lowest === "number" && value < lowest) {
    return `${given} is too low: the least possible is ${spokenNumber(lowest)}.`;
  }
  if (typeof highest === "number" && value > highest) {
    return `${given} is too high: the most possible is ${spokenNumber(highest)}.`;
  }
  return "";
}

/**
 * @param {Values} values
 * @returns {[string, string][]}
 */
function orderFaults({ lowest, highest, best }) {
  /** @type {[string, string][]} */
  const faults = [];
  if (highest < lowest) {
    faults.push([
      "highest",
      `Highest, ${spokenNumber(highest)}, is below lowest, ${spokenNumber(lowest)}. Give ${spokenNumber(lowest)} or more here, or lower the lowest.`,
    ]);
  }
  const between = "Give a best guess between lowest and highest.";
  if (best < lowest) {
    faults.push(["best", `Best guess, ${spokenNumber(best)}, is below lowest, ${spokenNumber(lowest)}. ${between}`]);
  }
  if (best > highest) {
    faults.push(["best", `Best guess, ${spokenNumber(best)}, is above highest, ${spokenNumber(highest)}. ${between}`]);
  }
  return faults;
}

/**
 * "2 to 31", or "5" when both ends are the same.
 * @param {string} lowest
 * @param {string} highest
 * @returns {string}
 */
function span(lowest, highest) {
  return lowest === highest ? lowest : `${lowest} to ${highest}`;
}

/**
 * "2 to 31 staff days, best guess 8, 70% sure".
 * @param {Values} values
 * @param {string | undefined} unit
 * @returns {string}
 */
export function estimateWords({ lowest, highest, best, confidence }, unit) {
  const parts = [];
  if (lowest !== undefined) parts.push([span(spokenNumber(lowest), spokenNumber(highest)), unit].filter(Boolean).join(" "));
  if (best !== undefined) parts.push(`best guess ${spokenNumber(best)}`);
  if (confidence !== undefined) parts.push(`${spokenNumber(confidence)}% sure`);
  return parts.join(", ");
}

/**
 * What a complete estimate is at the common confidence, in a sentence that asks back.
 * @param {Values} values all four parts
 * @param {string | undefined} unit
 * @param {Bounds} [bounds]
 * @param {number} [target]
 * @returns {{lowest: number, highest: number, words: string}}
 */
export function atTarget(values, unit, bounds = {}, target = 80) {
  const { lowest, best, highest, confidence } = values;
  const range = standardiseInterval({ lowest, best, highest, confidence }, bounds, target);
  const text = [span(roundedNumber(range.lowest), roundedNumber(range.highest)), unit].filter(Boolean).join(" ");
  const words =
    confidence === target
      ? `You gave your range at ${target}% sure, so it stays ${estimateWords({ lowest, highest }, unit)}.`
      : `At ${target}% sure, your range becomes ${text}. Still right?`;
  return { ...range, words };
}
