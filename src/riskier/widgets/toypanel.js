// The loop as a playable toy: four settings in view, all others one click away, two drawings
// and the scenarios side by side. Everything is computed here, from the equations.

import { button, debounce, el, field, uid, words } from "./controls.js";
import { restingState, restsOf, settlesAt, solve, tippingPoint } from "./cyclemodel.js";
import { fold, tableOf } from "./fold.js";
import { parseNumber } from "./numbers.js";
import { drawPath, drawPortrait, drawStrip } from "./toychart.js";
import { endSentence, inHundred, tipSentence } from "./toywords.js";
import { Voice } from "./voice.js";

/**
 * @typedef {any} Parameter a parameter of the pack's model
 * @typedef {import("./toywords.js").Run} Run
 */

const FIRST = ["S", "theta", "push_level", "push_months"];
const HEADS = ["Month", "Taking part", "Understanding", "Practice"];
const PORTRAIT = "Where the curve is above the dashed line, practice grows by itself; below it, practice fades.";
const QUIET = 700;
const PER_MONTH = 4;
const TABLE_MONTHS = 6;

/**
 * Everything that one set of settings leads to.
 * @param {any} model the pack's toy model
 * @param {import("./cyclemodel.js").Settings} settings
 * @param {import("./cyclemodel.js").State} [from] where it begins; else where the usual loop rests
 * @returns {Run}
 */
export function runOf(model, settings, from) {
  const rests = restsOf(settings);
  const start = from ?? restingState(restsOf(usualOf(model)));
  const path = solve(settings, { months: model.horizon_months, start, perMonth: PER_MONTH });
  const tipping = tippingPoint(rests);
  const settles = settlesAt(settings, { start, rests });
  return { settings, path, rests, tipping, settles, lasting: model.lasting_share };
}

/** @param {any} model */
function usualOf(model) {
  return /** @type {any} */ (Object.fromEntries(model.parameters.map((/** @type {Parameter} */ one) => [one.symbol, one.default])));
}

/**
 * How many of the shown units make one of the model's: shares are typed as "of 100".
 * @param {Parameter} parameter
 * @returns {number}
 */
function factor({ unit }) {
  return unit.startsWith("share") ? 100 : 1;
}

/** @type {(parameter: Parameter, value: number) => string} */
function typed(parameter, value) {
  return String(Math.round(value * factor(parameter) * 1000) / 1000);
}

/**
 * A typed setting, or what is wrong with it.
 * @param {Parameter} parameter
 * @param {string} value
 * @returns {{value: number} | {error: string}}
 */
export function readSetting(parameter, value) {
  const found = parseNumber(value);
  if ("error" in found) return found;
  const setting = found.value / factor(parameter);
  if (setting >= parameter.min && setting <= parameter.max) return { value: setting };
  const [low, high] = [typed(parameter, parameter.min), typed(parameter, parameter.max)];
  return { error: `${value.trim()} is outside ${low} to ${high}. Give a number from ${low} to ${high}.` };
}

/** The whole panel; it holds the settings and redraws what depends on them. */
export class ToyPanel {
  /**
   * @param {any} model
   * @param {any[]} scenarios
   * @param {any} start
   */
  constructor(model, scenarios, start) {
    this.model = model;
    this.scenarios = scenarios;
    this.start = start;
    this.settings = usualOf(model);
    /** @type {Run | undefined} */
    this.drawn = undefined;
    this.width = 0;
    this.head = el("h2", { class: "rk-headline", id: uid("toy") });
    this.tip = el("p", { class: "rk-help" });
    this.path = el("div", { class: "rk-toy-box" });
    this.portrait = el("div", { class: "rk-toy-box" });
    this.table = el("tbody");
    this.voice = new Voice();
    this.tell = debounce(() => this.voice.say(`${this.head.textContent} ${this.tip.textContent}`), QUIET);
    this.fields = model.parameters.map((/** @type {Parameter} */ one) => this.control(one));
    this.node = this.layout();
    this.resized = new ResizeObserver(() => this.draw());
    this.resized.observe(this.path);
    this.change({});
  }

  /** @param {Parameter} parameter */
  control(parameter) {
    const [low, high] = [typed(parameter, parameter.min), typed(parameter, parameter.max)];
    const unit = factor(parameter) === 100 ? "of 100" : parameter.unit;
    const input = el("input", { type: "number", inputmode: "decimal", min: low, max: high });
    input.step = typed(parameter, parameter.step);
    const made = field(input, {
      label: `${parameter.name} (${unit})`,
      hint: `${parameter.plain_words} From ${low} to ${high}.`,
    });
    input.addEventListener("input", () => {
      const found = readSetting(parameter, input.value);
      made.setError("error" in found ? found.error : "");
      if ("value" in found) this.change({ [parameter.symbol]: found.value }, input);
    });
    return { ...made, parameter };
  }

