// How sure a place is: against errors in ratings and weights, and what would flip it. Exact, as the program counts.

import { EMPHASIZE, HOLD, listAt, MINIMIZE, onScale } from "./rank.js";
import { clip } from "./ratings.js";

/** @typedef {import("./types").Place} Place */
/** @typedef {import("./types").Weighting} Weighting */
/** @typedef {import("./types").Share} Share */
/** @typedef {[number, bigint][]} Spots Values that a rating may have, each with its cases. */

/** How likely each error is, from the lowest step to the highest, by the sureness of a reading. */
const CHANCES = [[1, 2, 1], [1, 1, 1], [1, 1, 1, 1, 1]];

/**
 * Return the largest number that divides both.
 * @param {bigint} a
 * @param {bigint} b
 * @returns {bigint}
 */
function gcd(a, b) {
  return b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b);
}

/**
 * Return the values that a rating with these readings may have, each with its cases.
 * @param {[number, number][]} readings
 * @returns {Spots}
 */
export function spotsOf(readings) {
  const totals = readings.map(([, sureness]) => BigInt(CHANCES[sureness].reduce((a, b) => a + b)));
  const common = totals.reduce((a, b) => (a / gcd(a, b)) * b);
  /** @type {Map<number, bigint>} */
  const spots = new Map();
  readings.forEach(([value, sureness], n) => {
    const chances = CHANCES[sureness], reach = chances.length >> 1;
    chances.forEach((chance, k) => {
      const spot = clip(value + k - reach);
      spots.set(spot, (spots.get(spot) ?? 0n) + (BigInt(chance) * common) / totals[n]);
    });
  });
  return [...spots].sort(([a], [b]) => a - b);
}

/**
 * Return the sums that occur, rising, with the cases of each or more.
 * @param {[bigint, Spots][]} doubts
 * @returns {[bigint, bigint][]}
 */
function tailsOf(doubts) {
  /** @type {Map<bigint, bigint>} */
  let spread = new Map([[0n, 1n]]);
  for (const [weight, spots] of doubts) {
    /** @type {Map<bigint, bigint>} */
    const wider = new Map();
    for (const [value, times] of spots) {
      const step = weight * BigInt(value);
      for (const [total, cases] of spread) wider.set(total + step, (wider.get(total + step) ?? 0n) + cases * times);
    }
    spread = wider;
  }
  const rows = [...spread].sort(([a], [b]) => (a < b ? -1 : 1));
  for (let n = rows.length - 2; n >= 0; n--) rows[n][1] += rows[n + 1][1];
  return rows;
}

/**
 * Return in how many cases the sum over two halves is on a list or above it.
 * @param {[bigint, bigint][]} few
 * @param {[bigint, bigint][]} many
 * @param {(total: bigint) => boolean} reaches
 */
function casesOf(few, many, reaches) {
  let found = 0n;
  few.forEach(([total, tail], n) => {
    let low = 0, high = many.length;
    while (low < high) {
      const half = (low + high) >> 1;
      if (reaches(total + many[half][0])) high = half;
      else low = half + 1;
    }
    const cases = tail - (n + 1 < few.length ? few[n + 1][1] : 0n);
    if (low < many.length) found += cases * many[low][1];
  });
  return found;
}

/** @type {Map<string, Share>} */
const knownShares = new Map();

/**
 * Return in how many of how many cases a point keeps its list if each rating is off by what its basis allows.
 * @param {Place} place
 * @param {Weighting} weighting
 * @returns {Share}
 */
export function stability(place, weighting) {
  const { weights, threshold } = weighting;
  const counted = place.ratings.map(({ readings }, k) => [weights[k], readings]).filter(([weight]) => weight);
  const key = `${place.list} ${weighting.all} ${threshold} ${counted.join(";")}`;
  const known = knownShares.get(key);
  if (known) return known;
  const share = countCases(place, weighting);
  if (knownShares.size > 20000) knownShares.clear();
  knownShares.set(key, share);
  return share;
}

/**
 * Return the same, counted.
 * @param {Place} place
 * @param {Weighting} weighting
 * @returns {Share}
 */
