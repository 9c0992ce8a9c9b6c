import assert from "node:assert/strict";
import test from "node:test";

import { load } from "./load.mjs";

const { atTarget, estimateWords, readEstimate } = await load("ranges");
const ASKS = ["lowest", "highest", "best", "confidence"];

test("a complete estimate", () => {
  const reading = readEstimate({ lowest: "2", highest: "20", best: "5,5", confidence: "70" }, ASKS);
  assert.deepEqual(reading, {
    values: { lowest: 2, highest: 20, best: 5.5, confidence: 70 },
    faults: {},
    missing: [],
    complete: true,
  });
});

test("what is missing is named in the order asked", () => {
  const reading = readEstimate({ highest: "20" }, ASKS);
  assert.deepEqual(reading.missing, ["lowest", "best", "confidence"]);
  assert.equal(reading.complete, false);
});

test("ends in the wrong order are refused at the highest", () => {
  const { faults } = readEstimate({ lowest: "20", highest: "2" }, ASKS);
  assert.deepEqual(Object.keys(faults), ["highest"]);
  assert.match(faults.highest, /Highest, 2, is below lowest, 20\. Give 20 or more here/);
});

test("a best guess outside of the range is refused at the best guess", () => {
  assert.match(readEstimate({ lowest: "2", highest: "9", best: "1" }, ASKS).faults.best, /below lowest, 2/);
  assert.match(readEstimate({ lowest: "2", highest: "9", best: "10" }, ASKS).faults.best, /above highest, 9/);
});

test("bounds are inclusive and named", () => {
  const bounds = { lowest: 0, highest: 365 };
  const reading = readEstimate({ lowest: "-1", highest: "366" }, ["lowest", "highest"], bounds);
  assert.equal(reading.faults.lowest, "-1 is too low: the least possible is 0.");
  assert.equal(reading.faults.highest, "366 is too high: the most possible is 365.");
  assert.ok(readEstimate({ lowest: "0", highest: "365" }, ["lowest", "highest"], bounds).complete);
});

test("confidence goes from 50 to 100 whatever the bounds", () => {
  const typed = { lowest: "1", highest: "3", best: "2", confidence: "40" };
  assert.match(readEstimate(typed, ASKS, { highest: 10 }).faults.confidence, /least possible is 50/);
  assert.ok(readEstimate({ ...typed, confidence: "100" }, ASKS, { highest: 10 }).complete);
});

test("a text that is no number is a fault and not a value", () => {
  const reading = readEstimate({ lowest: "few", highest: "9" }, ["lowest", "highest"]);
  assert.deepEqual(reading.values, { highest: 9 });
  assert.match(reading.faults.lowest, /“few” is not a number/);
});

test("the words at 80 %", () => {
  const values = { lowest: 3, highest: 20, best: 8, confidence: 60 };
  assert.equal(
    atTarget(values, "staff days").words,
    "At 80% sure, your range becomes 1.8 to 32 staff days. Still right?",
  );
  assert.match(atTarget({ ...values, confidence: 80 }, "staff days").words, /stays 3 to 20 staff days/);
});

test("an estimate in words", () => {
  const values = { lowest: 2, highest: 31, best: 8, confidence: 70 };
  assert.equal(estimateWords(values, "staff days"), "2 to 31 staff days, best guess 8, 70% sure");
  assert.equal(estimateWords({ lowest: 5, highest: 5 }, undefined), "5");
});
