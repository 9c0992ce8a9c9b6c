// A calendar file for one event, as RFC 5545 has it. Pure functions.

const OCTETS = 75;
const CRLF = "\r\n";

/**
 * A text as a property's value: backslash, semicolon and comma escaped, line ends as \n,
 * other control characters gone.
 * @param {string} text
 * @returns {string}
 */
export function escapedText(text) {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ")
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\n/g, "\\n");
}

/**
 * A content line cut to 75 octets a line; a character is never cut in two.
 * @param {string} line
 * @returns {string}
 */
export function folded(line) {
  const size = (/** @type {string} */ text) => new TextEncoder().encode(text).length;
  const lines = [""];
  let left = OCTETS;
  for (const character of line) {
    if (size(character) > left) {
      lines.push(" ");
      left = OCTETS - 1;
    }
    lines[lines.length - 1] += character;
    left -= size(character);
  }
  return lines.join(CRLF);
}

/**
 * A moment in UTC, as a time stamp has it.
 * @param {Date} moment
 * @returns {string}
 */
function stampOf(moment) {
  return `${moment.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;
}

/**
 * The days after a date, as dates have them.
 * @param {string} date such as "2026-12-31"
 * @param {number} days
 * @returns {string}
 */
export function dayAfter(date, days) {
  const [year, month, day] = date.split("-").map(Number);
  const moved = new Date(Date.UTC(year, month - 1, day + days));
  return moved.toISOString().slice(0, 10);
}

/**
 * When an event begins and ends: the whole day, or ten minutes at a time of day wherever one
 * is then.
 * @param {string} date
 * @param {string} time "" for the whole day
 * @returns {string[]}
 */
function span(date, time) {
  const bare = (/** @type {string} */ text) => text.replace(/[-:]/g, "");
  if (time) return [`DTSTART:${bare(date)}T${bare(time).slice(0, 4)}00`, "DURATION:PT10M"];
  return [`DTSTART;VALUE=DATE:${bare(date)}`, `DTEND;VALUE=DATE:${bare(dayAfter(date, 1))}`];
}

/**
 * A calendar with one event that reminds of itself: at its time, or at nine in the morning.
 * @param {{summary: string, description: string, date: string, time?: string, uid: string, now: Date}} event
 * @returns {string}
 */
export function calendarFile({ summary, description, date, time = "", uid, now }) {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//riskier//workshop kit//EN",
    "BEGIN:VEVENT",
    `UID:${escapedText(uid)}`,
    `DTSTAMP:${stampOf(now)}`,
    ...span(date, time),
    `SUMMARY:${escapedText(summary)}`,
    `DESCRIPTION:${escapedText(description)}`,
    "CLASS:PRIVATE",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `TRIGGER:${time ? "PT0S" : "PT9H"}`,
    `DESCRIPTION:${escapedText(summary)}`,
    "END:VALARM",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => folded(line) + CRLF).join("");
}
