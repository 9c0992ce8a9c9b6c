import assert from "node:assert/strict";
import test from "node:test";

import { load } from "./load.mjs";

const { readRange, readWithin } = await load("whatifnumbers");
const LIMITS = [0.001, 100000];

test("a range is read as people type it", () => {
  assert.deepEqual(readRange("0,5", "12 000", LIMITS), { range: [0.5, 12000] });
  assert.deepEqual(readRange("3", "3", LIMITS), { range: [3, 3] });
});

test("each end says what is wrong with it", () => {
  const { errors } = readRange("", "many", LIMITS);
  assert.equal(errors[0], "Write a number from 0.001 to 100,000.");
  assert.match(errors[1], /“many” is not a number/);
});

test("a range that falls is told with both numbers", () => {
  const { errors } = readRange("9", "2", LIMITS);
  assert.equal(errors[0], "");
  assert.match(errors[1], /^Highest \(2\) is below lowest \(9\)/);
});

test("a number outside the limits is told the limits", () => {
  assert.match(readWithin("0", LIMITS).error, /^0 is outside 0\.001 to 100,000/);
  assert.deepEqual(readWithin("60", [6, 60]), { value: 60 });
});
