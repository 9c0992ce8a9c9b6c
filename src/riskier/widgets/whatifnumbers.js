// Numbers of a what-if as typed: within limits, and ranges that are ranges. Pure functions.

import { parseNumber, spokenNumber } from "./numbers.js";

/**
 * A typed number within limits, or what is wrong with it.
 * @param {string} text
 * @param {[number, number]} limits
 * @returns {{value: number} | {error: string}}
 */
export function readWithin(text, [least, most]) {
  if (!text.trim()) return { error: `Write a number from ${spokenNumber(least)} to ${spokenNumber(most)}.` };
  const found = parseNumber(text);
  if ("error" in found || (found.value >= least && found.value <= most)) return found;
  return { error: `${text.trim()} is outside ${spokenNumber(least)} to ${spokenNumber(most)}. Nothing was changed.` };
}

/**
 * Both ends of a range, or which end is wrong and why.
 * @param {string} lowest
 * @param {string} highest
 * @param {[number, number]} limits
 * @returns {{range: [number, number]} | {errors: [string, string]}}
 */
export function readRange(lowest, highest, limits) {
  const [low, high] = [readWithin(lowest, limits), readWithin(highest, limits)];
  if ("error" in low || "error" in high) {
    return { errors: ["error" in low ? low.error : "", "error" in high ? high.error : ""] };
  }
  if (low.value <= high.value) return { range: [low.value, high.value] };
  return { errors: ["", `Highest (${highest.trim()}) is below lowest (${lowest.trim()}). Make it at least as large. Nothing was changed.`] };
}
