// From a kind's `build` to an anywidget module: one frame for the model's activity, kept in
// step with the model until the host takes the widget away.

import { Frame } from "./frame.js";

/**
 * Make an anywidget module of a kind of activity.
 * @param {(view: any, frame: Frame) => import("./frame.js").Part} build
 * @returns {{render: (context: {model: import("./frame.js").Model, el: HTMLElement}) => () => void}}
 */
export function activity(build) {
  return { render: ({ model, el }) => mount(model, el, build) };
}

/**
 * @param {import("./frame.js").Model} model
 * @param {HTMLElement} root
 * @param {(view: any, frame: Frame) => import("./frame.js").Part} build
 * @returns {() => void}
 */
function mount(model, root, build) {
  let frame = new Frame(model, build);
  root.classList.add("rk");
  root.replaceChildren(frame.node);

  const listeners = /** @type {Record<string, () => void>} */ ({
    "change:saved": () => frame.settle(),
    "change:phase": () => frame.showPhase(),
    "change:answer": () => frame.showAnswer(),
    "change:previous": () => {
      if (!frame.touched && !model.get("answer")) frame.start();
    },
    "change:activity": () => {
      const view = model.get("activity");
      if (sameQuestion(view, frame.view)) {
        frame.view = view;
        frame.part.update?.(view);
        return;
      }
      frame = replace(frame, model, build);
    },
  });
  // A phone may end a page that is out of sight without another word.
  const flush = () => frame.part.flush?.();
  for (const [event, listener] of Object.entries(listeners)) model.on(event, listener);
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", flush);
  return () => {
    flush();
    for (const [event, listener] of Object.entries(listeners)) model.off(event, listener);
    removeEventListener("pagehide", flush);
    document.removeEventListener("visibilitychange", flush);
    root.replaceChildren();
  };
}

/**
 * @param {Frame} old
 * @param {import("./frame.js").Model} model
 * @param {(view: any, frame: Frame) => import("./frame.js").Part} build
 * @returns {Frame}
 */
function replace(old, model, build) {
  const active = /** @type {HTMLElement | null} */ (old.node.querySelector(":focus"));
  old.part.flush?.();
  const frame = new Frame(model, build);
  old.node.replaceWith(frame.node);
  // Another question begins at its own start; the same one keeps its place.
  if (old.view.id === frame.view.id) frame.fields.get(active?.dataset.rkField ?? "")?.control.focus();
  return frame;
}

/**
 * Are two views the same but for the texts to vote on?
 * @param {any} one
 * @param {any} other
 * @returns {boolean}
 */
function sameQuestion(one, other) {
  const bare = (/** @type {any} */ view) => JSON.stringify({ ...view, candidates: null });
  return bare(one) === bare(other);
}
