import assert from "node:assert/strict";
import test from "node:test";

import { load } from "./page_load.mjs";

const { indexOf, keyOf, orderOf, votesOf } = await load("sheetkeys");

test("options have keys: the digits, then the letters", () => {
  assert.deepEqual([keyOf(0), keyOf(8), keyOf(9), keyOf(34), keyOf(35)], ["1", "9", "a", "z", ""]);
  assert.equal(indexOf("1", 4), 0);
  assert.equal(indexOf("4", 4), 3);
  assert.equal(indexOf("5", 4), -1);
  assert.equal(indexOf("B", 14), 10);
  for (const other of ["0", "Enter", "", "!"]) assert.equal(indexOf(other, 14), -1);
});

test("written places become an order, blanks left out", () => {
  const boxes = (...texts) => texts.map((text, index) => ({ id: `i${index}`, text }));
  assert.deepEqual(orderOf(boxes("2", " 1 ", "", "0"), 3), { order: ["i1", "i0"] });
  assert.deepEqual(orderOf(boxes("3", "1"), 3), { order: ["i1", "i0"] }, "a gap is a slip that says enough");
  assert.equal(orderOf(boxes("1", "1"), 3).id, "i1");
  assert.match(orderOf(boxes("4"), 3).error, /from 1 to 3/);
  assert.match(orderOf(boxes("x"), 3).error, /“x” is not a place/);
});

test("numbers of sentences become votes", () => {
  const ids = ["a", "b", "c", "d"];
  assert.deepEqual(votesOf("3, 1", ids, 3), { votes: ["c", "a"] });
  assert.deepEqual(votesOf("2;4. ", ids, 3), { votes: ["b", "d"] });
  assert.match(votesOf("5", ids, 3).error, /from 1 to 4/);
  assert.match(votesOf("one", ids, 3).error, /from 1 to 4/);
  assert.match(votesOf("1 1", ids, 3).error, /twice/);
  assert.match(votesOf("1 2 3 4", ids, 3).error, /at most 3/);
});
