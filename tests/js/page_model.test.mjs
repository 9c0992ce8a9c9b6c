import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./page_load.mjs";

const { WidgetModel } = await load("model");

test("what a widget sets is saved once, and only that", () => {
  const saves = [];
  const model = new WidgetModel({ answer: null, phase: "open" }, (changes) => saves.push(changes));
  model.put("phase", "closed");
  model.set("answer", { selected: ["a"] });
  model.set("answer", { selected: ["b"] });
  model.save_changes();
  model.save_changes();
  assert.deepEqual(saves, [{ answer: { selected: ["b"] } }]);
});

test("listeners hear real changes from both sides, and none that is none", () => {
  const heard = [];
  const model = new WidgetModel({ answer: { texts: [] } }, () => {});
  model.on("change:answer", (_, value) => heard.push(value));
  model.put("answer", { texts: [] });
  model.put("answer", { texts: ["x"] });
  model.set("answer", null);
  assert.deepEqual(heard, [{ texts: ["x"] }, null]);
});

test("off takes one listener away, or all of an event", () => {
  const heard = [];
  const model = new WidgetModel({ a: 1, b: 1 }, () => {});
  const first = () => heard.push("first");
  model.on("change:a change:b", first);
  model.on("change:a", () => heard.push("second"));
  model.off("change:a", first);
  model.set({ a: 2, b: 2 });
  model.off("change:a");
  model.set("a", 3);
  assert.deepEqual(heard, ["second", "first"]);
});
