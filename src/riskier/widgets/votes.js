// Vote for texts of others: one's own on top, the others as checkboxes, a few at a time. More
// texts may come while people vote; they join at the end and nothing that is ticked moves.

import { button, el, errorOf, option, uid, words } from "./controls.js";

const PAGE = 8;

/**
 * @param {any} view
 * @param {import("./frame.js").Frame} frame
 * @returns {import("./frame.js").Part}
 */
export function voting(view, frame) {
  const most = view.max_votes ?? 3;
  const name = uid("vote");
  /** @type {Map<string, {node: HTMLElement, input: HTMLInputElement}>} */
  const options = new Map();
  let shown = PAGE;

  const own = el("div", { class: "rk-own" });
  const list = el("div", { class: "rk-options" });
  const nobody = el("p", { class: "rk-hint", text: "There is nothing to vote on yet." });
  const more = button("", showMore, { quiet: true });
  const error = el("p", { class: "rk-error" });
  const set = el("fieldset", { class: "rk-set", "aria-label": view.prompt, on: { change } }, list, nobody, error);
  const field = frame.field("votes", { node: set, control: set, setError: errorOf(set, error) });

  const inputs = () => [...options.values()].map(({ input }) => input);
  const votes = () => inputs().filter((input) => input.checked).map((input) => input.value);
  const progress = () => `${votes().length} of ${most} votes used`;

  /** @param {{target: HTMLInputElement}} event */
  function change({ target }) {
    if (votes().length > most) {
      target.checked = false;
      const message = `All ${most} votes are used. Take one back to vote for another.`;
      field.setError(message);
      frame.say(message);
      return;
    }
    field.setError("");
    frame.save({ texts: [], votes: votes() });
    frame.say(progress());
  }

  function showMore() {
    const first = [...options.values()][shown]?.input;
    shown += PAGE;
    page();
    first?.focus();
  }

  function page() {
    [...options.values()].forEach(({ node, input }, index) => {
      node.hidden = index >= shown && !input.checked;
    });
    const left = [...options.values()].filter(({ node }) => node.hidden).length;
    more.hidden = left === 0;
    more.textContent = left > PAGE ? `Show ${PAGE} of ${left} more` : `Show ${left} more`;
    nobody.hidden = options.size > 0;
  }

  /** @param {any} next a view with its candidates */
  function offer(next) {
    for (const { id, text } of next.candidates ?? []) {
      if (options.has(id)) continue;
      const made = option("checkbox", { name, value: id, label: text, field: "votes" });
      options.set(id, made);
      list.append(made.node);
    }
    const known = new Set((next.candidates ?? []).map((/** @type {any} */ { id }) => id));
    for (const [id, { node }] of options) {
      if (known.has(id)) continue;
      // Hidden by the facilitator: a vote for it is no vote any more.
      node.remove();
      options.delete(id);
    }
  }

  /** @param {any} next */
  function update(next) {
    offer(next);
    put(frame.model.get("answer"));
    frame.refreshProgress();
  }

  /** @param {any} answer */
  function put(answer) {
    const chosen = new Set(answer?.votes ?? []);
    for (const input of inputs()) input.checked = chosen.has(input.value);
    own.replaceChildren(...ownTexts(frame.model.get("previous")?.texts ?? []));
    page();
  }

  offer(view);
  return {
    nodes: [own, set, el("div", { class: "rk-actions" }, more)],
    empty: { texts: [], votes: [] },
    clear: "Take my votes back",
    collect: () => ({ texts: [], votes: votes() }),
    progress,
    update,
    show: put,
  };
}

/**
 * @param {string[]} texts
 * @returns {Node[]}
 */
function ownTexts(texts) {
  const written = texts.filter(Boolean);
  if (!written.length) return [];
  const quotes = written.map((text) => el("blockquote", { class: "rk-quote" }, words("p", text)));
  return [el("p", { class: "rk-subtitle", text: "What you wrote" }), ...quotes];
}
