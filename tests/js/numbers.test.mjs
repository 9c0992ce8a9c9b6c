import assert from "node:assert/strict";
import test from "node:test";

import { load } from "./load.mjs";

const { parseNumber, roundedNumber, spokenNumber, typedNumber } = await load("numbers");

const READ = [
  ["1.5", 1.5],
  ["1,5", 1.5],
  [" 12 ", 12],
  [".5", 0.5],
  ["0,125", 0.125],
  ["0.125", 0.125],
  ["-3", -3],
  ["−3", -3],
  ["30%", 30],
  ["12 000", 12000],
  ["12\u00a0000", 12000],
  ["12’000", 12000],
  ["1,234,567", 1234567],
  ["1.234.567", 1234567],
  ["1,234.5", 1234.5],
  ["1.234,5", 1234.5],
  ["1234,567", 1234.567],
  ["١٢٫٥", 12.5],
  ["۳", 3],
];
for (const [text, value] of READ) {
  test(`"${text}" is read as ${value}`, () => assert.deepEqual(parseNumber(text), { value }));
}

for (const text of ["abc", "1e3", "1.2.3", "--1", "Infinity", "NaN", "5 or 6", "1,,5", "0x10", "", "-", "."]) {
  test(`"${text}" is refused with what to write`, () => {
    assert.match(parseNumber(text).error, /is not a number\. Write it in digits/);
  });
}

test("three digits after one separator can be two numbers, and both are named", () => {
  assert.equal(parseNumber("1,500").error, "“1,500” can be read as 1500 or as 1.5. Write 1500 or 1.5.");
  assert.equal(parseNumber("12.250").error, "“12.250” can be read as 12250 or as 12.25. Write 12250 or 12.25.");
});

test("what a field shows is read back as the same number", () => {
  for (const value of [0, 0.1, 2, 1500, 12345678, 0.000001, 1e12]) {
    const read = parseNumber(typedNumber(value));
    assert.deepEqual(read, { value });
  }
  assert.equal(typedNumber(null), "");
});

test("numbers in sentences", () => {
  assert.equal(spokenNumber(1500), "1,500");
  assert.equal(spokenNumber(0.25), "0.25");
  assert.equal(roundedNumber(30.7), "31");
  assert.equal(roundedNumber(1.234), "1.2");
  assert.equal(roundedNumber(147.3), "147");
  assert.equal(roundedNumber(12345), "12,300");
  assert.equal(roundedNumber(0.0123), "0.012");
  assert.equal(roundedNumber(0), "0");
});
