// How long to wait before trying again.

const FIRST_SECONDS = 0.5;
// With the time that connecting takes, a page is back within 5 s of the line or the server.
const MOST_SECONDS = 3;
const MOST_ASKED_SECONDS = 60;

/**
 * Return the wait before try number `attempt`, spread so that a whole room does not
 * come back in the same instant after a restart.
 *
 * @param {number} attempt 0 for the first repeat
 * @param {() => number} random from 0 to below 1
 * @returns {number} milliseconds
 */
export function backoffDelay(attempt, random = Math.random) {
  const ceiling = Math.min(MOST_SECONDS, FIRST_SECONDS * 2 ** attempt);
  return 1000 * ceiling * (0.5 + random() / 2);
}

/**
 * Read a `Retry-After` header given in seconds.
 *
 * @param {string | null} header
 * @returns {number} milliseconds; 0 when the header says nothing usable
 */
export function askedDelay(header) {
  const seconds = Number(header ?? "");
  if (!Number.isFinite(seconds) || seconds <= 0) return 0;
  return 1000 * Math.min(seconds, MOST_ASKED_SECONDS);
}
