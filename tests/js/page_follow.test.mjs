import assert from "node:assert/strict";
import { test } from "node:test";

import { FakeClock } from "./page_fakes.mjs";
import { load } from "./page_load.mjs";

const { ApiError } = await load("api");
const { Follower } = await load("follow");

/** Let streams and promises go on; they need turns of the loop, which fake timers leave. */
async function turns() {
  for (let i = 0; i < 5; i += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A follower whose connections are made by `open`; the newest stream can be written to. */
function setUp(t) {
  const clock = new FakeClock();
  t.after(() => clock.restore());
  const world = { opened: [], states: [], lines: [], gone: [], calls: [], refuse: null, clock };
  world.follower = new Follower({
    open: async (lastId, signal) => {
      world.opened.push(lastId);
      world.calls.push(clock.now - 1_000_000);
      if (world.swallow) {
        await new Promise((_, refuse) => signal.addEventListener("abort", refuse));
      }
      if (world.refuse) throw world.refuse;
      const { readable, writable } = new TransformStream();
      world.writer = writable.getWriter();
      signal.addEventListener("abort", () => world.writer.abort().catch(() => {}));
      return new Response(readable);
    },
    onState: (state) => world.states.push(state),
    onLine: (isConnected) => world.lines.push(isConnected),
    onGone: (error) => world.gone.push(error.status),
  });
  world.say = async (text) => {
    world.writer.write(new TextEncoder().encode(text)).catch(() => {});
    await turns();
  };
  world.pass = async (ms) => {
    clock.tick(ms);
    await turns();
  };
  return world;
}

test("states arrive, and a broken line is opened again from the last event on", async (t) => {
  const world = setUp(t);
  world.follower.start();
  await turns();
  await world.say('id: 4\nevent: state\ndata: {"seq":4}\n\n');
  await world.writer.close();
  await turns();
  await world.pass(500);
  assert.deepEqual([world.states, world.opened], [[{ seq: 4 }], [null, "4"]]);
  assert.deepEqual(world.lines, [true], "a break of moments is not worth a word");
  world.follower.stop();
});

test("after two seconds without a line the person is told", async (t) => {
  const world = setUp(t);
  world.refuse = new TypeError("Failed to fetch");
  world.follower.start();
  await turns();
  await world.pass(1999);
  assert.deepEqual(world.lines, []);
  await world.pass(1);
  assert.deepEqual(world.lines, [false]);
  world.refuse = null;
  await world.pass(4000);
  await world.say("event: ping\ndata: {}\n\n");
  assert.deepEqual(world.lines, [false, true]);
  world.follower.stop();
});

test("a line that is silent for 10 seconds is dead, one with pings is not", async (t) => {
  const world = setUp(t);
  world.follower.start();
  await turns();
  for (let i = 0; i < 5; i += 1) {
    await world.say("event: ping\ndata: {}\n\n");
    await world.pass(4_000);
  }
  assert.equal(world.opened.length, 1);
  await world.pass(6_000);
  await world.pass(500);
  assert.equal(world.opened.length, 2);
  world.follower.stop();
});

test("a server that was away for a minute is found again within three seconds", async (t) => {
  const world = setUp(t);
  world.follower.start();
  await turns();
  await world.say("event: ping\ndata: {}\n\n");
  world.refuse = new TypeError("Failed to fetch");
  await world.writer.close();
  await turns();
  for (let second = 0; second < 60; second += 1) await world.pass(1000);
  world.refuse = null;
  await world.pass(3000);
  await world.say("event: ping\ndata: {}\n\n");
  assert.deepEqual([world.lines[0], world.lines.at(-2), world.lines.at(-1)], [true, false, true]);
  world.follower.stop();
});

test("a network that swallows every call is found again within five seconds", async (t) => {
  const world = setUp(t);
  world.swallow = true;
  world.follower.start();
  for (let second = 0; second < 61; second += 1) await world.pass(1000);
  const calls = world.calls.filter((call) => call > 20_000 && call < 60_000);
  // The system repeats a lost call after 1, 3 and 7 s, for as long as the page waits for it.
  const tries = calls.flatMap((call) => [0, 1000, 3000, 7000].map((later) => call + later));
  const gaps = tries.slice(1).map((time, i) => time - tries[i]);
  assert.ok(Math.max(...gaps) <= 5000, `longest gap ${Math.max(...gaps)} ms`);
  assert.ok(calls.length > 2);
  world.follower.stop();
});

test("waking up looks at the line at once, unless it has just been heard", async (t) => {
  const world = setUp(t);
  world.follower.start();
  await turns();
  await world.say("event: ping\ndata: {}\n\n");
  world.follower.wake();
  assert.equal(world.opened.length, 1);
  await world.pass(7_000);
  world.follower.wake();
  await turns();
  assert.equal(world.opened.length, 2);
  world.follower.stop();
});

test("a device whose clock was set back still looks at the line when it wakes", async (t) => {
  const world = setUp(t);
  world.follower.start();
  await turns();
  await world.say("event: ping\ndata: {}\n\n");
  world.clock.jump = -3_600_000;
  world.follower.wake();
  await turns();
  assert.equal(world.opened.length, 2);
  world.follower.stop();
});

test("an unknown token or a deleted room ends it", async (t) => {
  const world = setUp(t);
  world.refuse = new ApiError(401, { code: "unauthorized" });
  world.follower.start();
  await turns();
  await world.pass(60_000);
  assert.deepEqual([world.gone, world.opened.length], [[401], 1]);

  world.refuse = null;
  world.follower.start();
  await turns();
  await world.say('event: gone\ndata: {"code":"unknown_room"}\n\n');
  await world.pass(60_000);
  assert.deepEqual([world.gone, world.opened.length], [[401, 404], 2]);
});

test("a 404 from something in between is a broken line, not a deleted room", async (t) => {
  const world = setUp(t);
  world.refuse = new ApiError(404, {});
  world.follower.start();
  await turns();
  await world.pass(1000);
  assert.deepEqual([world.gone, world.opened.length], [[], 2]);
  world.follower.stop();
});
