// Published figures to guess before one sees them: then the figure with its source, year,
// country and caveat. Nothing is kept.

import { button, el, field, uid, words } from "./controls.js";
import { parseNumber } from "./numbers.js";

/**
 * A guess of 100 as typed, or what is wrong with it.
 * @param {string} text
 * @returns {{value: number} | {error: string}}
 */
function readGuess(text) {
  if (!text.trim()) return { error: "Guess first: a number from 0 to 100." };
  const found = parseNumber(text);
  if ("error" in found || (found.value >= 0 && found.value <= 100)) return found;
  return { error: `${text.trim()} is outside 0 to 100. Give a number from 0 to 100.` };
}

/**
 * A guess beside the figure, in a sentence.
 * @param {number} guess
 * @param {number} figure
 * @returns {string}
 */
function comparedWords(guess, figure) {
  const apart = Math.round(Math.abs(guess - figure) * 10) / 10;
  if (apart === 0) return `It was ${figure} of 100: just what you guessed.`;
  return `It was ${figure} of 100. You guessed ${guess}: ${apart} too ${guess > figure ? "many" : "few"}.`;
}

/**
 * @param {any} evidence a piece of the pack's evidence that has a `guess`
 * @returns {HTMLElement}
 */
function card(evidence) {
  const { label, question } = evidence.guess;
  const figure = evidence.values.find((/** @type {any} */ value) => value.label === label).value;
  const input = el("input", { type: "number", inputmode: "numeric", min: 0, max: 100 });
  const { node, setError } = field(input, { label: "Your guess, of 100" });
  const answer = el("p", { class: "rk-guess-answer", role: "status" });
  const more = el("div", { class: "rk-guess-more" });
  const show = () => {
    const found = readGuess(input.value);
    setError("error" in found ? found.error : "");
    if ("error" in found) {
      input.focus();
      return;
    }
    answer.textContent = comparedWords(found.value, figure);
    more.replaceChildren(...about(evidence));
  };
  const title = words("h3", question, "rk-guess-question");
  return el("li", { class: "rk-guess" }, title, node, button("Show the figure", show, { quiet: true }), answer, more);
}

/**
 * What one must know to read the figure.
 * @param {any} evidence
 * @returns {HTMLElement[]}
 */
function about({ statement, values, unit, geography, year, sample, caveat, sources }) {
  const all = values.map((/** @type {any} */ each) => `${each.label}: ${each.value}`).join("; ");
  const facts = [
    ["Where and when", `${geography}, ${year}`],
    ["Who was asked", sample],
    ["All figures", `${all} (${unit})`],
    ["Caveat", caveat],
  ].flatMap(([term, text]) => [el("dt", { text: term }), el("dd", { dir: "auto", text })]);
  const links = sources.map((/** @type {any} */ { url, title, publisher, date }) => {
    const from = [publisher, date].filter(Boolean).join(", ");
    return el("li", {}, el("a", { href: url, rel: "noreferrer noopener", target: "_blank", text: title ?? from ?? url }), title && from ? ` (${from})` : "");
  });
  return [words("p", statement), el("dl", { class: "rk-facts" }, ...facts), el("ul", { class: "rk-notes", "aria-label": "Sources" }, ...links)];
}

/**
 * @param {{model: import("./frame.js").Model, el: HTMLElement}} context
 * @returns {() => void}
 */
function render({ model, el: root }) {
  const id = uid("guess");
  const cards = model.get("evidence").map(card);
  root.classList.add("rk");
  root.replaceChildren(
    el(
      "section",
      { class: "rk-finding rk-panel", "aria-labelledby": id },
      el("h2", { class: "rk-headline", id, text: "Guess, then see" }),
      el("ul", { class: "rk-guesses" }, ...cards),
    ),
  );
  return () => root.replaceChildren();
}

export default { render };
