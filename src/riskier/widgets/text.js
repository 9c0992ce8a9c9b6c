// Write short texts, one for each slot; or, in a round for voting, tick those of others.

import { activity } from "./activity.js";
import { el } from "./controls.js";
import { LimitedText } from "./limitedtext.js";
import { voting } from "./votes.js";
import { saveWritten, unsaved } from "./written.js";

/**
 * The slots to write in: the activity's items, or numbered ones.
 * @param {any} view
 * @returns {{label: string, hint?: string}[]}
 */
export function slotsOf(view) {
  if (view.items?.length) {
    return view.items.map((/** @type {any} */ { label, detail }) => ({ label, hint: detail }));
  }
  const count = view.max_texts ?? 1;
  if (count === 1) return [{ label: "Your text" }];
  return Array.from({ length: count }, (_, index) => ({ label: `Text ${index + 1} of up to ${count}` }));
}

/**
 * Texts without the empty ones at the end; those before keep their slots.
 * @param {string[]} texts
 * @returns {string[]}
 */
export function withoutTail(texts) {
  let end = texts.length;
  while (end > 0 && !texts[end - 1]) end -= 1;
  return texts.slice(0, end);
}

/**
 * @param {any} view
 * @param {import("./frame.js").Frame} frame
 * @returns {import("./frame.js").Part}
 */
function writing(view, frame) {
  const slots = slotsOf(view);
  const texts = slots.map(
    (slot, index) => new LimitedText({ ...slot, name: `texts.${index}`, most: view.max_length }, frame),
  );
  const collect = () => ({ texts: withoutTail(texts.map(({ text }) => text)), votes: [] });
  function draft() {
    const open = unsaved(texts, frame.model.get("answer")?.texts ?? []);
    return open && { texts: open };
  }
  const saving = saveWritten(frame, { texts, collect, draft });
  const written = () => texts.filter(({ text }) => text).length;
  return {
    nodes: [el("div", { class: "rk-list", on: saving.on }, ...texts.map(({ node }) => node))],
    empty: { texts: [], votes: [] },
    collect,
    progress: texts.length > 1 ? () => `${written()} of ${texts.length} written` : undefined,
    flush: saving.flush,
    show(answer) {
      texts.forEach((text, index) => text.put(answer?.texts?.[index] ?? ""));
    },
    restore(kept) {
      texts.forEach((text, index) => text.put(kept.texts?.[index] ?? text.text));
      saving.soon();
    },
  };
}

/**
 * @param {any} view
 * @param {import("./frame.js").Frame} frame
 * @returns {import("./frame.js").Part}
 */
function build(view, frame) {
  return view.vote ? voting(view, frame) : writing(view, frame);
}

export default activity(build);
