// Numbers as the program reads them: a weight is the decimal that a person wrote, so that no rounding moves a point.

/**
 * Return a decimal such as "0.25" as [digits, number of decimals], null where it is no number from 0 to 1,000,000.
 * @param {string} text
 * @returns {[bigint, number] | null}
 */
export function decimal(text) {
  const found = /^(\d{1,7})(?:\.(\d{1,40}))?$/.exec(text.trim());
  if (!found || Number(text) > 1000000) return null;
  const decimals = (found[2] || "").replace(/0+$/, "");
  return [BigInt(found[1] + decimals), decimals.length];
}

/**
 * Return decimals as whole numbers in the same ratio; what is no decimal counts 0.
 * @param {string[]} texts
 */
export function whole(texts) {
  const decimals = texts.map((text) => decimal(text) ?? /** @type {[bigint, number]} */ ([0n, 0]));
  const most = Math.max(...decimals.map(([, places]) => places));
  return decimals.map(([digits, places]) => digits * 10n ** BigInt(most - places));
}

/**
 * Return Σ w·r.
 * @param {bigint[]} weights
 * @param {number[]} values
 */
export function sum(weights, values) {
  return weights.reduce((total, weight, n) => total + weight * BigInt(values[n]), 0n);
}

/**
 * Return a quotient of whole numbers of any size, to the last bit of a number.
 * @param {bigint} part
 * @param {bigint} of
 */
export function ratio(part, of) {
  return Number((part << 80n) / of) / 2 ** 80;
}

/**
 * Return a number with its sign: whole ones without a fraction, others with one digit, 0 without a sign.
 * @param {number} number
 */
export function signed(number) {
  if (!number) return "0";
  const size = Math.abs(number);
  return (number > 0 ? "+" : "−") + (Number.isInteger(size) ? size : oneDigit(size));
}

/**
 * Return a number with one digit, 6.25 and 6.75 to the even one as the program's screens have them.
 * @param {number} size
 */
function oneDigit(size) {
  const tenths = Math.floor(size * 10);
  const isTie = Number.isInteger(size * 4) && !Number.isInteger(size * 2);
  return isTie ? ((tenths + (tenths % 2)) / 10).toFixed(1) : size.toFixed(1);
}

/**
 * Return a share as a whole percentage from 0 to 99, null for all: errors larger than the model's can always be.
 * @param {import("./types").Share} share
 */
export function percentage([part, of]) {
  if (part === of) return null;
  const rounded = Number((200n * part + of) / (2n * of));
  return part > 0n ? Math.min(99, Math.max(1, rounded)) : rounded;
}

/**
 * Return words with their {names} filled in, each once: what is filled in is not read again.
 * @param {string} words
 * @param {Record<string, string | number | bigint>} values
 */
export function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (same, name) => (name in values ? String(values[name]) : same));
}
