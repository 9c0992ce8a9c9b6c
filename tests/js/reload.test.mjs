import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./page_load.mjs";

const { reloadDelay } = await load("reload");

function storage(text = null) {
  return { text, getItem() { return this.text; }, setItem(_, text) { this.text = text; } };
}

test("the first time at once, then ever later, and at once again after a quiet minute", () => {
  const kept = storage();
  const waits = [0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000].map((now) => reloadDelay(kept, now));
  assert.deepEqual(waits, [0, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  assert.equal(reloadDelay(kept, 70_000), 0);
});

test("what somebody else wrote there is no reason to fail", () => {
  assert.equal(reloadDelay(storage("not json"), 0), 0);
});
