// Pick one of several (radio buttons) or up to a maximum (checkboxes).

import { activity } from "./activity.js";
import { el, errorOf, option, uid } from "./controls.js";

/**
 * What a tick too many is told.
 * @param {number} most
 * @returns {string}
 */
export function fullMessage(most) {
  return `You have chosen ${most} already, and that is the most. Take one away to choose another.`;
}

/**
 * @param {any} view
 * @param {import("./frame.js").Frame} frame
 * @returns {import("./frame.js").Part}
 */
function build(view, frame) {
  const most = view.max_selected ?? 1;
  const single = most === 1;
  const name = uid("choice");
  const options = view.items.map((/** @type {any} */ item) =>
    option(single ? "radio" : "checkbox", {
      name,
      value: item.id,
      label: item.label,
      detail: item.detail,
      field: "selected",
    }),
  );
  /** @type {HTMLInputElement[]} */
  const inputs = options.map((/** @type {any} */ { input }) => input);
  const selected = () => inputs.filter((input) => input.checked).map((input) => input.value);

  const error = el("p", { class: "rk-error" });
  const set = el(
    "fieldset",
    { class: "rk-set", "aria-label": view.prompt, on: { change } },
    el("div", { class: "rk-options" }, ...options.map((/** @type {any} */ { node }) => node)),
    error,
  );
  const field = frame.field("selected", { node: set, control: set, setError: errorOf(set, error) });

  /** @param {{target: HTMLInputElement}} event */
  function change({ target }) {
    if (selected().length > most) {
      target.checked = false;
      field.setError(fullMessage(most));
      frame.say(fullMessage(most));
      return;
    }
    field.setError("");
    frame.save({ selected: selected() });
    if (!single) frame.say(progress());
  }

  const progress = () => `${selected().length} of ${most} chosen`;
  return {
    nodes: [set],
    empty: { selected: [] },
    clear: single ? "Clear my choice" : "Clear my choices",
    collect: () => ({ selected: selected() }),
    progress: single ? undefined : progress,
    show(answer) {
      const chosen = new Set(answer?.selected ?? []);
      for (const input of inputs) input.checked = chosen.has(input.value);
    },
  };
}

export default activity(build);
