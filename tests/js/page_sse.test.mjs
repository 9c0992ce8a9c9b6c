import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./page_load.mjs";

const { EventParser } = await load("sse");

function parse(...pieces) {
  const events = [];
  const parser = new EventParser((event) => events.push(event));
  for (const piece of pieces) parser.push(piece);
  return events;
}

test("an event has a name, data and an id", () => {
  assert.deepEqual(parse('id: 7\nevent: state\ndata: {"seq":7}\n\n'), [
    { event: "state", data: '{"seq":7}', id: "7" },
  ]);
});

test("pieces may be cut anywhere, also inside a line end", () => {
  const text = "id: 7\r\nevent: state\r\ndata: né\r\n\r\nevent: ping\r\ndata: {}\r\n\r\n";
  for (let cut = 0; cut <= text.length; cut += 1) {
    const events = parse(text.slice(0, cut), text.slice(cut));
    assert.deepEqual(events.map(({ event, data }) => [event, data]), [["state", "né"], ["ping", "{}"]]);
  }
});

test("comments and events without data say nothing", () => {
  assert.deepEqual(parse(": hello\n\nevent: state\n\n"), []);
});

test("lines of data are joined, and one space after the colon is not data", () => {
  assert.equal(parse("data: a\ndata:  b\ndata\n\n")[0].data, "a\n b\n");
});

test("an event that has not ended is kept back", () => {
  assert.deepEqual(parse("data: a\n"), []);
});
