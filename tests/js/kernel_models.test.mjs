import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./page_load.mjs";

const { KernelModels } = await load("kernelmodels");

/** A line that keeps what is said, and models on it that have heard of one widget. */
function begin() {
  const said = [];
  let filled = 0;
  const models = new KernelModels({ say: (kind, content) => said.push([kind, content]) }, () => (filled += 1));
  models.ask();
  const states = { one: { state: { value: 1 } } };
  models.hear(message("comm_msg", models.control, { method: "update_states", states }));
  return { models, said, filled: () => filled };
}

const message = (msg_type, comm_id, data) => ({ header: { msg_type }, content: { comm_id, data } });

test("a page asks for all widgets at once and hears when they are here", () => {
  const { models, said, filled } = begin();
  assert.deepEqual(said.map(([kind]) => kind), ["comm_open", "comm_msg"]);
  assert.equal(said[0][1].target_name, "jupyter.widget.control");
  assert.equal(models.get("IPY_MODEL_one").get("value"), 1);
  assert.equal(filled(), 1);
});

test("what the page changes goes to the kernel", () => {
  const { models, said } = begin();
  const one = models.get("one");
  one.set("value", 2);
  one.save_changes();
  one.send({ event: "click" });
  assert.deepEqual(said.slice(2).map(([, content]) => content), [
    { comm_id: "one", data: { method: "update", state: { value: 2 }, buffer_paths: [] } },
    { comm_id: "one", data: { method: "custom", content: { event: "click" } } },
  ]);
});

test("what Python changes comes to the page, and is not sent back", () => {
  const { models, said } = begin();
  const heard = [];
  models.get("one").on("change:value", (_, value) => heard.push(value));
  models.get("one").on("msg:custom", (content) => heard.push(content));
  models.hear(message("comm_msg", "one", { method: "update", state: { value: 3 } }));
  models.hear(message("comm_msg", "one", { method: "custom", content: "word" }));
  models.hear(message("comm_msg", "one", { method: "echo_update", state: { value: 9 } }));
  models.hear(message("comm_msg", "unknown", { method: "update", state: { value: 9 } }));
  assert.deepEqual(heard, [3, "word"]);
  assert.equal(said.length, 2);
});

test("widgets come and go", () => {
  const { models } = begin();
  models.hear(message("comm_open", "two", { state: { value: 2 } }));
  assert.equal(models.get("IPY_MODEL_two").get("value"), 2);
  models.hear(message("comm_close", "two", {}));
  assert.equal(models.get("two"), undefined);
});

test("after a broken line the same models take what has changed meanwhile", () => {
  const { models, filled } = begin();
  const heard = [];
  const one = models.get("one");
  one.on("change:value", (_, value) => heard.push(value));
  models.ask();
  models.hear(message("comm_msg", models.control, { states: { one: { state: { value: 5 } } } }));
  assert.deepEqual(heard, [5]);
  assert.equal(models.get("one"), one);
  assert.equal(filled(), 2);
});
