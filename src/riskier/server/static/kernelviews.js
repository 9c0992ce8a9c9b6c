// What the page's widgets look like: native HTML controls with their labels.

import { widgetElement } from "./kernelmodule.js";

/** @typedef {import("./kernelmodels.js").KernelModel} KernelModel */
/**
 * @typedef {object} Shelf where views find other models, and say that they cannot draw one
 * @property {(reference: string) => KernelModel | undefined} get
 * @property {(name: string) => void} refuse
 */
/** @typedef {{element: HTMLElement, end?: () => void}} View */

/** @type {Record<string, (model: KernelModel, shelf: Shelf) => View>} */
const VIEWS = {
  HTMLView: text,
  VBoxView: box,
  ButtonView: button,
  AnyView: (model, shelf) => widgetElement(model, shelf),
};

/** @param {KernelModel} model @param {Shelf} shelf @returns {View} */
export function drawn(model, shelf) {
  const name = model.get("_view_name");
  const view = VIEWS[name]?.(model, shelf);
  if (!view) {
    shelf.refuse(name);
    return { element: made("div") };
  }
  view.element.classList.add("jupyter-widgets");
  const layout = shelf.get(model.get("layout") ?? "");
  const ends = [view.end, wearClasses(model, view.element), wearLayout(layout, view.element)];
  return { element: view.element, end: () => ends.forEach((end) => end?.()) };
}

/** @param {string} tag @param {string} [classes] */
function made(tag, classes = "") {
  const element = document.createElement(tag);
  element.className = classes;
  return element;
}

/** Do it now, and whenever one of the traits changes. @param {KernelModel} model @param {string[]} keys @param {() => void} act @returns {() => void} what ends it */
function following(model, keys, act) {
  const changes = keys.map((key) => `change:${key}`).join(" ");
  model.on(changes, act);
  act();
  return () => model.off(changes, act);
}

/** @param {KernelModel} model @param {HTMLElement} element */
function wearClasses(model, element) {
  /** @type {string[]} */
  let worn = [];
  return following(model, ["_dom_classes"], () => {
    element.classList.remove(...worn);
    worn = model.get("_dom_classes") ?? [];
    element.classList.add(...worn);
  });
}

/** @param {KernelModel | undefined} layout @param {HTMLElement} element @returns {(() => void) | undefined} what ends it */
function wearLayout(layout, element) {
  if (!layout) return undefined;
  const wear = () => {
    const set = Object.entries(layout.values).filter(([key, value]) => !key.startsWith("_") && value !== null);
    const rules = set.map(([key, value]) => `${key.replaceAll("_", "-")}: ${value}`);
    if (rules.length) element.setAttribute("style", rules.join("; "));
    else element.removeAttribute("style");
  };
  layout.on("change", wear);
  wear();
  return () => layout.off("change", wear);
}

/** The value is HTML that the kit's own Python wrote, people's words in it escaped. */
/** @type {(model: KernelModel) => View} */
function text(model) {
  const element = made("div", "widget-html");
  const content = made("div", "widget-html-content");
  element.append(content);
  const end = following(model, ["value"], () => {
    const { head, body } = new DOMParser().parseFromString(model.get("value"), "text/html");
    content.replaceChildren(...head.childNodes, ...body.childNodes);
  });
  return { element, end };
}

/** @type {(model: KernelModel, shelf: Shelf) => View} */
function box(model, shelf) {
  const element = made("div", "widget-container widget-box widget-vbox");
  /** @type {Map<string, View>} */
  let shown = new Map();
  const stop = following(model, ["children"], () => {
    const before = shown;
    shown = new Map(model.get("children").map((/** @type {string} */ one) => [one, before.get(one) ?? child(one, shelf)]));
    for (const [one, view] of before) if (!shown.has(one)) removed(view);
    // Only what has changed is moved: a control that is moved loses the focus.
    [...shown.values()].forEach((view, index) => {
      const place = element.children[index] ?? null;
      if (place !== view.element) element.insertBefore(view.element, place);
    });
  });
  const end = () => {
    stop();
    shown.forEach(removed);
  };
  return { element, end };
}

/** @param {string} reference @param {Shelf} shelf @returns {View} */
function child(reference, shelf) {
  const model = shelf.get(reference);
  return model ? drawn(model, shelf) : { element: made("div") };
}

/** @param {View} view */
function removed(view) {
  view.element.remove();
  view.end?.();
}

/** @type {(model: KernelModel) => View} */
function button(model) {
  const element = /** @type {HTMLButtonElement} */ (made("button", "jupyter-button widget-button"));
  element.type = "button";
  const end = following(model, ["description", "disabled", "button_style", "tooltip"], () => {
    element.textContent = model.get("description");
    element.disabled = model.get("disabled");
    element.title = model.get("tooltip") ?? "";
    element.classList.toggle("mod-primary", model.get("button_style") === "primary");
  });
  element.addEventListener("click", () => model.send({ event: "click" }));
  return { element, end };
}
