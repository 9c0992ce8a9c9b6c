// The catalogue of tools: search, filters, the landscape, hidden gems, and a card for each.

import { found, landscape } from "./catalogue.js";
import { button, debounce, el, field, uid, words } from "./controls.js";
import { fold, tableOf } from "./fold.js";
import { toolCard } from "./toolcard.js";
import { Voice } from "./voice.js";

const QUIET = 700;
const PAGE = 10;
const YES_NO = /** @type {[string, string][]} */ ([["yes", "Yes"], ["no", "No"]]);
const FILTERS = [
  { name: "hosting", label: "Where it runs", options: [["saas", "Run by its maker"], ["self-hostable", "Can be hosted by ourselves"], ["protocol", "A protocol"]] },
  { name: "source", label: "Open source", options: YES_NO },
  { name: "cost", label: "Cost", options: [["free", "Free"], ["freemium", "Free to begin with"], ["paid", "Paid"]] },
  { name: "reading", label: "Can I learn by reading only?", options: YES_NO },
  { name: "time", label: "Time to get it, at most", options: [["minutes", "Minutes"], ["days", "Days"], ["weeks", "Weeks"]] },
];

/** The explorer; it holds what is asked for and shows what answers. */
class Explorer {
  /** @param {any} catalogue `tools`, `tasks`, `families`, `audiences`, `degrees`, `gems` */
  constructor({ tools, tasks, families, audiences, degrees, gems }) {
    this.tools = tools;
    /** @type {[string, string][]} */
    this.audiences = audiences;
    /** @type {[string, string][]} */
    this.degrees = degrees;
    this.names = { tasks, families };
    this.gems = gems ?? [];
    this.most = PAGE;
    /** @type {Record<string, any>} */
    this.controls = {};
    this.title = el("h2", { class: "rk-headline", id: uid("explorer"), text: "Find a tool for a task" });
    this.count = el("p", { class: "rk-help" });
    this.voice = new Voice();
    this.list = el("ul", { class: "rk-tools" });
    this.more = button("", () => this.showAll(), { quiet: true });
    this.tell = debounce(() => this.voice.say(this.count.textContent ?? ""), QUIET);
    this.node = this.layout();
    this.draw();
  }

  layout() {
    const taskOptions = /** @type {[string, string][]} */ (Object.entries(this.names.tasks));
    const search = el("input", { type: "search", autocomplete: "off", on: { input: () => this.changed() } });
    this.controls.words = search;
    return el(
      "section",
      { class: "rk-finding rk-panel rk-explorer", "aria-labelledby": this.title.id },
      this.title,
      this.gemsFound(),
      el(
        "div",
        { class: "rk-explorer-first", role: "search", "aria-label": "Tools" },
        field(search, { label: "Words", hint: "In names, uses, risks and records questions" }).node,
        this.select("task", "Task", taskOptions),
      ),
      fold("More filters", el("div", { class: "rk-explorer-filters" }, ...this.filters().map((one) => this.select(one.name, one.label, /** @type {any} */ (one.options))))),
      fold("The landscape: for whom, and how open", this.land()),
      el("div", { class: "rk-actions" }, button("Clear all", () => this.set({}), { quiet: true })),
      this.count,
      this.voice.node,
      this.list,
      this.more,
    );
  }

  filters() {
    return [
      { name: "audience", label: "For whom", options: this.audiences },
      { name: "openness", label: "How open", options: this.degrees },
      ...FILTERS,
    ];
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {[string, string][]} options
   */
  select(name, label, options) {
    const made = [["", "Any"], ...options].map(([value, text]) => el("option", { value, text }));
    const control = el("select", { on: { change: () => this.changed() } }, ...made);
    this.controls[name] = control;
    return field(control, { label }).node;
  }

  /** How many tools there are for whom and how open: each number filters. */
  land() {
    const ids = (/** @type {[string, string][]} */ pairs) => pairs.map(([id]) => id);
    const counts = landscape(this.tools, ids(this.audiences), ids(this.degrees));
    const rows = this.audiences.map(([audience, label], row) =>
      el(
        "tr",
        {},
        el("th", { scope: "row", text: label }),
        ...this.degrees.map(([openness, degree], column) => {
          const count = counts[row][column];
          const press = () => this.set({ audience, openness });
          const about = { quiet: true, label: `${count} tools: ${label}, ${degree.toLowerCase()}` };
          return el("td", { class: "rk-number" }, count ? button(String(count), press, about) : "–");
        }),
      ),
    );
    const heads = ["For whom", ...this.degrees.map(([, label]) => label)];
    return el("div", {}, tableOf("Tools by audience and openness", heads, el("tbody", {}, ...rows)));
  }

  gemsFound() {
    if (!this.gems.length) return null;
    const lines = this.gems.map((/** @type {any} */ { id, reason }) => {
      const { name } = this.tools.find((/** @type {any} */ tool) => tool.id === id);
      const show = button("Show it", () => this.set({ words: name }), { quiet: true, label: `Show ${name}` });
      return el("li", {}, el("strong", { dir: "auto", text: name }), words("p", reason), show);
    });
    return el("div", {}, el("h3", { class: "rk-group-title", text: "Hidden gems: a good fit, little known" }), el("ul", { class: "rk-gems" }, ...lines));
  }

  /** @param {Record<string, string>} wanted */
  set(wanted) {
    for (const [name, control] of Object.entries(this.controls)) control.value = wanted[name] ?? "";
    this.changed();
  }

  changed() {
    this.most = PAGE;
    this.draw();
    this.tell();
  }

  showAll() {
    const first = this.most;
    this.most = this.tools.length;
    this.draw();
    // The button is gone: go on where the new cards begin.
    this.list.children[first]?.querySelector("summary")?.focus();
  }

  draw() {
    const wanted = Object.fromEntries(Object.entries(this.controls).map(([name, { value }]) => [name, value]));
    const tools = found(this.tools, wanted, this.names);
    this.count.textContent = countWords(tools.length, this.tools.length);
    this.list.replaceChildren(...tools.slice(0, this.most).map((tool) => toolCard(tool, this.names, wanted.task)));
    this.more.hidden = tools.length <= this.most;
    this.more.textContent = `Show all ${tools.length}`;
  }
}

/**
 * @param {number} count
 * @param {number} all
 * @returns {string}
 */
function countWords(count, all) {
  if (count === 0) return "No tool answers to all of that. Take a word or a filter away.";
  return `${count} of ${all} tools. A listing is not a recommendation.`;
}

/**
 * @param {{model: import("./frame.js").Model, el: HTMLElement}} context
 * @returns {() => void}
 */
function render({ model, el: root }) {
  const explorer = new Explorer(model.get("catalogue"));
  root.classList.add("rk");
  root.replaceChildren(explorer.node);
  return () => {
    explorer.tell.cancel();
    root.replaceChildren();
  };
}

export default { render };