  /**
   * @param {Record<string, number>} settings
   * @param {HTMLElement} [typing] the control that it comes from
   */
  change(settings, typing) {
    this.settings = { ...this.settings, ...settings };
    for (const { control, parameter, setError } of this.fields) {
      if (control === typing) continue;
      control.value = typed(parameter, this.settings[parameter.symbol]);
      setError("");
    }
    const from = this.begun ? this.start?.state : undefined;
    this.run = runOf(this.model, /** @type {any} */ (this.settings), from);
    this.head.textContent = endSentence(this.run);
    this.tip.textContent = tipSentence(this.run);
    this.draw();
    this.tell();
  }

  draw() {
    const width = Math.round(Math.min(Math.max(this.path.clientWidth || 560, 260), 640));
    const run = /** @type {Run} */ (this.run);
    if (this.drawn === run && this.width === width) return;
    [this.drawn, this.width] = [run, width];
    this.path.replaceChildren(drawPath(run, width));
    this.portrait.replaceChildren(drawPortrait(run, width));
    const some = run.path.filter(({ month }) => month % TABLE_MONTHS === 0);
    this.table.replaceChildren(
      ...some.map((each) =>
        el(
          "tr",
          {},
          el("th", { scope: "row", text: each.month }),
          ...[each.engagement, each.understanding, each.experience].map((share) =>
            el("td", { class: "rk-number", text: inHundred(share) }),
          ),
        ),
      ),
    );
  }

  layout() {
    const shown = this.fields.filter((/** @type {any} */ one) => FIRST.includes(one.parameter.symbol));
    const others = this.fields.filter((/** @type {any} */ one) => !shown.includes(one));
    return el(
      "section",
      { class: "rk-finding rk-toy", "aria-labelledby": this.head.id },
      el("p", { class: "rk-eyebrow" }, el("span", { class: "rk-badge", text: "Toy model: made-up numbers" })),
      this.head,
      this.tip,
      this.voice.node,
      el(
        "div",
        { class: "rk-toy-grid-box" },
        el("div", { class: "rk-toy-controls" }, ...shown.map(nodeOf), this.buttons()),
        el("figure", { class: "rk-toy-figure" }, el("figcaption", { text: "Over the months" }), this.path),
        el("figure", { class: "rk-toy-figure" }, el("figcaption", { text: "Where it rests, where it tips" }), this.portrait, hint(PORTRAIT)),
      ),
      fold("The same as a table", tableOf("Levels, of 100", HEADS, this.table)),
      el("h3", { class: "rk-group-title", text: "Five ways to begin, side by side" }),
      hint("Height: of 100, how many take part over 24 months. Shaded: while the push lasts."),
      el("ul", { class: "rk-toy-strips" }, ...this.scenarios.map((one) => this.strip(one))),
      fold(
        "Equations and all settings",
        ...this.model.equations.map((/** @type {string} */ one) => el("p", {}, el("code", { text: one }))),
        ...this.model.plain_words.map((/** @type {string} */ one) => words("p", one)),
        el("div", { class: "rk-toy-settings" }, ...others.map(nodeOf)),
      ),
    );
  }

  buttons() {
    const reset = button("Usual settings", () => this.begin(false), { quiet: true });
    if (!this.start) return el("div", { class: "rk-actions" }, reset);
    const ours = button(this.start.label, () => this.begin(true));
    return el("div", { class: "rk-actions" }, ours, reset, words("p", this.start.words, "rk-hint"));
  }

  /** @param {boolean} own begin where the answers say? */
  begin(own) {
    this.begun = own;
    this.change({ ...usualOf(this.model), ...(own ? this.start.settings : {}) });
  }

  /** @param {any} scenario */
  strip(scenario) {
    const { path, settings } = runOf(this.model, scenario.parameters);
    const end = inHundred(path[path.length - 1].engagement);
    const use = button("Use its settings", () => this.use(scenario), { quiet: true, label: `Use the settings of ${scenario.name}` });
    return el(
      "li",
      { class: "rk-toy-strip" },
      el("h4", { dir: "auto", text: scenario.name }),
      words("p", scenario.what_it_is, "rk-hint"),
      drawStrip(path, settings, `${scenario.name}: after 24 months ${end} in 100 take part.`),
      use,
      fold("What happens", words("p", scenario.what_happens), words("p", scenario.what_would_change_it)),
    );
  }

  /** @param {any} scenario */
  use(scenario) {
    this.begun = false;
    this.change(scenario.parameters);
  }

  close() {
    this.resized.disconnect();
    this.tell.cancel();
  }
}

const hint = (/** @type {string} */ text) => el("p", { class: "rk-hint", text });
const nodeOf = (/** @type {{node: HTMLElement}} */ { node }) => node;
