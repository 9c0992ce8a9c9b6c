import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { load } from "./load.mjs";

const { readSetting, runOf } = await load("toypanel");
const { endSentence, portraitWords, spread, tipSentence } = await load("toywords");
const { model, scenarios } = JSON.parse(
  readFileSync(new URL("../../data/cycle.json", import.meta.url), "utf8"),
);
const permission = model.parameters.find((/** @type {any} */ one) => one.symbol === "S");
const months = model.parameters.find((/** @type {any} */ one) => one.symbol === "push_months");
const by = (/** @type {string} */ id) => scenarios.find((/** @type {any} */ one) => one.id === id);

for (const scenario of scenarios) {
  test(`${scenario.id} ends where the pack says`, () => {
    const run = runOf(model, scenario.parameters);
    const last = run.path.at(-1);
    for (const [level, value] of Object.entries(scenario.end_state_24_months)) {
      assert.ok(Math.abs(last[level] - value) < 1e-3, `${level}: ${last[level]}, not ${value}`);
    }
    assert.ok(Math.abs(run.settles - scenario.rests_at.experience) < 2e-3);
  });
}

test("a run is said in sentences that call it a toy", () => {
  const run = runOf(model, by("three-month-pilot").parameters);
  assert.equal(endSentence(run), "Toy model: after 24 months 6 in 100 take part; it does not last.");
  assert.equal(
    tipSentence(run),
    "Tipping point: 14.4 in 100 with practice. Practice in this run reaches 13.9." +
      " Left alone, it comes to rest at 2 in 100.",
  );
  assert.match(portraitWords(run), /comes to rest at 2\.1, tips at 14\.4, comes to rest at 92\.2/);
});

test("without a trap the sentence says so", () => {
  assert.match(tipSentence(runOf(model, by("small-permission").parameters)), /^With these settings there is no tipping point/);
});

test("a start of one's own is where the path begins", () => {
  const run = runOf(model, by("look-around").parameters, [0.4, 0.02, 0.02]);
  assert.equal(run.path[0].understanding, 0.4);
});

test("shares are typed as of 100, months as months", () => {
  assert.deepEqual(readSetting(permission, "12"), { value: 0.12 });
  assert.deepEqual(readSetting(months, "1.5"), { value: 1.5 });
});

test("what cannot be a setting is told with what can", () => {
  assert.match(readSetting(permission, "31").error, /^31 is outside 0 to 30\. Give a number from 0 to 30\.$/);
  assert.match(readSetting(permission, "").error, /not a number/);
  assert.match(readSetting(months, "-1").error, /outside 0 to 24/);
});

test("labels are moved apart and keep their order", () => {
  assert.deepEqual(spread([100, 98, 20], 17, 200), [115, 98, 20]);
  assert.deepEqual(spread([200, 199, 198], 17, 200), [200, 183, 166]);
});
