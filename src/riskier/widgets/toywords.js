// What a run of the toy model says, in sentences. Pure functions; shares are said "in 100".

/**
 * A share as a whole number of 100.
 * @param {number} share
 * @returns {number}
 */
export function inHundred(share) {
  return Math.round(share * 100);
}

/**
 * A share with one decimal where a whole number would hide what it is compared with.
 * @param {number} share
 * @returns {string}
 */
export function fineHundred(share) {
  return String(Math.round(share * 1000) / 10);
}

/**
 * @typedef {object} Run
 * @property {import("./cyclemodel.js").Settings} settings
 * @property {import("./cyclemodel.js").Moment[]} path
 * @property {import("./cyclemodel.js").Rest[]} rests
 * @property {number | null} tipping
 * @property {number} settles experience in the long run
 * @property {number} lasting the share from which taking part counts as lasting
 */

/**
 * The headline: how many take part at the end.
 * @param {Run} run
 * @returns {string}
 */
export function endSentence({ path, lasting }) {
  const last = path[path.length - 1];
  const verdict = last.engagement > lasting ? "it lasts" : "it does not last";
  return `Toy model: after ${last.month} months ${inHundred(last.engagement)} in 100 take part; ${verdict}.`;
}

/**
 * Where the run stands against the tipping point, and where it rests in the end.
 * @param {Run} run
 * @returns {string}
 */
export function tipSentence(run) {
  const rest = `Left alone, it comes to rest at ${inHundred(run.settles)} in 100.`;
  if (run.tipping === null) return `With these settings there is no tipping point. ${rest}`;
  const peak = Math.max(...run.path.map((moment) => moment.experience));
  const point = `Tipping point: ${fineHundred(run.tipping)} in 100 with practice.`;
  return `${point} Practice in this run reaches ${fineHundred(peak)}. ${rest}`;
}

/**
 * The curves in words, for those who do not see them.
 * @param {Run} run
 * @returns {string}
 */
export function pathWords({ path }) {
  const peak = path.reduce((best, each) => (each.engagement > best.engagement ? each : best));
  const last = path[path.length - 1];
  return (
    `Over ${last.month} months taking part goes from ${inHundred(path[0].engagement)} to` +
    ` ${inHundred(last.engagement)} in 100, at most ${inHundred(peak.engagement)} in month` +
    ` ${Math.round(peak.month)}. Understanding ends at ${inHundred(last.understanding)},` +
    ` practice at ${inHundred(last.experience)}.`
  );
}

/**
 * The phase portrait in words.
 * @param {Run} run
 * @returns {string}
 */
export function portraitWords({ rests }) {
  const said = rests.map(
    ({ experience, stable }) => `${stable ? "comes to rest at" : "tips at"} ${fineHundred(experience)}`,
  );
  return `By level of practice, of 100, the loop ${said.join(", ")}.`;
}

/**
 * A curve's labels moved apart, so that none covers another; the order stays.
 * @param {number[]} wanted places from above to below, in any order
 * @param {number} apart
 * @param {number} lowest the place none may go beyond
 * @returns {number[]} a place for each
 */
export function spread(wanted, apart, lowest) {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a] - wanted[b]);
  const placed = [...wanted];
  order.forEach((index, rank) => {
    if (rank > 0) placed[index] = Math.max(placed[index], placed[order[rank - 1]] + apart);
  });
  for (let rank = order.length - 1, most = lowest; rank >= 0; rank -= 1, most -= apart) {
    placed[order[rank]] = Math.min(placed[order[rank]], most);
  }
  return placed;
}