function countCases(place, weighting) {
  const doubts = place.ratings.flatMap(({ readings }, k) =>
    weighting.weights[k] ? [/** @type {[bigint, Spots]} */ ([weighting.weights[k], spotsOf(readings)])] : []);
  const half = doubts.length >> 1;
  const few = tailsOf(doubts.slice(0, half)), many = tailsOf(doubts.slice(half));
  const cases = few[0][1] * many[0][1];
  const up = casesOf(few, many, (total) => listAt(total, weighting) === EMPHASIZE);
  if (place.list === EMPHASIZE) return [up, cases];
  const notLow = casesOf(few, many, (total) => listAt(total, weighting) !== MINIMIZE);
  return place.list === MINIMIZE ? [cases - notLow, cases] : [notLow - up, cases];
}

/**
 * Return the fewest one-step changes of ratings not stated, or contested, that move the point, null if none can.
 * @param {Place} place
 * @param {Weighting} weighting
 * @returns {import("./types").Flip | null}
 */
export function flip(place, weighting) {
  const ways = place.list === HOLD ? [1, -1] : [place.list === EMPHASIZE ? -1 : 1];
  const found = ways.flatMap((direction) => moved(place, weighting, direction) ?? []);
  return found.reduce((/** @type {import("./types").Flip | null} */ best, way) =>
    (best && best.distance <= way.distance ? best : way), null);
}

/**
 * Move a point off its list in one direction, heaviest steps first, which takes the fewest.
 * @param {Place} place
 * @param {Weighting} weighting
 * @param {number} direction
 * @returns {import("./types").Flip | null}
 */
function moved(place, weighting, direction) {
  const { weights } = weighting;
  const free = place.ratings.map((rating, k) => ({ rating, k, weight: weights[k] }))
    .filter(({ rating, weight }) => weight && (rating.letter !== "s" || rating.isContested))
    .sort((a, b) => (a.weight === b.weight ? 0 : a.weight > b.weight ? -1 : 1));
  /** @type {import("./types").Change[]} */
  const changes = [];
  let total = place.total, distance = 0;
  for (const { rating, k, weight } of free) {
    let value = rating.value;
    while (listAt(total, weighting) === place.list && Math.abs(value + direction) <= 2) {
      value += direction;
      total += BigInt(direction) * weight;
    }
    if (value !== rating.value) changes.push([k, rating.value, value]);
    distance += Math.abs(value - rating.value);
  }
  const list = listAt(total, weighting);
  return list === place.list ? null : { changes, list, distance };
}

/**
 * Return the share of all weightings of the criteria that leave a point on its list.
 * @param {Place} place
 * @param {Weighting} weighting
 * @returns {Share}
 */
export function weightStability(place, weighting) {
  const values = place.ratings.flatMap(({ value }, k) => (weighting.weights[k] ? [value] : []));
  const [up, all] = shareAbove(values, weighting), [down, whole] = shareAbove(values.map((value) => -value), weighting);
  if (place.list === EMPHASIZE) return [up, all];
  return place.list === MINIMIZE ? [down, whole] : [all * whole - up * whole - down * all, all * whole];
}

/**
 * Return the share of the simplex where the weighted mean reaches the threshold (Varsi 1973; Ali 1973).
 * @param {number[]} values
 * @param {Weighting} weighting
 * @returns {Share}
 */
function shareAbove(values, weighting) {
  const one = { ...weighting, all: 1n };
  const reaches = values.map((value) => {
    const [score, line] = onScale(BigInt(value), one);
    return score - line;
  });
  const above = reaches.filter((reach) => reach >= 0n), below = reaches.filter((reach) => reach < 0n);
  if (!below.length || !above.length) return [below.length ? 0n : 1n, 1n];
  /** @type {Share[]} */
  const short = [[1n, 1n], ...above.map(() => /** @type {Share} */ ([0n, 1n]))];
  for (const x of below) {
    above.forEach((y, j) => {
      const [a, b] = short[j + 1], [c, d] = short[j];
      const part = y * a * d - x * c * b, of = (y - x) * b * d, common = gcd(part, of);
      short[j + 1] = [part / common, of / common];
    });
  }
  const [part, of] = short[short.length - 1];
  return [of - part, of];
}
