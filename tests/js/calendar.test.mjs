import assert from "node:assert/strict";
import test from "node:test";

import { load } from "./load.mjs";

const { calendarFile, dayAfter, escapedText, folded } = await load("calendar");

const event = {
  summary: "read ten posts",
  description: "When it is Monday, I will read ten posts.",
  date: "2026-12-31",
  uid: "abc@riskier",
  now: new Date(Date.UTC(2026, 10, 23, 7, 5, 9)),
};
const unfolded = (/** @type {string} */ text) => text.replace(/\r\n /g, "").split("\r\n");

test("what has a meaning in a calendar file is escaped", () => {
  assert.equal(escapedText("a, b; c\\d"), "a\\, b\\; c\\\\d");
  assert.equal(escapedText("one\r\ntwo\rthree\nfour"), "one\\ntwo\\nthree\\nfour");
  assert.equal(escapedText("a\u0000b\tc\u007f"), "a b c ");
});

test("nobody's words can begin a line of their own", () => {
  const text = calendarFile({ ...event, summary: "x\r\nEND:VEVENT\r\nATTENDEE:mailto:a@b" });
  assert.equal(unfolded(text).filter((line) => line === "END:VEVENT").length, 1);
  assert.ok(!unfolded(text).some((line) => line.startsWith("ATTENDEE")));
});

test("long lines are folded at 75 octets, and no character is cut", () => {
  for (const text of ["a".repeat(300), "é".repeat(120), "👩‍👩‍👧‍👦🙂".repeat(40), "short"]) {
    const lines = folded(`SUMMARY:${text}`).split("\r\n");
    assert.ok(lines.every((line) => Buffer.byteLength(line) <= 75));
    assert.ok(lines.slice(1).every((line) => line.startsWith(" ")));
    assert.equal(lines.map((line, i) => (i ? line.slice(1) : line)).join(""), `SUMMARY:${text}`);
  }
});

test("a whole day ends where the next begins", () => {
  const lines = unfolded(calendarFile(event));
  assert.ok(lines.includes("DTSTART;VALUE=DATE:20261231"));
  assert.ok(lines.includes("DTEND;VALUE=DATE:20270101"));
  assert.ok(lines.includes("TRIGGER:PT9H"));
  assert.ok(lines.includes("DTSTAMP:20261123T070509Z"));
  assert.equal(dayAfter("2028-02-28", 1), "2028-02-29");
});

test("a time of day is ten minutes wherever one is", () => {
  const lines = unfolded(calendarFile({ ...event, time: "09:30" }));
  assert.ok(lines.includes("DTSTART:20261231T093000"));
  assert.ok(lines.includes("DURATION:PT10M"));
  assert.ok(lines.includes("TRIGGER:PT0S"));
});

test("the file has what a calendar must have, in lines that end as they must", () => {
  const text = calendarFile(event);
  assert.ok(text.startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
  assert.ok(text.endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n"));
  assert.ok(!/[^\r]\n/.test(text));
  for (const name of ["UID:", "DTSTAMP:", "DTSTART", "SUMMARY:", "ACTION:DISPLAY"]) {
    assert.equal(unfolded(text).filter((line) => line.startsWith(name)).length, 1);
  }
});
