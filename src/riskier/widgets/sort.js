// Put each card in a column: radio buttons while that makes few of them, list boxes when it
// would make many. What the columns mean stands above the cards.

import { activity } from "./activity.js";
import { el, errorOf, field, option, uid, words } from "./controls.js";

const MOST_RADIOS = 24;
const LONG = 22;

/**
 * @typedef {object} Card
 * @property {string} id
 * @property {HTMLElement} node
 * @property {() => string} column the id of its column; "" without one
 * @property {(column: string) => void} put
 */

/**
 * @param {any} item
 * @param {any[]} columns
 * @param {import("./frame.js").Frame} frame
 * @returns {Card}
 */
function radioCard(item, columns, frame) {
  const name = uid("card");
  const fieldName = `placed.${item.id}`;
  const options = columns.map(({ id, label }) => option("radio", { name, value: id, label, field: fieldName }));
  const detail = words("p", item.detail, "rk-help");
  if (detail) detail.id = uid("detail");
  const error = el("p", { class: "rk-error" });
  const node = el(
    "fieldset",
    { class: "rk-set rk-sort-card" },
    el("legend", { class: "rk-legend", dir: "auto", text: item.label }),
    detail,
    el("div", { class: "rk-options rk-columns" }, ...options.map((made) => made.node)),
    error,
  );
  frame.field(fieldName, { node, control: node, setError: errorOf(node, error, detail ? [detail.id] : []) });
  return {
    id: item.id,
    node,
    column: () => options.find(({ input }) => input.checked)?.input.value ?? "",
    put(column) {
      for (const { input } of options) input.checked = input.value === column;
    },
  };
}

/**
 * @param {any} item
 * @param {any[]} columns
 * @param {import("./frame.js").Frame} frame
 * @returns {Card}
 */
function selectCard(item, columns, frame) {
  const name = `placed.${item.id}`;
  const options = columns.map(({ id, label }) => el("option", { value: id, text: label }));
  const select = el("select", {}, el("option", { value: "", text: "Not placed" }), ...options);
  const made = frame.field(name, field(select, { label: item.label, hint: item.detail, name }));
  // A list box cuts off long names on a phone; screen readers read them in full anyway.
  const chosen = el("p", { class: "rk-hint", dir: "auto", "aria-hidden": "true" });
  const showChosen = () => {
    const label = columns.find(({ id }) => id === select.value)?.label ?? "";
    chosen.textContent = label.length > LONG ? label : "";
  };
  const node = el("div", { class: "rk-sort-card", on: { change: showChosen } }, made.node, chosen);
  const put = (/** @type {string} */ column) => {
    select.value = column;
    showChosen();
  };
  return { id: item.id, node, column: () => select.value, put };
}

/**
 * What the columns mean, for reading before the cards.
 * @param {any[]} columns
 * @returns {HTMLElement | null}
 */
function legend(columns) {
  if (!columns.some(({ detail }) => detail)) return null;
  const entries = columns.map(({ label, detail }) =>
    el("div", { class: "rk-column" }, words("dt", label), words("dd", detail)),
  );
  return el("dl", { class: "rk-column-key" }, ...entries);
}

/**
 * @param {any} view
 * @param {import("./frame.js").Frame} frame
 * @returns {import("./frame.js").Part}
 */
function build(view, frame) {
  const make = view.columns.length * view.items.length > MOST_RADIOS ? selectCard : radioCard;
  /** @type {Card[]} */
  const cards = view.items.map((/** @type {any} */ item) => make(item, view.columns, frame));

  function collect() {
    const placed = cards.map((card) => [card.id, card.column()]).filter(([, column]) => column);
    return { placed: Object.fromEntries(placed) };
  }
  const progress = () => `${Object.keys(collect().placed).length} of ${cards.length} placed`;
  function change() {
    frame.save(collect());
    frame.say(progress());
  }

  return {
    nodes: [
      legend(view.columns),
      el("div", { class: "rk-list", on: { change } }, ...cards.map(({ node }) => node)),
    ],
    empty: { placed: {} },
    clear: "Start again",
    collect,
    progress,
    show(answer) {
      for (const card of cards) card.put(answer?.placed?.[card.id] ?? "");
    },
  };
}

export default activity(build);
