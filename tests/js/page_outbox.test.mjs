import assert from "node:assert/strict";
import { test } from "node:test";

import { FakeStorage, FakeTime, settled } from "./page_fakes.mjs";
import { load } from "./page_load.mjs";

const { ApiError } = await load("api");
const { Keep } = await load("keep");
const { Outbox } = await load("outbox");

/** An outbox whose room answers what `replies` say; an open reply waits to be called. */
function setUp({ storage = new FakeStorage(), tab = "me" } = {}) {
  const world = { storage, sent: [], told: [], gone: [], replies: [], time: new FakeTime() };
  world.send = (activity, round, answer) => {
    world.sent.push([activity, round, answer]);
    const reply = world.replies.shift() ?? { seq: 1 };
    if (typeof reply === "function") return new Promise(reply);
    return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply);
  };
  world.outbox = new Outbox({
    keep: new Keep("x:", storage),
    send: world.send,
    onSaved: (entry, saved, seq) => world.told.push([entry.activity, saved.state, saved.message, saved.field, seq]),
    onGone: (error) => world.gone.push(error.status),
    tab,
    later: world.time.later,
  });
  world.states = () => world.told.map(([, state]) => state);
  return world;
}

const offline = () => new ApiError(0);
const refused = (status, body, wait) => new ApiError(status, body, wait);

test("an answer counts as saved only when the room says so", async () => {
  const world = setUp();
  let acknowledge;
  world.replies = [(resolve) => (acknowledge = resolve)];
  world.outbox.put("a", 1, "x");
  await settled();
  assert.deepEqual(world.states(), ["saving"]);
  acknowledge({ seq: 9 });
  await settled();
  assert.deepEqual(world.told.at(-1), ["a", "saved", "Saved", null, 9]);
  assert.equal(world.outbox.entry("a", 1), null);
});

test("one request at a time, and the latest value wins", async () => {
  const world = setUp();
  let acknowledge;
  world.replies = [(resolve) => (acknowledge = resolve)];
  for (const value of ["x", "xy", "xyz"]) world.outbox.put("a", 1, value);
  await settled();
  assert.deepEqual(world.sent, [["a", 1, "x"]]);
  acknowledge({ seq: 1 });
  await settled();
  assert.deepEqual(world.sent, [["a", 1, "x"], ["a", 1, "xyz"]]);
  assert.deepEqual(world.states(), ["saving", "saving", "saving", "saved"]);
});

test("answers given without a connection are sent in order, once", async () => {
  const world = setUp();
  world.replies = [offline()];
  world.outbox.put("a", 1, 1);
  await settled();
  world.replies = [offline(), offline()];
  world.outbox.put("b", 1, 2);
  world.outbox.put("a", 2, 3);
  world.outbox.put("b", 1, 4);
  await settled();
  world.sent.length = 0;
  world.replies = [];
  world.outbox.wake();
  await settled();
  await world.time.pass();
  assert.deepEqual(world.sent, [["a", 1, 1], ["a", 2, 3], ["b", 1, 4]]);
});

test("a dead line says so and is tried again by itself", async () => {
  const world = setUp();
  world.replies = [offline(), refused(503, {})];
  world.outbox.put("a", 1, "x");
  await settled();
  assert.deepEqual(world.states(), ["saving", "offline"]);
  assert.match(world.told[1][2], /^Not sent yet\. Kept on this device/);
  await world.time.pass();
  assert.match(world.told[2][2], /^The room is busy/);
  await world.time.pass();
  assert.equal(world.states().at(-1), "saved");
});

test("a reload loses nothing", async () => {
  const before = setUp();
  before.replies = [offline()];
  before.outbox.put("a", 1, "typed offline");
  await settled();
  const after = setUp({ storage: before.storage, tab: "reloaded" });
  assert.equal(after.outbox.entry("a", 1).answer, "typed offline");
  after.outbox.wake();
  await settled();
  assert.deepEqual(after.sent, []);
  await after.time.pass();
  assert.deepEqual(after.sent, [["a", 1, "typed offline"]]);
});

test("another tab's answer is left to it while it sends", async () => {
  const one = setUp({ tab: "one" });
  one.replies = [offline()];
  one.outbox.put("a", 1, "x");
  await settled();
  const two = setUp({ storage: one.storage, tab: "two" });
  two.outbox.wake();
  one.outbox.wake();
  await settled();
  await two.time.pass();
  assert.deepEqual([one.sent.length, two.sent.length], [2, 0]);
});

test("a question that is not open keeps what was typed, and sends it when it opens", async () => {
  const world = setUp();
  world.replies = [refused(409, { code: "not_open" })];
  world.outbox.put("a", 1, "late");
  await settled();
  assert.equal(world.states().at(-1), "refused");
  assert.equal(world.outbox.entry("a", 1).state, "held");
  world.outbox.wake();
  await settled();
  assert.equal(world.sent.length, 1);
  world.outbox.release("a", 1);
  await settled();
  assert.equal(world.states().at(-1), "saved");
});

test("a refusal names the control, is not repeated, and does not hold up the rest", async () => {
  const world = setUp();
  world.replies = [refused(422, { code: "out_of_bounds", message: "The lowest is 9.", field: "estimates.x.lowest" })];
  world.outbox.put("a", 1, "bad");
  world.outbox.put("b", 1, "good");
  await settled();
  assert.deepEqual(world.told[2].slice(0, 4), ["a", "refused", "The lowest is 9.", "estimates.x.lowest"]);
  assert.equal(world.told.at(-1)[1], "saved");
  assert.deepEqual(world.sent.map(([activity]) => activity), ["a", "b"]);
  assert.equal(world.outbox.entry("a", 1).answer, "bad");
});

test("a refusal of an older value does not touch the newer one", async () => {
  const world = setUp();
  let refuse;
  world.replies = [(_, reject) => (refuse = reject)];
  world.outbox.put("a", 1, "bad");
  world.outbox.put("a", 1, "good");
  refuse(refused(422, { message: "no" }));
  await settled();
  assert.deepEqual(world.states(), ["saving", "saving", "saved"]);
});

test("a busy room decides how long to wait", async () => {
  const world = setUp();
  world.replies = [refused(429, {}, 7000)];
  world.outbox.put("a", 1, "x");
  await settled();
  world.outbox.put("a", 1, "xy");
  world.outbox.wake();
  await world.time.pass(6999);
  assert.equal(world.sent.length, 1);
  await world.time.pass(7000);
  assert.deepEqual(world.sent, [["a", 1, "x"], ["a", 1, "xy"]]);
});

test("an unknown token stops sending and keeps the answers", async () => {
  const world = setUp();
  world.replies = [refused(401, { code: "unauthorized" })];
  world.outbox.put("a", 1, "x");
  await settled();
  assert.deepEqual(world.gone, [401]);
  assert.equal(world.outbox.entry("a", 1).state, "new");
});
