// An if-then plan in three fields that read as one sentence.

import { activity } from "./activity.js";
import { el } from "./controls.js";
import { LimitedText } from "./limitedtext.js";
import { planCalendar, sentence } from "./plancalendar.js";
import { saveWritten, unsaved } from "./written.js";

const PARTS = [
  { name: "cue", label: "When …", hint: "A moment with a date: “on Monday 9 March, after the team meeting”" },
  { name: "act", label: "I will …", hint: "Ten minutes at most: “read ten posts in our users’ forum”" },
  { name: "tell", label: "and I will tell …", hint: "One person: “Sam, who sits opposite”" },
];

/**
 * @param {any} view
 * @param {import("./frame.js").Frame} frame
 * @returns {import("./frame.js").Part}
 */
function build(view, frame) {
  const texts = PARTS.map((part) => new LimitedText({ ...part, most: view.max_length, rows: 2 }, frame));
  const collect = () => asPlan(texts.map(({ text }) => text));
  function draft() {
    const saved = frame.model.get("answer") ?? {};
    const open = unsaved(texts, PARTS.map(({ name }) => saved[name]));
    return open && asPlan(open);
  }
  const saving = saveWritten(frame, { texts, collect, draft });
  const read = el("p", { class: "rk-plan-sentence", dir: "auto" });
  const readTitle = el("p", { class: "rk-subtitle", text: "Your plan" });
  const calendar = planCalendar(collect);
  const box = el("div", { class: "rk-plan-read" }, readTitle, read);

  /**
   * @param {any} plan
   * @param {(index: number) => string} otherwise what to put where the plan has nothing
   */
  function put(plan, otherwise) {
    texts.forEach((text, index) => text.put(plan?.[PARTS[index].name] ?? otherwise(index)));
    readOut();
  }
  function readOut() {
    read.textContent = sentence(collect());
    box.hidden = !read.textContent;
    calendar.hidden = box.hidden;
  }

  const form = el("div", { class: "rk-list", on: saving.on }, ...texts.map(({ node }) => node));
  form.addEventListener("input", readOut);
  return {
    nodes: [form, box],
    after: [calendar],
    empty: { cue: "", act: "", tell: "" },
    collect,
    progress: () => `${texts.filter(({ text }) => text).length} of ${texts.length} parts written`,
    flush: saving.flush,
    show: (answer) => put(answer, () => ""),
    restore(kept) {
      put(kept, (index) => texts[index].text);
      saving.soon();
    },
  };
}

/**
 * @template Part
 * @param {Part[]} texts
 * @returns {{cue: Part, act: Part, tell: Part}}
 */
function asPlan([cue, act, tell]) {
  return { cue, act, tell };
}

export default activity(build);
