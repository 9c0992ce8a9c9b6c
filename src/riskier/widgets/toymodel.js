// The toy model on a page of its own: a panel to play with.

import { ToyPanel } from "./toypanel.js";

/**
 * @param {{model: import("./frame.js").Model, el: HTMLElement}} context
 * @returns {() => void}
 */
function render({ model, el: root }) {
  const panel = new ToyPanel(model.get("model"), model.get("scenarios"), model.get("start"));
  root.classList.add("rk");
  root.replaceChildren(panel.node);
  return () => {
    panel.close();
    root.replaceChildren();
  };
}

export default { render };
