import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./page_load.mjs";

const { timerNews, timerText } = await load("timer");

test("a timer speaks in minutes", () => {
  assert.equal(timerText(240), "About 4 min left");
  assert.equal(timerText(89), "About 1 min left");
  assert.equal(timerText(60), "Less than a minute left");
  assert.equal(timerText(1), "Less than a minute left");
  assert.match(timerText(0), /^Time is up\. You can still finish/);
});

test("it is announced at one minute and at the end, and not in between", () => {
  const announced = [];
  for (let left = 90; left > -5; left -= 1) announced.push(timerNews(left + 1, left));
  assert.deepEqual(announced.filter(Boolean), ["One minute left.", "Time is up."]);
});

test("more time is announced, a new timer is not", () => {
  assert.equal(timerNews(10, 130), "More time: about 2 min left.");
  assert.equal(timerNews(null, 130), null);
});
