// Put items in order. Two lists: "Your order", with Up, Down and Remove at each item, and the
// items without a place, each with one button that gives it the next place. Building an order
// is then a press an item, in reading order; that holds on a phone, by keyboard and with a
// screen reader, where dragging does not, and it shows long sentences in full, which a list
// box for each place would cut off. Dragging is left out: it would need all of this as well.

import { activity } from "./activity.js";
import { button, el, errorOf, ordinal, uid, words } from "./controls.js";

/**
 * The order with an item moved by some places.
 * @param {string[]} order
 * @param {string} id
 * @param {number} by
 * @returns {string[]}
 */
export function moved(order, id, by) {
  const at = order.indexOf(id);
  const to = Math.min(Math.max(at + by, 0), order.length - 1);
  const rest = order.filter((other) => other !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}

/**
 * @param {any} view
 * @param {import("./frame.js").Frame} frame
 * @returns {import("./frame.js").Part}
 */
function build(view, frame) {
  const places = view.top ?? view.items.length;
  const byId = new Map(view.items.map((/** @type {any} */ item) => [item.id, item]));
  /** @type {string[]} */
  let order = [];

  const title = el("p", { class: "rk-subtitle", id: uid("placed"), text: view.top ? `Your top ${places}` : "Your order" });
  const freeTitle = el("p", { class: "rk-subtitle", id: uid("free") });
  const placed = el("ol", { class: "rk-cards", "aria-labelledby": title.id });
  const free = el("ul", { class: "rk-cards", "aria-labelledby": freeTitle.id });
  const nothingPlaced = el("p", { class: "rk-hint", text: "Nothing yet. Choose from the cards below." });
  const error = el("p", { class: "rk-error" });
  const set = el(
    "div",
    { class: "rk-set", role: "group", "aria-label": view.prompt },
    title,
    nothingPlaced,
    placed,
    error,
    freeTitle,
    free,
  );
  const field = frame.field("order", { node: set, control: set, setError: errorOf(set, error) });
  const cards = new Map(view.items.map((/** @type {any} */ item) => [item.id, card(item, { move, take, add })]));

  /** @param {string[]} next */
  function change(next) {
    order = next;
    draw();
    field.setError("");
    frame.save({ order });
  }

  /** @param {string} id @param {number} by */
  function move(id, by) {
    const next = moved(order, id, by);
    if (next.join() === order.join()) {
      frame.say(`${label(id)} is ${by < 0 ? "first" : "last"} already.`);
      return;
    }
    change(next);
    frame.say(`${label(id)} is now ${ordinal(order.indexOf(id) + 1)} of ${order.length}.`);
  }

  /** @param {string} id */
  function take(id) {
    const at = order.indexOf(id);
    change(order.filter((other) => other !== id));
    const next = order[Math.min(at, order.length - 1)];
    (next ? cards.get(next).out : cards.get(id).add).focus();
    frame.say(`${label(id)} has no place any more.`);
  }

  /** @param {string} id */
  function add(id) {
    if (order.length >= places) {
      const message = `All ${places} places are taken. Remove one to make room.`;
      field.setError(message);
      frame.say(message);
      return;
    }
    const at = unplaced().indexOf(id);
    change([...order, id]);
    const left = unplaced();
    const next = left[Math.min(at, left.length - 1)];
    (next ? cards.get(next).add : cards.get(id).up).focus();
    frame.say(`${label(id)} is ${ordinal(order.length)}.`);
  }

  const label = (/** @type {string} */ id) => byId.get(id).label;
  const unplaced = () => [...byId.keys()].filter((id) => !order.includes(id));

  function draw() {
    const left = unplaced();
    const active = /** @type {HTMLElement | null} */ (set.querySelector(":focus"));
    placed.replaceChildren(...order.map((id, index) => place(cards.get(id), index)));
    free.replaceChildren(...left.map((id) => place(cards.get(id), -1)));
    placed.hidden = !order.length;
    nothingPlaced.hidden = order.length > 0;
    freeTitle.textContent = left.length ? (order.length ? "Without a place" : "Cards") : "Every card has a place";
    const next = ordinal(order.length + 1);
    for (const id of left) setAdd(cards.get(id), order.length < places ? next : "", label(id));
    // Moving an element takes the focus from it.
    active?.focus();
  }

  return {
    nodes: [set],
    empty: { order: [] },
    clear: "Start again",
    collect: () => ({ order }),
    progress: () => (view.top ? `${order.length} of ${places} places taken` : `${order.length} of ${byId.size} cards placed`),
    show(answer) {
      order = (answer?.order ?? []).filter((/** @type {string} */ id) => byId.has(id));
      draw();
    },
  };
}

/**
 * @param {any} item
 * @param {{move: (id: string, by: number) => void, take: (id: string) => void, add: (id: string) => void}} on
 */
function card(item, { move, take, add }) {
  const { id, label } = item;
  const up = button("Up", () => move(id, -1), { quiet: true, label: `Up: ${label}` });
  const down = button("Down", () => move(id, 1), { quiet: true, label: `Down: ${label}` });
  const out = button("Remove", () => take(id), { quiet: true, label: `Remove: ${label}` });
  const put = button("", () => add(id), { quiet: true });
  const number = el("span", { class: "rk-card-number", "aria-hidden": "true" });
  const text = el(
    "div",
    { class: "rk-card-words" },
    words("p", label, "rk-card-label"),
    words("p", item.detail, "rk-option-detail"),
  );
  const tools = el("div", { class: "rk-card-tools" }, up, down, out, put);
  const node = el("li", { class: "rk-card" }, number, text, tools);
  return { node, number, up, down, out, add: put };
}

/**
 * Show a card as placed, or as one to be placed.
 * @param {ReturnType<typeof card>} made
 * @param {number} index -1 without a place
 * @returns {HTMLElement}
 */
function place(made, index) {
  const isPlaced = index >= 0;
  made.number.textContent = isPlaced ? String(index + 1) : "";
  made.number.hidden = !isPlaced;
  for (const tool of [made.up, made.down, made.out]) tool.hidden = !isPlaced;
  made.add.hidden = isPlaced;
  return made.node;
}

/**
 * @param {ReturnType<typeof card>} made
 * @param {string} next the place it would get; "" when all are taken
 * @param {string} label
 */
function setAdd({ add }, next, label) {
  add.textContent = next ? `Put ${next}` : "Add";
  add.setAttribute("aria-label", `${add.textContent}: ${label}`);
}

export default activity(build);
