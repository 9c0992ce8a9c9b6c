// Building blocks that every widget and page shares: elements, labelled fields with their
// errors, options, numbers and pauses. Nothing here knows about activities.

/** @typedef {Node | string | null | undefined | false} Child */

let made = 0;
// Each widget carries its own copy of this module, so a counter alone would repeat ids.
const salt = Math.random().toString(36).slice(2, 7);

/**
 * An id that no other element of the page has.
 * @param {string} stem
 * @returns {string}
 */
export function uid(stem) {
  made += 1;
  return `rk-${stem}-${salt}-${made}`;
}

/**
 * Make an element. `class`, `text`, `on` (listeners) and `data` (dataset) are special;
 * `true` sets an empty attribute, `false` and `null` set none.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {any} the element (any, so that callers need no cast to its tag's type)
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = String(value);
    else if (name === "on") listen(node, value);
    else if (name === "data") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...kept(children));
  return node;
}

/**
 * Make an SVG element.
 * @param {string} tag
 * @param {Record<string, string | number>} [attributes]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...kept(children));
  return node;
}

/**
 * @param {Child[]} children
 * @returns {(Node | string)[]}
 */
function kept(children) {
  return /** @type {(Node | string)[]} */ (
    children.filter((child) => child !== null && child !== undefined && child !== false)
  );
}

/**
 * @param {Element} node
 * @param {Record<string, (event: any) => void>} listeners
 */
function listen(node, listeners) {
  for (const [event, listener] of Object.entries(listeners)) node.addEventListener(event, listener);
}

/**
 * Words that people or packs wrote: plain text in its own reading direction.
 * @param {string} tag
 * @param {string | undefined} text
 * @param {string} [className]
 * @returns {any} nothing when there is no text
 */
export function words(tag, text, className) {
  return text ? el(tag, { class: className, dir: "auto", text }) : null;
}

/**
 * A button with a text. `quiet` is for the less important one of several.
 * @param {string} text
 * @param {() => void} press
 * @param {{quiet?: boolean, label?: string}} [how] `label` names it in full where `text` is short
 * @returns {HTMLButtonElement}
 */
export function button(text, press, { quiet = false, label } = {}) {
  const look = quiet ? "rk-button rk-button-quiet" : "rk-button";
  return el("button", { type: "button", class: look, text, "aria-label": label, on: { click: press } });
}

/**
 * @typedef {object} Field
 * @property {HTMLElement} node what to put on the page
 * @property {any} control the input, select, textarea or fieldset
 * @property {(message: string) => void} setError show an error beside the control; "" takes it away
 */

/**
 * Tie an error line to a control: described by it, invalid while it is there.
 * @param {HTMLElement} control
 * @param {HTMLElement} error
 * @param {string[]} [describedBy] ids of other descriptions
 * @returns {(message: string) => void}
 */
export function errorOf(control, error, describedBy = []) {
  error.id = uid("error");
  error.hidden = true;
  const base = describedBy.join(" ");
  if (base) control.setAttribute("aria-describedby", base);
  return (message) => {
    error.textContent = message;
    error.hidden = !message;
    // A fieldset takes no aria-invalid; its error is tied by the description alone.
    if (control.tagName !== "FIELDSET") control.setAttribute("aria-invalid", String(Boolean(message)));
    const ids = message ? [base, error.id].filter(Boolean).join(" ") : base;
    if (ids) control.setAttribute("aria-describedby", ids);
    else control.removeAttribute("aria-describedby");
  };
}

/**
 * A control under its label, with an optional hint, and a place for its error.
 * @param {any} control
 * @param {{label: string, hint?: string, note?: HTMLElement, name?: string}} about
 *   `note` is a further description below
 * @returns {Field}
 */
export function field(control, { label, hint, note, name }) {
  control.id = uid("control");
  if (name) control.dataset.rkField = name;
  const error = el("p", { class: "rk-error" });
  const hintNode = hint ? el("p", { class: "rk-hint", id: uid("hint"), text: hint }) : null;
  if (note) note.id = uid("note");
  const described = [hintNode, note].filter(Boolean).map((node) => /** @type {any} */ (node).id);
  const setError = errorOf(control, error, described);
  const node = el(
    "div",
    { class: "rk-field" },
    el("label", { for: control.id, class: "rk-label", dir: "auto", text: label }),
    hintNode,
    control,
    error,
    note,
  );
  return { node, control, setError };
}

/**
 * A radio button or checkbox whose whole row, label and detail, is the target.
 * @param {"radio" | "checkbox"} type
 * @param {{name: string, value: string, label: string, detail?: string, field?: string}} what
 * @returns {{node: HTMLElement, input: HTMLInputElement}}
 */
export function option(type, { name, value, label, detail, field: fieldName }) {
  const detailNode = words("span", detail, "rk-option-detail");
  if (detailNode) detailNode.id = uid("detail");
  const input = el("input", {
    type,
    name,
    value,
    class: "rk-option-input",
    "aria-describedby": detailNode?.id,
    data: fieldName ? { rkField: fieldName } : {},
  });
  input.id = uid("option");
  const text = el("label", { for: input.id, class: "rk-option-label", dir: "auto", text: label });
  const node = el("div", { class: "rk-option" }, input, el("div", { class: "rk-option-words" }, text, detailNode));
  return { node, input };
}

/**
 * Set a text control's value unless the person is typing in it.
 * @param {HTMLInputElement | HTMLTextAreaElement} control
 * @param {string} value
 */
export function fill(control, value) {
  const root = /** @type {Document | ShadowRoot} */ (control.getRootNode());
  if (root.activeElement !== control && control.value !== value) control.value = value;
}

/**
 * Call `work` once things have been quiet for `pause` milliseconds.
 * @param {() => void} work
 * @param {number} pause
 * @returns {{(): void, flush: () => void, cancel: () => void}}
 */
export function debounce(work, pause) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(later.flush, pause);
  };
  later.cancel = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  later.flush = () => {
    if (timer === undefined) return;
    later.cancel();
    work();
  };
  return later;
}

/**
 * "1st", "2nd", "3rd", "11th".
 * @param {number} place
 * @returns {string}
 */
export function ordinal(place) {
  const teen = place % 100 > 10 && place % 100 < 14;
  const ending = teen ? "th" : (["th", "st", "nd", "rd"][place % 10] ?? "th");
  return `${place}${ending}`;
}

/**
 * Items in the order given, gathered by their `group`.
 * @template {{group?: string}} Item
 * @param {Item[]} items
 * @returns {{group: string, items: Item[]}[]}
 */
export function grouped(items) {
  /** @type {Map<string, Item[]>} */
  const groups = new Map();
  for (const item of items) {
    const group = item.group ?? "";
    groups.set(group, [...(groups.get(group) ?? []), item]);
  }
  return [...groups].map(([group, members]) => ({ group, items: members }));
}
