import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./page_load.mjs";

const { KernelLine } = await load("kernelline");
const { unpackMessage } = await load("kernelwire");

/** A browser with sockets that do nothing by themselves. */
function browser() {
  const sockets = [];
  globalThis.WebSocket = class {
    static OPEN = 1;
    constructor(address, protocols) {
      Object.assign(this, { address, protocols, readyState: 0, sent: [] });
      sockets.push(this);
    }
    send(data) { this.sent.push(unpackMessage(data).content); }
    begin() { this.readyState = 1; this.onopen(); }
    end() { this.readyState = 3; this.onclose(); }
  };
  const shown = [];
  globalThis.document = { hidden: false, addEventListener: (_, act) => shown.push(act) };
  return { sockets, show() { document.hidden = false; shown.splice(0).forEach((act) => act()); } };
}

function line() {
  const opened = [];
  const made = new KernelLine("ws://x/api/kernels/1/channels", { onOpen: () => opened.push(1), onMessage() {} });
  made.open();
  return { made, opened };
}

test("what is said before the line is open, or while it is broken, is said in order", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { sockets } = browser();
  const { made, opened } = line();
  made.say("comm_msg", 1);
  sockets[0].begin();
  made.say("comm_msg", 2);
  assert.deepEqual(sockets[0].sent, [1, 2]);
  sockets[0].end();
  made.say("comm_msg", 3);
  made.say("comm_msg", 4);
  context.mock.timers.tick(4_000);
  sockets[1].begin();
  assert.deepEqual(sockets[1].sent, [3, 4]);
  assert.equal(opened.length, 2);
  assert.equal(sockets[1].address, sockets[0].address, "the server knows the page again");
});

test("a hidden page knocks at no door until somebody looks at it", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { sockets, show } = browser();
  line();
  sockets[0].begin();
  document.hidden = true;
  sockets[0].end();
  context.mock.timers.tick(3_600_000);
  assert.equal(sockets.length, 1);
  show();
  context.mock.timers.tick(4_000);
  assert.equal(sockets.length, 2);
});
