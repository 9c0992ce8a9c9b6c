// What if: controls on the page, numbers from the kernel. Typing pauses before it asks; one
// question is under way at a time; the picture comes after the numbers, once all is quiet.

import { button, debounce, el, field, option, uid, words } from "./controls.js";
import { tableOf } from "./fold.js";
import { Voice } from "./voice.js";
import { WhatIfForm } from "./whatifform.js";

const TYPING = 250;
const QUIET = 250;

class WhatIf {
  /** @param {import("./frame.js").Model} model */
  constructor(model) {
    this.model = model;
    this.seq = 0;
    this.waits = false;
    this.own = false;
    /** @type {Record<string, any> | undefined} */
    this.next = undefined;
    this.narrow = matchMedia("(max-width: 40rem)");
    this.ask = debounce(() => this.send({}), TYPING);
    this.look = debounce(() => this.draw(), QUIET);
    this.voice = new Voice();
    this.verdict = el("div", { class: "rk-whatif-verdict" });
    this.answer = el("div", { class: "rk-whatif-answer" });
    this.follows = el("div", { class: "rk-whatif-follows" });
    this.controls = el("div");
    this.changes = el("div", { tabindex: -1 });
    this.whose = el("div");
    this.picture = el("select");
    this.picture.addEventListener("change", () => this.draw());
    this.redraw = () => this.draw();
    this.narrow.addEventListener("change", this.redraw);
    this.node = this.layout();
    this.build();
    this.show();
    this.look();
  }

  layout() {
    return el(
      "section",
      { class: "rk-whatif", "aria-label": "What if" },
      this.voice.node,
      this.verdict,
      this.answer,
      this.whose,
      el("div", { class: "rk-whatif-sides" }, this.controls, el("div", { class: "rk-whatif-rows" }, this.changes, this.follows)),
      field(this.picture, { label: "Show as a picture" }).node,
    );
  }

  /** Make the controls for whose numbers they are. */
  build() {
    const form = this.model.get("form");
    this.own = form.own;
    this.form = new WhatIfForm(form, () => this.ask(), (budget) => this.send({ budget }));
    this.controls.replaceChildren(this.form.node);
    if (!this.whose.childElementCount && form.whose.length > 1) this.whose.append(this.people(form.whose));
    if (!this.picture.options.length) {
      this.picture.append(...form.pictures.map((/** @type {any} */ one) => el("option", { value: one.value, text: one.label, dir: "auto" })));
    }
  }

  /** @param {{value: string, label: string}[]} whose */
  people(whose) {
    const name = uid("whose");
    const made = whose.map(({ value, label }) => {
      const { node, input } = option("radio", { name, value, label });
      input.checked = (value === "own") === this.own;
      input.addEventListener("change", () => {
        this.own = value === "own";
        this.send({});
      });
      return node;
    });
    return el(
      "fieldset",
      { class: "rk-set" },
      el("legend", { class: "rk-legend", text: "Whose numbers?" }),
      el("div", { class: "rk-options rk-whatif-whose" }, ...made),
    );
  }

  /**
   * Ask the kernel, unless it is still at the last question: then once that is answered.
   * @param {Record<string, any>} more
   */
  send(more) {
    this.ask.cancel();
    if (this.waits) {
      this.next = { ...this.next, ...more };
      return;
    }
    this.waits = true;
    this.seq += 1;
    const wish = structuredClone(/** @type {WhatIfForm} */ (this.form).wish);
    this.model.set("wish", { ...wish, ...more, own: this.own, seq: this.seq });
    this.model.save_changes();
    this.node.setAttribute("aria-busy", "true");
  }

  /** The kernel has answered. */
  heard() {
    this.waits = false;
    const next = this.next;
    this.next = undefined;
    if (next) {
      this.send(next);
      return;
    }
    this.node.removeAttribute("aria-busy");
    this.show();
    this.look();
  }

