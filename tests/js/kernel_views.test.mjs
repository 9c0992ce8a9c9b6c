import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./page_load.mjs";

const { drawn } = await load("kernelviews");
const { WidgetModel } = await load("model");

/** As much of an element as the views use. */
class FakeElement {
  children = [];
  classList = { add() {}, remove() {}, toggle() {} };
  addEventListener() {}
  setAttribute() {}
  removeAttribute() {}
  remove() {}
  insertBefore(element) {
    this.children.push(element);
  }
}

globalThis.document = { createElement: () => new FakeElement() };

/** A box with one button, each with a layout; how many listen to each of the four. */
function boxOfOne() {
  const models = {
    box: { _view_name: "VBoxView", children: ["button"], layout: "wide", _dom_classes: ["a"] },
    button: { _view_name: "ButtonView", description: "Go", layout: "tall", _dom_classes: [] },
    wide: { width: "9em" },
    tall: { height: "9em" },
  };
  for (const [name, values] of Object.entries(models)) models[name] = new WidgetModel(values, () => {});
  const shelf = { get: (name) => models[name], refuse: assert.fail };
  const listening = (name) => [...models[name].listeners.values()].reduce((sum, each) => sum + each.size, 0);
  return { models, view: drawn(models.box, shelf), listening };
}

test("a widget that leaves its box hears nothing more, the box goes on", () => {
  const { models, listening } = boxOfOne();
  assert.ok(listening("button") && listening("tall"));
  models.box.put("children", []);
  assert.deepEqual(["button", "tall"].map(listening), [0, 0]);
  assert.ok(listening("box") && listening("wide"));
});

test("when a box ends, so does everything in it", () => {
  const { models, view, listening } = boxOfOne();
  view.end();
  assert.deepEqual(Object.keys(models).map(listening), [0, 0, 0, 0]);
});
