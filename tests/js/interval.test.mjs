import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { load } from "./load.mjs";

const { axisOver, halfWidth, normalQuantile, standardiseInterval } = await load("interval");

const near = (actual, expected, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);

test("normal quantiles from tables", () => {
  near(normalQuantile(0.5), 0);
  near(normalQuantile(0.75), 0.6744897501960817);
  near(normalQuantile(0.9), 1.2815515655446004);
  near(normalQuantile(0.95), 1.6448536269514722);
  near(normalQuantile(0.995), 2.5758293035489004);
});

test("confidence counts from 50 to 99", () => {
  assert.equal(halfWidth(20), halfWidth(50));
  assert.equal(halfWidth(100), halfWidth(99));
});

test("2 to 20 around 5 at 50 % is 0.54 to 147 at 90 %", () => {
  const { lowest, highest } = standardiseInterval({ lowest: 2, best: 5, highest: 20, confidence: 50 }, {}, 90);
  near(lowest, 0.54, 0.02);
  near(highest, 147, 0.005);
});

test("a range given at the target stays", () => {
  const { lowest, highest } = standardiseInterval({ lowest: 2, best: 8, highest: 31, confidence: 80 });
  near(lowest, 2);
  near(highest, 31);
});

test("a range that touches 0 is stretched on the plain scale", () => {
  const ratio = 1.2815515655446004 / 0.6744897501960817;
  const { lowest, highest } = standardiseInterval({ lowest: 0, best: 4, highest: 10, confidence: 50 });
  near(lowest, 4 - 4 * ratio);
  near(highest, 4 + 6 * ratio);
});

test("bounds hold", () => {
  const range = { lowest: 0, best: 4, highest: 10, confidence: 50 };
  assert.deepEqual(standardiseInterval(range, { lowest: 0, highest: 12 }), { lowest: 0, highest: 12 });
});

test("an end that is the best guess stays", () => {
  assert.equal(standardiseInterval({ lowest: 5, best: 5, highest: 20, confidence: 60 }).lowest, 5);
  assert.equal(standardiseInterval({ lowest: 0, best: 0, highest: 20, confidence: 60 }).lowest, 0);
  assert.deepEqual(standardiseInterval({ lowest: 7, best: 7, highest: 7, confidence: 60 }), { lowest: 7, highest: 7 });
});

test("an axis puts values in order inside a margin", () => {
  for (const values of [[2, 8, 31], [0, 4, 10], [7, 7, 7], [0, 0, 0], [0.001, 1000], [-5, 5]]) {
    const { at, ticks } = axisOver(values);
    const places = values.map(at);
    assert.deepEqual(places, [...places].sort((a, b) => a - b));
    for (const place of [...places, ...ticks.map(at)]) assert.ok(place >= 0 && place <= 100, `${values}: ${place}`);
    assert.ok(ticks.length >= 1 && ticks.length <= 8, `${values}: ${ticks}`);
  }
});

test("ticks are round numbers", () => {
  assert.deepEqual(axisOver([2, 8, 31]).ticks, [2, 5, 10, 20]);
  assert.deepEqual(axisOver([0, 4, 10]).ticks, [0, 5, 10]);
});

test("the table that the analysis is tested with", () => {
  const table = new URL("../data/standardise_interval.json", import.meta.url);
  const { cases } = JSON.parse(readFileSync(table, "utf8"));
  assert.ok(cases.length > 0);
  for (const { lowest, best, highest, confidence, target, bounds, expected } of cases) {
    const range = { lowest, best, highest, confidence: confidence * 100 };
    const found = standardiseInterval(range, { lowest: bounds[0], highest: bounds[1] }, target * 100);
    near(found.lowest, expected.lowest, 1e-6);
    near(found.highest, expected.highest, 1e-6);
  }
});
