import assert from "node:assert/strict";
import test from "node:test";

import { load } from "./load.mjs";

const { endsOf, layoutOf } = await load("scale");
const scale = (...labels) => ({ points: labels.map((label, value) => ({ value, label })) });

test("numbers stay a row, with the scale's own words for the ends", () => {
  const numbers = { ...scale("1", "2", "3", "100%"), low_label: "Never", high_label: "Always" };
  assert.equal(layoutOf(numbers), "numbers");
  assert.deepEqual(endsOf(numbers), { low: "Never", high: "Always" });
  assert.equal(endsOf(scale("1", "2")), null);
});

test("many worded points are a compact row with their own first and last words", () => {
  const agree = { ...scale("Not at all", "A little", "Partly", "Mostly", "Fully"), low_label: "Low", high_label: "High" };
  assert.equal(layoutOf(agree), "steps");
  assert.deepEqual(endsOf(agree), { low: "Not at all", high: "Fully" });
});

test("four worded points go in pairs unless they are long", () => {
  assert.equal(layoutOf(scale("Never", "Once or twice", "Monthly", "Weekly or more")), "pairs");
  assert.equal(layoutOf(scale("Never", "Once or twice in all of the year", "Monthly", "Weekly")), "words");
  assert.equal(layoutOf(scale("Never", "Sometimes", "Often")), "words");
  assert.equal(endsOf(scale("Never", "Sometimes", "Often")), null);
});
