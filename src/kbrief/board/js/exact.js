// Numbers as the program reads them: a weight is the decimal that a person wrote, so that no rounding moves a point.

/** Return a decimal such as "0.25" as [digits as BigInt, number of decimals], null where it is no number from 0 to 1,000,000. */
function decimal(text) {
  const found = /^(\d{1,7})(?:\.(\d{1,40}))?$/.exec(text.trim());
  if (!found || Number(text) > 1000000) return null;
  const decimals = (found[2] || "").replace(/0+$/, "");
  return [BigInt(found[1] + decimals), decimals.length];
}

/** Return decimals as whole numbers in the same ratio. */
function whole(decimals) {
  const most = Math.max(...decimals.map(([, places]) => places));
  return decimals.map(([digits, places]) => digits * 10n ** BigInt(most - places));
}

/** Return Σ w·r; a tally counts each weight as 1. */
function sum(weights, values) {
  return weights.reduce((total, weight, n) => total + weight * BigInt(values[n]), 0n);
}

/** Return a quotient of whole numbers of any size, to the last bit of a number. */
function ratio(part, of) {
  return Number((part << 80n) / of) / 2 ** 80;
}

/** Return a number with its sign: whole ones without a fraction, others with one digit, 0 without a sign. */
function signed(number) {
  if (!number) return "0";
  const size = Math.abs(number);
  return (number > 0 ? "+" : "−") + (Number.isInteger(size) ? size : oneDigit(size));
}

/** Return a number with one digit, 6.25 and 6.75 to the even one as the program's screens have them. */
function oneDigit(size) {
  const tenths = Math.floor(size * 10);
  const isTie = Number.isInteger(size * 4) && !Number.isInteger(size * 2);
  return isTie ? ((tenths + (tenths % 2)) / 10).toFixed(1) : size.toFixed(1);
}

/** Return words with their {names} filled in, each once: what is filled in is not read again. */
function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (same, name) => (name in values ? values[name] : same));
}
