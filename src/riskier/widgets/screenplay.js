// What the projector lets one play with: over the result, until one goes back to it.

import { button, el } from "./controls.js";
import { ToyPanel } from "./toypanel.js";

// What the panel is laid out for; a larger wall shows it larger.
const DESK = { width: 1120, height: 630 };

/**
 * A button that opens what a finding brings along, large enough for a wall.
 * @param {any} finding
 * @returns {{node: HTMLElement | null, close: () => void}}
 */
export function playLayer(finding) {
  const { play, played } = finding ?? {};
  if (play?.widget !== "toymodel") return { node: null, close: () => {} };
  /** @type {ToyPanel | undefined} */
  let panel;
  const layer = /** @type {HTMLDialogElement} */ (el("dialog", { class: "rk-s-play", "aria-label": play.label }));
  const end = () => {
    panel?.close();
    panel = undefined;
    layer.replaceChildren();
  };
  const open = () => {
    panel = new ToyPanel(played.model, played.scenarios, played.start);
    panel.node.style.zoom = String(Math.max(1, Math.min(innerWidth / DESK.width, innerHeight / DESK.height)));
    const back = button("Back to the result", () => layer.close(), { quiet: true });
    layer.replaceChildren(el("div", { class: "rk-s-back" }, back), panel.node);
    layer.showModal();
  };
  layer.addEventListener("close", end);
  const node = el("div", { class: "rk-s-offer" }, button(play.label, open), layer);
  return { node, close: end };
}
