import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./page_load.mjs";

const { packMessage, unpackMessage } = await load("kernelwire");

const message = {
  channel: "shell",
  header: { msg_id: "1", msg_type: "comm_msg" },
  parent_header: {},
  metadata: {},
  content: { comm_id: "a", data: { words: "Zoë ☂" } },
};

test("a message arrives as it was sent", () => {
  assert.deepEqual(unpackMessage(packMessage(message)), message);
});

test("the form is Jupyter's: a count, then where each part begins and the last one ends", () => {
  const data = packMessage(message);
  const view = new DataView(data);
  const word = (index) => Number(view.getBigUint64(8 * index, true));
  assert.equal(word(0), 6);
  assert.equal(word(1), 8 * 7);
  assert.equal(word(6), data.byteLength);
  assert.equal(Buffer.from(data, word(1), word(2) - word(1)).toString(), "shell");
});

test("raw parts that follow the content do not disturb", () => {
  const sent = new Uint8Array(packMessage(message));
  const longer = new Uint8Array(sent.length + 8 + 3);
  const old = new DataView(sent.buffer);
  const view = new DataView(longer.buffer);
  view.setBigUint64(0, 7n, true);
  for (let index = 1; index <= 6; index += 1) view.setBigUint64(8 * index, old.getBigUint64(8 * index, true) + 8n, true);
  view.setBigUint64(8 * 7, BigInt(longer.length), true);
  longer.set(sent.subarray(8 * 7), 8 * 8);
  assert.deepEqual(unpackMessage(longer.buffer), message);
});
