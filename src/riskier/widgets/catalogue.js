// Find one's way in a catalogue of tools: which fit the words and the filters, in which order.
// Pure functions over the pack's records.

/**
 * @typedef {object} Tool a tool of the pack, with `fits`: task id to 1, 2 or 3
 * @property {string} id
 * @property {string} name
 * @property {Record<string, number>} fits
 * @typedef {Record<string, string>} Wanted filters by name, and `words`; "" means any
 */

const TIMES = ["minutes", "days", "weeks"];

/** @type {Record<string, (tool: any, value: string) => boolean>} */
const TESTS = {
  task: (tool, value) => (tool.fits[value] ?? 0) > 0,
  audience: (tool, value) => tool.audience.includes(value),
  openness: (tool, value) => tool.openness === value,
  hosting: (tool, value) => hostings(tool).includes(value),
  source: (tool, value) => tool.open_source === (value === "yes"),
  cost: (tool, value) => tool.cost === value,
  reading: (tool, value) => tool.lurk_possible === (value === "yes"),
  time: (tool, value) => TIMES.indexOf(tool.time_to_get_it) <= TIMES.indexOf(value),
};

/**
 * Where a tool may run: what can be had both ways answers to both.
 * @param {any} tool
 * @returns {string[]}
 */
function hostings({ hosting }) {
  return hosting === "both" ? ["saas", "self-hostable"] : [hosting];
}

/**
 * Words as they are compared: small letters, no accents.
 * @param {string} text
 * @returns {string}
 */
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Everything about a tool that a word may be found in, with its weight.
 * @param {any} tool
 * @param {{families: Record<string, string>, tasks: Record<string, string>}} names
 * @returns {[number, string][]}
 */
function places(tool, { families, tasks }) {
  const served = Object.keys(tool.fits).map((id) => tasks[id] ?? "");
  return [
    [4, [tool.name, ...tool.former_names].join(" ")],
    [2, [tool.one_line, families[tool.family] ?? ""].join(" ")],
    [1, [...served, tool.records_note, tool.status_note, ...tool.risk_notes].join(" ")],
  ];
}

/**
 * How well a tool answers to words; 0 when one of them is nowhere.
 * @param {any} tool
 * @param {string} words
 * @param {{families: Record<string, string>, tasks: Record<string, string>}} names
 * @returns {number}
 */
function wordScore(tool, words, names) {
  const asked = plain(words).match(/[\p{L}\p{N}]+/gu) ?? [];
  const texts = places(tool, names).map(([weight, text]) => /** @type {const} */ ([weight, ` ${plain(text)}`]));
  const scores = asked.map((word) => {
    const found = texts.filter(([, text]) => beginsIn(text, word));
    return found.length ? Math.max(...found.map(([weight]) => weight)) : 0;
  });
  if (scores.includes(0)) return 0;
  return 1 + scores.reduce((sum, each) => sum + each, 0);
}

/**
 * @param {string} text
 * @param {string} word
 * @returns {boolean} does a word of the text begin with it?
 */
function beginsIn(text, word) {
  // A plural finds the singular, too.
  const stem = word.length > 4 ? word.replace(/(es|s)$/u, "") : word;
  return new RegExp(`[^\\p{L}\\p{N}]${stem}`, "u").test(text);
}

/**
 * The tools that answer, the best first: by fit for the task asked for, then by the words,
 * else as the catalogue has them. What has been closed comes last.
 * @param {any[]} tools
 * @param {Wanted} wanted
 * @param {{families: Record<string, string>, tasks: Record<string, string>}} names
 * @returns {any[]}
 */
export function found(tools, wanted, names) {
  const asked = Object.entries(wanted).filter(([name, value]) => value && name in TESTS);
  return tools
    .map((tool) => ({ tool, score: wordScore(tool, wanted.words ?? "", names) }))
    .filter(({ tool, score }) => score > 0 && asked.every(([name, value]) => TESTS[name](tool, value)))
    .sort((a, b) => before(a, b, wanted.task))
    .map(({ tool }) => tool);
}

/**
 * @param {{tool: any, score: number}} a
 * @param {{tool: any, score: number}} b
 * @param {string | undefined} task
 * @returns {number}
 */
function before(a, b, task) {
  const gone = (/** @type {any} */ { tool }) => Number(tool.status === "sunset");
  const fit = (/** @type {any} */ { tool }) => (task ? (tool.fits[task] ?? 0) : 0);
  return gone(a) - gone(b) || fit(b) - fit(a) || b.score - a.score;
}

/**
 * How many tools serve each audience at each degree of openness.
 * @param {any[]} tools
 * @param {string[]} audiences
 * @param {string[]} degrees
 * @returns {number[][]} a row for each audience
 */
export function landscape(tools, audiences, degrees) {
  return audiences.map((audience) =>
    degrees.map((openness) => tools.filter((tool) => tool.audience.includes(audience) && tool.openness === openness).length),
  );
}
