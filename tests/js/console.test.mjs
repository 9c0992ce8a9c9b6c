import assert from "node:assert/strict";
import test from "node:test";

import { load } from "./load.mjs";

const { clockText } = await load("consolepanels");
const { sizeText } = await load("consolereport");
const { behindText, clockAt, plannedStarts } = await load("consoleagenda");

test("a timer is read as minutes and seconds, and says when it is over", () => {
  assert.equal(clockText(187), "3:07");
  assert.equal(clockText(59.6), "1:00");
  assert.equal(clockText(0), "0:00");
  assert.equal(clockText(-65), "1:05 over");
});

test("steps start when those before them end", () => {
  assert.deepEqual(plannedStarts([{ minutes: 2 }, { minutes: 1.5 }, { minutes: 4 }]), [0, 2, 3.5]);
  assert.deepEqual(plannedStarts([]), []);
});

test("the planned clock goes past the hour and past midnight", () => {
  assert.equal(clockAt("09:50", 25), "10:15");
  assert.equal(clockAt("23:50", 20), "00:10");
  assert.equal(clockAt("00:00", 3.5), "00:04");
});

test("how far behind the plan the room is", () => {
  const at = (hour, minute) => new Date(2026, 10, 23, hour, minute);
  assert.equal(behindText("10:00", 20, at(10, 15)), "on time");
  assert.equal(behindText("10:00", 20, at(10, 20)), "on time");
  assert.equal(behindText("10:00", 20, at(10, 27)), "7 min behind plan");
  assert.equal(behindText("23:50", 30, at(0, 25)), "5 min behind plan");
  // A start that was typed for later today says nothing yet.
  assert.equal(behindText("14:00", 5, at(10, 0)), "");
});

test("the size of a file is read at a glance", () => {
  assert.equal(sizeText(10), "1 KB");
  assert.equal(sizeText(59_400), "59 KB");
  assert.equal(sizeText(1_440_000), "1.4 MB");
});
