// What the page for paper sheets shows: the question, the form, what was entered. No requests.

import { button, el, uid, words } from "../../widgets/controls.js";
import { focusStop, goOn, goToLine, hint } from "./sheetform.js";
import { isPlain } from "./sheetkeys.js";

const KEYS_HELP = [
  ["1 2 3 …", "ticks; on a line it also goes on to the next one. 0 leaves a line out."],
  ["Enter", "goes on; after the last place it saves."],
  ["↓ ↑", "go to the line of numbers below or above."],
  ["Ctrl+Enter", "saves from anywhere."],
  ["Ctrl+Backspace", "takes the last sheet back, unless you are writing a text."],
];

/**
 * @typedef {object} Deeds
 * @property {(index: number) => void} choose
 * @property {() => void} change
 * @property {(replace: boolean) => void} save
 * @property {() => void} skip
 * @property {() => void} takeBack
 */

/** The page. */
export class SheetView {
  /** @param {Deeds} deeds */
  constructor(deeds) {
    this.deeds = deeds;
    this.select = el("select", { id: uid("sheet"), on: { change: () => deeds.choose(this.select.selectedIndex) } });
    this.pile = radios("The pile holds", ["one question of many people", "one person after another"], () => deeds.change());
    this.what = radios("You have", ["the sheets", "only totals"], () => deeds.change());
    this.mark = el("input", { type: "text", id: uid("mark"), maxlength: 60, autocomplete: "off", spellcheck: "false", dir: "auto", "data-stop": true });
    this.markLine = el(
      "div",
      { class: "rk-field sheet-place sheet-mark" },
      el("label", { for: this.mark.id, text: "Mark on the sheet" }),
      this.mark,
      hint("Leave it empty if there is none."),
    );
    this.body = el("div", { class: "sheet-body" });
    this.error = el("p", { class: "page-error", role: "alert", id: uid("fault") });
    this.replace = button("Replace the sheet that is in", () => deeds.save(true), { quiet: true });
    this.submit = button("Save this sheet", () => deeds.save(false));
    this.skip = button("Skip", () => deeds.skip(), { quiet: true, label: "Skip this sheet" });
    this.back = button("Take the last one back", () => deeds.takeBack(), { quiet: true });
    this.said = el("p", { class: "sheet-said", role: "status" });
    this.counts = el("p", { class: "sheet-counts" });
    this.log = el("ol", { class: "sheet-log", reversed: true });
    this.heading = el("h2", {});
    this.form = el(
      "div",
      { class: "page-card sheet-form", role: "group", "aria-label": "The sheet", on: { keydown: (/** @type {KeyboardEvent} */ event) => this.press(event), "sheet-on": () => goOn(this.form) || this.submit.focus() } },
      this.heading,
      this.said,
      this.markLine,
      this.body,
      this.error,
      el("div", { class: "page-buttons" }, this.submit, this.replace, this.skip),
    );
  }

  /** Put everything on the page. @param {any[]} all */
  put(all) {
    this.select.append(...all.map(() => el("option")));
    const choose = el("div", { class: "sheet-choose" }, el("div", { class: "rk-field sheet-place" }, el("label", { for: this.select.id, text: "Question" }), this.select), this.pile.node, this.what.node);
    const help = el("dl", { class: "sheet-help" }, ...KEYS_HELP.flatMap(([key, text]) => [el("dt", {}, el("kbd", { text: key })), el("dd", { text })]));
    const side = el(
      "section",
      { class: "sheet-side", "aria-label": "What is entered" },
      this.counts,
      this.back,
      this.log,
      el("h2", { text: "Keys" }),
      help,
    );
    pagePart().replaceChildren(choose, el("div", { class: "sheet-desk" }, this.form, side));
  }

  /** @param {string} message */
  broken(message) {
    pagePart().replaceChildren(el("p", { class: "page-note page-note-error", role: "alert", text: message }));
  }

  get isByPerson() {
    return this.pile.chosen() === 1;
  }

  get isTotals() {
    return this.what.chosen() === 1;
  }

  set isTotals(isTotals) {
    this.what.choose(isTotals ? 1 : 0);
  }

  /** @param {any[]} all @param {number} index */
  choose(all, index) {
    for (const [at, option] of [...this.select.options].entries()) option.textContent = `${all[at].place} · ${all[at].heading}`;
    this.select.selectedIndex = index;
  }

