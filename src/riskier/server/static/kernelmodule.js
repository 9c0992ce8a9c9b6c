// A widget that brings its own module and styles along: an anywidget.

/** @typedef {import("./kernelmodels.js").KernelModel} KernelModel */

/** @type {Map<string, Promise<any>>} */
const modules = new Map();
/** @type {Set<string>} */
const worn = new Set();

/** @param {string} text */
function importedOnce(text) {
  const known = modules.get(text);
  if (known) return known;
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const made = import(address).finally(() => URL.revokeObjectURL(address));
  modules.set(text, made);
  return made;
}

/** @param {string} css */
function wear(css) {
  if (worn.has(css)) return;
  worn.add(css);
  const style = document.createElement("style");
  style.textContent = css;
  document.head.append(style);
}

/**
 * @param {KernelModel} model
 * @param {import("./kernelviews.js").Shelf} shelf
 * @returns {import("./kernelviews.js").View}
 */
export function widgetElement(model, shelf) {
  const element = document.createElement("div");
  /** @type {(() => void) | undefined} */
  let cleanUp;
  let isGone = false;
  wear(model.get("_css") ?? "");
  importedOnce(model.get("_esm")).then(async ({ default: widget }) => {
    // A module of another make wants more of its host than ours do.
    if (typeof widget?.render !== "function" || widget.initialize) return shelf.refuse("AnyView");
    if (isGone) return undefined;
    cleanUp = await widget.render({ model, el: element });
    if (isGone) cleanUp?.();
    return undefined;
  }).catch((error) => {
    console.error(error);
    element.textContent = "This part of the page could not be shown. Answers that were saved are safe.";
  });
  return {
    element,
    end() {
      isGone = true;
      cleanUp?.();
    },
  };
}
