// The small pure functions of the other widgets.

import assert from "node:assert/strict";
import test from "node:test";

import { load } from "./load.mjs";

const { debounce, grouped, ordinal } = await load("controls");
const { savedText } = await load("frame");
const { fullMessage } = await load("choice");
const { moved } = await load("rank");
const { remaining } = await load("limitedtext");
const { slotsOf, withoutTail } = await load("text");
const { sentence } = await load("plancalendar");
const { cellText, pictureOf } = await load("finding");

test("ordinals", () => {
  const places = [1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111];
  assert.deepEqual(places.map(ordinal), ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "101st", "111th"]);
});

test("items gather by group in the order of their first", () => {
  const items = [{ id: 1, group: "b" }, { id: 2, group: "a" }, { id: 3, group: "b" }, { id: 4 }];
  const ids = grouped(items).map(({ group, items: members }) => [group, members.map(({ id }) => id)]);
  assert.deepEqual(ids, [["b", [1, 3]], ["a", [2]], ["", [4]]]);
});

test("a pause ends once, at the last call or when flushed", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let calls = 0;
  const later = debounce(() => (calls += 1), 100);
  later();
  context.mock.timers.tick(90);
  later();
  context.mock.timers.tick(90);
  assert.equal(calls, 0);
  context.mock.timers.tick(10);
  assert.equal(calls, 1);
  later.flush();
  assert.equal(calls, 1);
  later();
  later.flush();
  context.mock.timers.tick(200);
  assert.equal(calls, 2);
  later();
  later.cancel();
  context.mock.timers.tick(200);
  assert.equal(calls, 2);
});

test("what is said about saving", () => {
  assert.equal(savedText("none", "", false), "");
  assert.equal(savedText("none", "", true), "Not saved for this round yet");
  assert.equal(savedText("saving", "", false), "Saving…");
  assert.equal(savedText("saved", "", false), "Saved");
  assert.equal(savedText("saved", "Saved on this device", false), "Saved on this device");
  assert.equal(savedText("refused", "Too late.", false), "Not saved: Too late.");
  assert.match(savedText("offline", "", false), /kept on this device and will be sent/);
});

test("a full choice says how to go on", () => {
  assert.equal(fullMessage(3), "You have chosen 3 already, and that is the most. Take one away to choose another.");
});

test("moving within an order", () => {
  assert.deepEqual(moved(["a", "b", "c"], "c", -1), ["a", "c", "b"]);
  assert.deepEqual(moved(["a", "b", "c"], "a", 1), ["b", "a", "c"]);
  assert.deepEqual(moved(["a", "b", "c"], "a", -1), ["a", "b", "c"]);
  assert.deepEqual(moved(["a", "b", "c"], "c", 1), ["a", "b", "c"]);
});

test("characters are counted as people see them, without spaces at the ends", () => {
  assert.deepEqual(remaining("  😀😀 ", 5), { left: 3, words: "3 characters left" });
  assert.equal(remaining("abcd", 5).words, "1 character left");
  assert.equal(remaining("abcdef", 5).words, "1 character too many");
});

test("slots come from the items, or are counted", () => {
  assert.deepEqual(slotsOf({ items: [{ label: "First", detail: "Why" }] }), [{ label: "First", hint: "Why" }]);
  assert.deepEqual(slotsOf({ items: [], max_texts: 1 }), [{ label: "Your text" }]);
  assert.equal(slotsOf({ max_texts: 3 })[1].label, "Text 2 of up to 3");
});

test("texts keep their slots", () => {
  assert.deepEqual(withoutTail(["", "b", "", ""]), ["", "b"]);
  assert.deepEqual(withoutTail(["", ""]), []);
});

test("a plan as a sentence", () => {
  assert.equal(sentence({ cue: "", act: "", tell: "" }), "");
  assert.equal(sentence({ cue: "it rains,", act: "read.", tell: "" }), "When it rains, I will read, and I will tell …");
  assert.equal(sentence({ cue: "it rains", act: "read", tell: "Sam." }), "When it rains, I will read, and I will tell Sam.");
});

test("cells of a table", () => {
  assert.deepEqual([null, undefined, 0, 3, 0.3333, "x"].map(cellText), ["–", "–", "0", "3", "0.33", "x"]);
});

test("a drawing can only be a picture", () => {
  assert.match(pictureOf("<svg onload=alert(1)>", null), /^data:image\/svg\+xml;charset=utf-8,%3Csvg%20onload/);
  assert.equal(pictureOf(null, "/chart.svg"), "/chart.svg");
  assert.equal(pictureOf(null, null), "");
});
