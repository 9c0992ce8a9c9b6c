// How long to wait before a page loads itself again.

const KEPT = "riskier-reloads";
const MEMORY_MS = 60_000;
const MOST_MS = 30_000;

/**
 * Note a reload and return how long to wait for it: not at all the first time, ever longer
 * when the page has just done so. A page that cannot work would else ask without end.
 *
 * @param {Pick<Storage, "getItem" | "setItem">} storage of this tab
 * @param {number} now in milliseconds
 * @returns {number} milliseconds
 */
export function reloadDelay(storage, now) {
  const recent = noted(storage).filter((then) => now - then < MEMORY_MS);
  storage.setItem(KEPT, JSON.stringify([...recent, now]));
  return recent.length === 0 ? 0 : Math.min(MOST_MS, 1_000 * 2 ** recent.length);
}

/** @param {Pick<Storage, "getItem">} storage @returns {number[]} */
function noted(storage) {
  try {
    return JSON.parse(storage.getItem(KEPT) ?? "[]");
  } catch {
    return [];
  }
}
