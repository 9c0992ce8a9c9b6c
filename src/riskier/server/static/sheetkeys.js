// Which key picks what: 1 to 9, then a to z. And what a form says when it cannot be saved.

const KEYS = "123456789abcdefghijklmnopqrstuvwxyz";

/** @param {number} index @returns {string} the key of an option; "" beyond the last letter */
export function keyOf(index) {
  return KEYS[index] ?? "";
}

/** @param {string} key @param {number} count @returns {number} the option of a key, or -1 */
export function indexOf(key, count) {
  const index = key.length === 1 ? KEYS.indexOf(key.toLowerCase()) : -1;
  return index < count ? index : -1;
}

/** Does a key event mean a plain key, without Ctrl, Alt or the like? @param {KeyboardEvent} event */
export function isPlain(event) {
  return !event.ctrlKey && !event.altKey && !event.metaKey;
}

/** Why a form is not an answer, and where. */
export class FormFault extends Error {
  /** @param {string} message @param {HTMLElement} [control] */
  constructor(message, control) {
    super(message);
    this.control = control;
  }
}

/**
 * The places of a ranking from what was written into the boxes.
 * @param {{id: string, text: string}[]} boxes
 * @param {number} places how many there are
 * @returns {{order: string[]} | {error: string, id: string}}
 */
export function orderOf(boxes, places) {
  /** @type {Map<number, string>} */
  const taken = new Map();
  for (const { id, text } of boxes) {
    const typed = text.trim();
    if (!typed || typed === "0") continue;
    const number = Number(typed);
    if (!Number.isInteger(number) || number < 1 || number > places) {
      return { id, error: `“${typed}” is not a place. Give a number from 1 to ${places}, or none.` };
    }
    if (taken.has(number)) return { id, error: `${number} is there twice. Give each place once.` };
    taken.set(number, id);
  }
  return { order: [...taken.keys()].sort((one, other) => one - other).map((place) => taken.get(place) ?? "") };
}

/**
 * The sentences whose numbers stand on a sheet.
 * @param {string} typed such as "3, 7 12"
 * @param {string[]} ids the sentences in their order
 * @param {number} most
 * @returns {{votes: string[]} | {error: string}}
 */
export function votesOf(typed, ids, most) {
  const numbers = typed.split(/[\s,;.]+/).filter(Boolean).map(Number);
  const unknown = numbers.find((number) => !Number.isInteger(number) || number < 1 || number > ids.length);
  if (unknown !== undefined) return { error: `Give numbers from 1 to ${ids.length}, with spaces between.` };
  if (new Set(numbers).size < numbers.length) return { error: "A number is there twice. Give each once." };
  if (numbers.length > most) return { error: `${numbers.length} numbers are given; at most ${most} count.` };
  return { votes: numbers.map((number) => ids[number - 1]) };
}