  show() {
    const result = this.model.get("result");
    if (result.refused) {
      this.refuse(result.refused);
      return;
    }
    if (result.picked) this.form?.tick(result.safeguards);
    this.verdict.replaceChildren(words("p", result.verdict, "rk-whatif-sentence"));
    this.answer.replaceChildren(
      ...[result.done, result.flip, result.before && `Before your changes: ${result.before}`, this.model.get("form").rests_on]
        .filter(Boolean)
        .map((text) => words("p", text)),
    );
    this.changes.replaceChildren(...this.list(result.changes));
    this.follows.replaceChildren(
      el("dl", { class: "rk-figures" }, ...result.figures.map(figure)),
      ...result.time.map((/** @type {string} */ text) => words("p", text)),
    );
    this.form?.effect.replaceChildren(...effect(result.effect, this.model.get("form").stances));
    if (result.seq) this.tell(`${result.done} ${result.answer}`);
  }

  /** @param {string} message */
  refuse(message) {
    this.verdict.querySelector(".rk-error")?.remove();
    this.verdict.prepend(el("p", { class: "rk-error", text: message }));
    this.tell(message);
  }

  /** @param {string} text */
  tell(text) {
    this.voice.say(text.trim());
  }

  /** @param {{control: string, said: string}[]} changes */
  list(changes) {
    if (!changes.length) return [el("p", { class: "rk-hint", text: "Nothing is changed yet." })];
    const line = (/** @type {{control: string, said: string}} */ { control, said }) =>
      el(
        "li",
        {},
        words("span", said),
        button("Undo", () => this.back(() => this.form?.undo(control)), { quiet: true, label: `Undo: ${said}` }),
      );
    return [
      el("h3", { text: "You changed" }),
      el("ul", { class: "rk-whatif-changes" }, ...changes.map(line)),
      button("Undo everything", () => this.back(() => this.form?.reset()), { quiet: true }),
    ];
  }

  /** @param {() => void} undo */
  back(undo) {
    // The button that was pressed goes; what it stood in takes the focus.
    this.changes.focus();
    undo();
    this.send({});
  }

  /** Ask for the picture of the numbers as they are. */
  draw() {
    this.look.cancel();
    this.model.set("look", { about: this.picture.value, narrow: this.narrow.matches, seq: this.seq });
    this.model.save_changes();
  }

  close() {
    this.ask.cancel();
    this.look.cancel();
    this.narrow.removeEventListener("change", this.redraw);
  }
}

/** @param {{name: string, said: string, was: string, rests_on: string}} one */
function figure({ name, said, was, rests_on }) {
  const value = el("dd", {}, words("strong", said), words("span", was, "rk-hint"), words("span", rests_on, "rk-small"));
  return el("div", { class: "rk-figure-card" }, el("dt", { text: name }), value);
}

/**
 * What safeguards save and take, as a table with a title; nothing where none is in place.
 * @param {string[][]} rows
 * @param {string[]} stances
 * @returns {HTMLElement[]}
 */
function effect(rows, stances) {
  if (!rows.length) return [];
  const body = el(
    "tbody",
    {},
    ...rows.map(([label, ...cells]) =>
      el("tr", {}, el("th", { scope: "row", text: label }), ...cells.map((text) => el("td", { class: "rk-number", text }))),
    ),
  );
  const title = "What these safeguards save and take";
  return [el("h3", { text: title }), tableOf(title, ["Staff days", ...stances], body)];
}

/**
 * @param {{model: import("./frame.js").Model, el: HTMLElement}} context
 * @returns {() => void}
 */
function render({ model, el: root }) {
  const made = new WhatIf(model);
  const heard = () => made.heard();
  const rebuilt = () => made.build();
  root.classList.add("rk");
  root.replaceChildren(made.node);
  model.on("change:form", rebuilt);
  model.on("change:result", heard);
  return () => {
    made.close();
    model.off("change:form", rebuilt);
    model.off("change:result", heard);
    root.replaceChildren();
  };
}

export default { render };
