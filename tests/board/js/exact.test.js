// Numbers: decimals as people write them, and shares and scores as the program prints them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decimal, fill, percentage, ratio, signed, whole } from "../../../src/kbrief/board/js/exact.js";

test("a weight is a decimal from 0 to 1,000,000 and nothing else", () => {
  assert.deepEqual(decimal("0.250"), [25n, 2]);
  assert.deepEqual(decimal(" 1000000 "), [1000000n, 0]);
  for (const wrong of ["", "x", "-1", "1e3", "1000001", "0x10", "1.", ".5"]) assert.equal(decimal(wrong), null, wrong);
});

test("decimals become whole numbers in the same ratio", () => {
  assert.deepEqual(whole(["0.1", "2", "0.025"]), [100n, 2000n, 25n]);
});

test("a quotient of long numbers keeps its last bit", () => {
  assert.equal(ratio(10n ** 40n, 3n * 10n ** 40n), 1 / 3);
});

test("numbers have a sign, and one digit where they are not whole", () => {
  assert.deepEqual([0, 3, -2, 6.25, 6.75, -33.333].map(signed), ["0", "+3", "−2", "+6.2", "+6.8", "−33.3"]);
});

test("a share is never 100 %, and never 0 % where there is one case", () => {
  assert.equal(percentage([7n, 7n]), null);
  assert.deepEqual([[0n, 7n], [1n, 900n], [899n, 900n], [1n, 8n]].map(percentage), [0, 1, 99, 13]);
});

test("what is filled in is not read again", () => {
  assert.equal(fill("{a} {b} {c}", { a: "{b}", b: 2 }), "{b} 2 {c}");
});