  /**
   * @param {any} sheet
   * @param {import("./sheetform.js").Form | null} form
   * @param {any[]} entered
   */
  draw(sheet, form, entered) {
    this.heading.textContent = sheet.heading;
    const closes = sheet.phase === "waiting" && form;
    this.body.replaceChildren(
      words("p", sheet.view.prompt, "sheet-prompt"),
      ...(closes ? [hint("Devices have not been asked this. The first sheet closes it for them; “Open again” in the console lets them answer.")] : []),
      ...(sheet.why_not ? [el("p", { class: "page-note", text: sheet.why_not })] : []),
      ...(sheet.view.prefill && form ? [hint("Places left empty keep what the same mark’s first sheet says.")] : []),
      ...(form ? [form.node] : []),
    );
    this.markLine.hidden = !form || this.isTotals;
    this.submit.hidden = !form;
    this.submit.textContent = this.isTotals ? "Save these totals" : "Save this sheet";
    this.skip.hidden = !this.isByPerson || this.isTotals;
    this.what.node.hidden = !sheet.totals;
    this.back.hidden = !entered.length;
    this.count(sheet, entered);
  }

  /** @param {any} sheet @param {any[]} entered */
  count(sheet, entered) {
    const here = entered.filter((each) => each.sheet.activity === sheet.activity && each.sheet.round === sheet.round);
    this.counts.textContent = `Entered here: ${entered.length}, of them ${here.length} for this question. Answers to it in the room: ${sheet.answered}.`;
    const newest = entered.slice(-8).reverse();
    this.log.setAttribute("start", String(entered.length));
    this.log.replaceChildren(...newest.map(({ sheet: { place: at }, typed, isTotals, content }) => el("li", {}, `${at} · `, words("span", isTotals ? `${content.people} people` : typed || "no mark"))));
    this.log.hidden = !entered.length;
  }

  /** @param {string} text */
  say(text) {
    this.said.textContent = text;
  }

  /** @param {string} message "" for none @param {HTMLElement} [control] @param {boolean} [isTwice] */
  fail(message, control, isTwice = false) {
    for (const marked of this.form.querySelectorAll("[aria-invalid]")) {
      marked.removeAttribute("aria-invalid");
      marked.removeAttribute("aria-describedby");
    }
    this.error.textContent = message;
    this.replace.hidden = !isTwice;
    if (message) this.say("");
    if (!control) return;
    if (control.tagName === "INPUT") control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", this.error.id);
    focusStop(control);
  }

  /** @param {boolean} isBusy */
  busy(isBusy) {
    this.form.setAttribute("aria-busy", String(isBusy));
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key === "Backspace" && !isTyping(event.target)) {
      event.preventDefault();
      this.deeds.takeBack();
    } else if (event.key === "Enter" && (isCommand || !isButton(event.target))) {
      event.preventDefault();
      if (isCommand || !goOn(this.form)) this.deeds.save(false);
    } else if (isPlain(event) && ["ArrowDown", "ArrowUp"].includes(event.key) && goToLine(this.form, event.key === "ArrowDown")) {
      event.preventDefault();
    }
  }
}

/** @param {EventTarget | null} target @returns {boolean} */
function isButton(target) {
  return target instanceof HTMLButtonElement;
}

/** Is somebody writing there? Then the keys are for the text. @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLInputElement && target.type === "text" && target.value !== "";
}

/** @returns {HTMLElement} */
function pagePart() {
  return /** @type {HTMLElement} */ (document.querySelector("#sheets"));
}

/**
 * @param {string} label
 * @param {string[]} texts
 * @param {() => void} change
 */
function radios(label, texts, change) {
  const name = uid("radios");
  /** @type {HTMLInputElement[]} */
  const inputs = texts.map((_, index) => el("input", { type: "radio", name, checked: index === 0, on: { change } }));
  const node = el(
    "fieldset",
    { class: "sheet-radios" },
    el("legend", { text: label }),
    ...texts.map((text, index) => el("label", {}, inputs[index], " ", text)),
  );
  return {
    node,
    chosen: () => inputs.findIndex(({ checked }) => checked),
    choose: (/** @type {number} */ index) => {
      inputs[index].checked = true;
    },
  };
}
