// One paper sheet as a form to be keyed in: its places in the order of print, one key each
// where that can be, Enter to go on. What comes of it is the answer that a device would send.

import { el } from "../../widgets/controls.js";
import { estimateForm, rankForm, textForm, voteForm } from "./sheetfields.js";
import { choiceForm, scaleForm, sortForm } from "./sheetpicks.js";

/**
 * @typedef {object} Form
 * @property {HTMLElement} node
 * @property {() => any} collect the answer; throws a `FormFault` when it cannot be one
 * @property {(answer: any) => void} show put an answer, or nothing (null), into the form
 * @property {() => boolean} isEmpty
 * @property {Map<string, HTMLElement>} places what an error's field names
 */

/**
 * @param {any} view what was asked
 * @returns {Form}
 */
export function formOf(view) {
  const kind = view.vote ? "vote" : view.kind;
  return FORMS[kind](view);
}

/** @type {Record<string, (view: any) => Form>} */
const FORMS = {
  choice: choiceForm,
  scale: scaleForm,
  sort: sortForm,
  rank: rankForm,
  estimate: estimateForm,
  text: textForm,
  vote: voteForm,
};

/**
 * The places of a form, through which Enter goes.
 * @param {HTMLElement} root
 * @returns {HTMLElement[]}
 */
export function stopsOf(root) {
  const all = [...root.querySelectorAll("[data-stop]")].map((node) => /** @type {HTMLElement} */ (node));
  return all.filter((stop) => !stop.closest("[hidden]"));
}

/** Put the focus on a place: into its chosen or first control. @param {HTMLElement | undefined} stop */
export function focusStop(stop) {
  if (!stop) return;
  const inside = stop.querySelector("input:checked") ?? stop.querySelector("input");
  /** @type {HTMLElement} */ (inside ?? stop).focus();
}

/**
 * Go to the place after the one that has the focus, past what was carried on by itself.
 * @param {HTMLElement} root
 * @returns {boolean} whether there was one
 */
export function goOn(root) {
  const stops = stopsOf(root);
  const here = stops.findIndex((stop) => stop.contains(document.activeElement));
  const next = stops.slice(here + 1).find((stop) => !stop.dataset.carried);
  focusStop(next);
  return next !== undefined;
}

/**
 * Go to the same place of the next line of numbers, or of the one before.
 * @param {HTMLElement} root
 * @param {boolean} isDown
 * @returns {boolean} whether there was one
 */
export function goToLine(root, isDown) {
  const lines = [...root.querySelectorAll(".sheet-numbers")].map((line) => [...line.querySelectorAll("input")]);
  const column = (/** @type {HTMLInputElement[]} */ line) => line.findIndex((input) => input === document.activeElement);
  const here = lines.findIndex((line) => column(line) >= 0);
  const next = here >= 0 ? lines[here + (isDown ? 1 : -1)] : undefined;
  next?.[column(lines[here])]?.focus();
  return next !== undefined;
}

/**
 * The place of an error's field, such as "ratings.side": the field itself or what it is in.
 * @param {Form} form
 * @param {string | null} name
 * @returns {HTMLElement | undefined}
 */
export function placeOf(form, name) {
  const parts = (name ?? "").split(".");
  for (let length = parts.length; length > 0; length -= 1) {
    const found = form.places.get(parts.slice(0, length).join("."));
    if (found) return found;
  }
  return undefined;
}

/** A line of small text. @param {string} text @returns {HTMLElement} */
export function hint(text) {
  return el("p", { class: "page-help", text });
}
