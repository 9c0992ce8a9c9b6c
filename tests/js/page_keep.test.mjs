import assert from "node:assert/strict";
import { test } from "node:test";

import { FakeStorage } from "./page_fakes.mjs";
import { load } from "./page_load.mjs";

const { Keep } = await load("keep");

test("values come back, apart for each room", () => {
  const storage = new FakeStorage();
  const [one, other] = [new Keep("one:", storage), new Keep("other:", storage)];
  one.set("draft:a:1", { texts: ["<b>"] });
  assert.deepEqual(one.get("draft:a:1"), { texts: ["<b>"] });
  assert.equal(other.get("draft:a:1"), null);
  assert.deepEqual(one.names("draft:"), ["draft:a:1"]);
});

test("forgetting a room leaves the others", () => {
  const storage = new FakeStorage();
  const [one, other] = [new Keep("one:", storage), new Keep("other:", storage)];
  one.set("a", 1);
  one.set("b", 2);
  other.set("a", 3);
  one.forget();
  assert.deepEqual([one.names(""), other.get("a")], [[], 3]);
});

test("without storage, or with a full one, values live in memory and it says so", () => {
  const storage = new FakeStorage();
  storage.full = true;
  for (const keep of [new Keep("x:", null), new Keep("x:", storage)]) {
    keep.set("a", 1);
    assert.deepEqual([keep.get("a"), keep.names(""), keep.lasting], [1, ["a"], false]);
    keep.remove("a");
    assert.equal(keep.get("a"), null);
  }
});

test("what somebody wrote there by hand does not break the page", () => {
  const storage = new FakeStorage();
  storage.setItem("x:a", "{not json");
  assert.equal(new Keep("x:", storage).get("a"), null);
});

test("it reads another tab's changes", () => {
  const keep = new Keep("x:", new FakeStorage());
  assert.deepEqual(keep.changed({ key: "x:a", newValue: "[1]" }), { name: "a", value: [1] });
  assert.deepEqual(keep.changed({ key: "x:a", newValue: null }), { name: "a", value: null });
  assert.equal(keep.changed({ key: "y:a", newValue: "1" }), null);
  assert.equal(keep.changed({ key: null, newValue: null }), null);
});
