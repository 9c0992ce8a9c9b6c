import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./page_load.mjs";

const { chartAddress } = await load("result");
const { phaseLine } = await load("screens");

const none = { has: false, isUnsent: false, isPrivate: false };

test("the phase line never claims an answer that is not in", () => {
  assert.equal(phaseLine("closed", { ...none, has: true }), "Closed. Your answer is in.");
  assert.match(phaseLine("closed", { ...none, has: true, isUnsent: true }), /kept on this device but was not sent/);
  assert.match(phaseLine("revealed", { ...none, has: true, isUnsent: true }), /was not sent/);
  assert.match(phaseLine("closed", none), /You sent no answer/);
  assert.equal(phaseLine("revealed", none), "");
  assert.equal(phaseLine("open", none), "");
  assert.match(phaseLine("waiting", none), /open this soon/);
});

test("what is never revealed stays closed", () => {
  assert.match(phaseLine("revealed", { ...none, isPrivate: true }), /^Closed\. You sent no answer/);
});

test("a private answer says that nobody else sees it", () => {
  assert.match(phaseLine("revealed", { ...none, has: true, isPrivate: true }), /nobody else sees it/);
});

test("a chart is asked for in the width that fits", () => {
  assert.equal(chartAddress("/x?format=svg", false), "/x?format=svg&width=narrow");
  assert.equal(chartAddress("/x", true), "/x?width=wide");
  assert.equal(chartAddress(null, true), null);
});
