import assert from "node:assert/strict";
import { test } from "node:test";

import { FakeClock } from "./page_fakes.mjs";
import { load } from "./load.mjs";

const { RoomClock, moment, mostSince } = await load("clock");

test("a room's timer runs on when the device's clock is set", (t) => {
  const device = new FakeClock();
  t.after(() => device.restore());
  const room = new RoomClock();
  room.set(5_000);
  device.jump = 86_400_000;
  device.tick(20_000);
  assert.equal(room.until(5_060), 40);
});

test("a state that is old when it comes, or looked at again, does not set the clock back", (t) => {
  const device = new FakeClock();
  t.after(() => device.restore());
  const room = new RoomClock();
  room.set(5_000);
  device.tick(20_000);
  room.set(5_000);
  room.set(5_011);
  assert.equal(room.until(5_060), 40);
  room.set(5_022);
  assert.equal(room.until(5_060), 38);
});

test("the clock follows the server's when that is set", (t) => {
  const device = new FakeClock();
  t.after(() => device.restore());
  const room = new RoomClock();
  room.set(5_000);
  device.tick(1_000);
  room.set(1_401);
  assert.equal(room.until(1_461), 60);
  room.set(9_001);
  assert.equal(room.until(9_061), 60);
});

test("a sleep counts as time, whichever clock stood still, and a jump does either way", (t) => {
  const device = new FakeClock();
  t.after(() => device.restore());
  const then = moment();
  device.tick(2_000);
  assert.equal(mostSince(then), 2_000);
  device.jump = 30_000;
  assert.equal(mostSince(then), 32_000);
  device.jump = -30_000;
  assert.equal(mostSince(then), 28_000);
});
