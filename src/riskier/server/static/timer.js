// A timer in words: calm, and never a countdown read aloud every second.

/**
 * @param {number} secondsLeft
 * @returns {string}
 */
export function timerText(secondsLeft) {
  if (secondsLeft <= 0) return "Time is up. You can still finish while the question is open.";
  if (secondsLeft <= 60) return "Less than a minute left";
  return `About ${Math.round(secondsLeft / 60)} min left`;
}

/**
 * Say what to announce as time passes: once when a minute is left, once at the end, and
 * when the facilitator gives more time.
 *
 * @param {number | null} before seconds left when last looked at; null for a new timer
 * @param {number} now seconds left
 * @returns {string | null}
 */
export function timerNews(before, now) {
  if (before === null) return null;
  if (now > before + 20) return `More time: ${timerText(now).toLowerCase()}.`;
  if (before > 60 && now <= 60 && now > 0) return "One minute left.";
  if (before > 0 && now <= 0) return "Time is up.";
  return null;
}
