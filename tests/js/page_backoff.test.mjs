import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./page_load.mjs";

const { askedDelay, backoffDelay } = await load("backoff");

test("waits grow up to three seconds", () => {
  const most = [0, 1, 2, 3, 4, 50].map((attempt) => backoffDelay(attempt, () => 0.999999));
  assert.deepEqual(most.map(Math.round), [500, 1000, 2000, 3000, 3000, 3000]);
});

test("waits are spread over half their length, so that a room does not come back at once", () => {
  assert.equal(backoffDelay(3, () => 0), 1500);
});

test("Retry-After counts when it is a sensible number of seconds", () => {
  const given = ["3", "0", "-1", "soon", null, "999999"].map(askedDelay);
  assert.deepEqual(given, [3000, 0, 0, 0, 0, 60_000]);
});
