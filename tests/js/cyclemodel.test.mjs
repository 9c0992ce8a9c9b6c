import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { load } from "./load.mjs";

const { restingState, restsOf, settlesAt, solve, tippingPoint } = await load("cyclemodel");
const { cases } = JSON.parse(readFileSync(new URL("../data/cycle_paths.json", import.meta.url), "utf8"));

const near = (/** @type {number} */ a, /** @type {number} */ b, tolerance = 1e-5) =>
  assert.ok(Math.abs(a - b) < tolerance, `${a} is not ${b}`);

for (const { settings, rests, starts_at_own_rest: own, months, path } of cases) {
  const name = `${Object.values(settings).join(" ")}${own ? "" : ", begun at the usual rest"}`;

  test(`rests and tipping points at ${name}`, () => {
    const found = restsOf(settings);
    assert.equal(found.length, rests.length);
    found.forEach((/** @type {any} */ rest, /** @type {number} */ i) => near(rest.experience, rests[i], 1e-7));
  });

  test(`the path at ${name}`, () => {
    const found = solve(settings, { months: 24, start: own ? restingState(restsOf(settings)) : path[0] });
    months.forEach((/** @type {number} */ month, /** @type {number} */ i) => {
      near(found[month].understanding, path[i][0]);
      near(found[month].engagement, path[i][1]);
      near(found[month].experience, path[i][2]);
    });
  });
}

test("three months of half the team fade, four tip", () => {
  const rests = restsOf(cases[0].settings);
  const start = restingState(rests);
  const at = (/** @type {number} */ months) =>
    settlesAt({ ...cases[0].settings, push_level: 0.5, push_months: months }, { start, rests });
  assert.ok(at(3) < tippingPoint(rests));
  assert.ok(at(4) > tippingPoint(rests));
});

test("without a trap there is no tipping point", () => {
  assert.equal(tippingPoint(restsOf(cases[5].settings)), null);
});

test("a whole redraw's worth of numbers takes a few milliseconds", () => {
  const begin = performance.now();
  const settings = { ...cases[3].settings, tau_e: 0.25 };
  for (let turn = 0; turn < 10; turn += 1) {
    const rests = restsOf(settings);
    const start = restingState(rests);
    solve(settings, { months: 24, start, perMonth: 4 });
    settlesAt(settings, { start, rests });
  }
  assert.ok((performance.now() - begin) / 10 < 100);
});
