// Saving of what people write: a draft at every letter, the answer at a pause or on leaving.

import { debounce } from "./controls.js";

const PAUSE = 600;

/**
 * A draft of texts: what is typed where it differs from what is saved, null elsewhere, so
 * that a draft put back later does not undo what another page saved. Null when all is saved.
 * @param {import("./limitedtext.js").LimitedText[]} texts
 * @param {(string | undefined)[]} saved
 * @returns {(string | null)[] | null}
 */
export function unsaved(texts, saved) {
  const open = texts.map(({ text, control }, index) => (text === (saved[index] ?? "") ? null : control.value));
  return open.some((text) => text !== null) ? open : null;
}

/**
 * Save written texts as one goes.
 * @param {import("./frame.js").Frame} frame
 * @param {{texts: import("./limitedtext.js").LimitedText[], collect: () => any, draft: () => any}} parts
 * @returns {{on: Record<string, () => void>, soon: () => void, flush: () => void}}
 */
export function saveWritten(frame, { texts, collect, draft }) {
  function saveNow() {
    // The last text that fits stays saved until this one does; a draft waits for the opening.
    if (frame.controls.disabled || texts.some((text) => text.isTooLong)) return;
    const answer = collect();
    const known = frame.model.get("answer") ?? frame.part.empty;
    if (JSON.stringify(answer) !== JSON.stringify(known)) frame.save(answer);
    frame.keepDraft(draft());
  }
  const saveSoon = debounce(saveNow, PAUSE);
  return {
    on: {
      input() {
        frame.keepDraft(draft());
        saveSoon();
      },
      change() {
        saveSoon.flush();
      },
    },
    soon: saveSoon,
    flush: () => saveSoon.flush(),
  };
}
