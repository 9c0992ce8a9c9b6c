// Numbers as people type and read them. Pure functions.

const DIGITS = /[٠-٩۰-۹]/g;
const GROUPS = /^(-?)(\d{1,3})(?:([.,])\d{3})(?:\3\d{3})*$/;
const PLAIN = /^-?(\d+\.?\d*|\.\d+)$/;

/**
 * Read a number as typed: "1.5" and "1,5", "12 000", "30%", "١٢". A single comma or point
 * with three digits after it can mean thousands or thousandths, and nobody should find out
 * later which was taken, so that is refused with both readings.
 * @param {string} text
 * @returns {{value: number} | {error: string}}
 */
export function parseNumber(text) {
  const typed = text.trim();
  const bare = typed
    .replace(DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/[\s'’_]|%$/g, "")
    .replace(/[−–]/g, "-")
    .replace(/٫/g, ".");
  const groups = GROUPS.exec(bare);
  if (groups && Number(groups[2]) !== 0) {
    const whole = bare.replace(/[.,]/g, "");
    if (bare.length - whole.length > 1) return { value: Number(whole) };
    const part = Number(bare.replace(",", "."));
    return { error: `“${typed}” can be read as ${whole} or as ${part}. Write ${whole} or ${part}.` };
  }
  const plain = decimal(bare);
  if (!PLAIN.test(plain)) {
    return { error: `“${typed}” is not a number. Write it in digits, for example 2.5.` };
  }
  return { value: Number(plain) };
}

/**
 * The same number with a decimal point and no separators of thousands. Where comma and point
 * both stand, the last one is the decimal sign.
 * @param {string} text
 * @returns {string}
 */
function decimal(text) {
  const last = Math.max(text.lastIndexOf(","), text.lastIndexOf("."));
  const both = text.includes(",") && text.includes(".");
  if (!both) return text.replace(",", ".");
  return `${text.slice(0, last).replace(/[.,]/g, "")}.${text.slice(last + 1)}`;
}

/**
 * A number for a field: every digit, no separators, so that it reads back the same.
 * @param {number | null | undefined} value
 * @returns {string}
 */
export function typedNumber(value) {
  return value === null || value === undefined ? "" : String(value);
}

/**
 * A number for a sentence, to six decimals.
 * @param {number} value
 * @returns {string}
 */
export function spokenNumber(value) {
  return new Intl.NumberFormat("en", { maximumFractionDigits: 6 }).format(value);
}

/**
 * A computed number for a sentence, to two digits that count (three from 100 on), for it is
 * no more exact than the guesses it comes from.
 * @param {number} value
 * @returns {string}
 */
export function roundedNumber(value) {
  return spokenNumber(Number(value.toPrecision(Math.abs(value) >= 100 ? 3 : 2)));
}
