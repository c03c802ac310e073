// Where points stand: each from its own ratings alone, then the lists with their order and ties.

import { decimal, ratio, sum, whole } from "./exact.js";
import { ratingOf } from "./ratings.js";

/** @typedef {import("./types").Data} Data */
/** @typedef {import("./types").Place} Place */
/** @typedef {import("./types").Weighting} Weighting */

export const EMPHASIZE = 0, HOLD = 1, MINIMIZE = 2;
/** The ways to treat a point, in the order in which equals are preferred. */
const TREATMENTS = [HOLD, EMPHASIZE, MINIMIZE];

/**
 * Return the weighting for weights as people write them.
 * @param {Data} data
 * @param {string[]} texts
 * @returns {Weighting}
 */
export function weightingOf(data, texts) {
  const weights = whole(texts);
  return {
    weights,
    all: weights.reduce((a, b) => a + b, 0n),
    threshold: /** @type {[bigint, number]} */ (decimal(data.threshold)),
    isEven: weights.every((weight) => weight === weights[0]),
  };
}

/**
 * Return Σ w·r and the threshold on one scale of whole numbers: S ≥ T is 100·Σwr / (2·Σw) ≥ T.
 * @param {bigint} total
 * @param {Weighting} weighting
 * @returns {[bigint, bigint]}
 */
export function onScale(total, { all, threshold: [digits, places] }) {
  return [100n * total * 10n ** BigInt(places), digits * 2n * all];
}

/**
 * Return the list for Σ w·r.
 * @param {bigint} total
 * @param {Weighting} weighting
 */
export function listAt(total, weighting) {
  const [score, line] = onScale(total, weighting);
  if (score >= line) return EMPHASIZE;
  return score <= -line ? MINIMIZE : HOLD;
}

/**
 * Return where a point stands, not yet ranked.
 * @param {Data} data
 * @param {number} point
 * @param {import("./types").Setting} setting
 * @param {Weighting} weighting
 * @returns {Place}
 */
export function placeOf(data, point, setting, weighting) {
  const { weights, all, isEven } = weighting;
  const ratings = data.criteria.map((_, k) => ratingOf(data, point, k, setting));
  const total = sum(weights, ratings.map((rating) => rating.value));
  const stated = sum(weights, ratings.map((rating) => rating.stated));
  /** @param {bigint} found */
  const read = (found) => (isEven ? Number(found / weights[0]) : ratio(100n * found, 2n * all));
  const [score, line] = onScale(total, weighting);
  return {
    point, ratings, total, list: listAt(total, weighting), statedList: listAt(stated, weighting), whole: read(total),
    stated: read(stated), isTally: isEven, isEdge: score === line || score === -line, rank: 0,
  };
}

/**
 * Return the place of every point, in the order of the file.
 * @param {Data} data
 * @param {import("./types").Setting} setting
 * @param {Weighting} weighting
 */
export function rank(data, setting, weighting) {
  const places = data.points.map((_, point) => placeOf(data, point, setting, weighting));
  for (const list of [EMPHASIZE, HOLD, MINIMIZE]) giveRanks(places.filter((place) => place.list === list), list === MINIMIZE);
  return places;
}

/**
 * Give the places of one list their ranks, the strongest first; equals share a rank and stand in the order of the file.
 * @param {Place[]} places
 * @param {boolean} isRising
 */
function giveRanks(places, isRising) {
  places.sort((a, b) => (a.total === b.total ? 0 : a.total < b.total === isRising ? -1 : 1));
  places.forEach((place, n) => {
    place.rank = n && places[n - 1].total === place.total ? places[n - 1].rank : n + 1;
  });
}

/**
 * Return the places of a list in their order.
 * @param {Place[]} places
 * @param {number} list
 */
export function on(places, list) {
  return places.filter((place) => place.list === list).sort((a, b) => a.rank - b.rank || a.point - b.point);
}

/**
 * Return the places of points that a source puts on a list and that stand on another.
 * @param {Data} data
 * @param {Place[]} places
 * @param {number} list
 */
export function displaced(data, places, list) {
  return places.filter((place) => place.list !== list && data.points[place.point].lists.includes(list));
}

/**
 * Return the treatment of a point with the smallest worst regret over its places, and whether it costs nothing.
 * @param {Place[]} row
 * @param {Weighting} weighting
 * @returns {[number, boolean]}
 */
export function treatment(row, weighting) {
  const scores = row.map((place) => onScale(place.total, weighting)[0]), [, line] = onScale(0n, weighting);
  const regrets = TREATMENTS.map((list) =>
    scores.reduce((worst, score) => {
      const size = score < 0n ? -score : score, best = size > line ? size - line : 0n;
      const own = list === HOLD ? 0n : (list === EMPHASIZE ? score : -score) - line;
      return best - own > worst ? best - own : worst;
    }, 0n),
  );
  const [least] = [...regrets].sort((a, b) => Number(a > b) - Number(a < b));
  return [TREATMENTS[regrets.indexOf(least)], least === 0n];
}

/**
 * Return the list of a point if all audiences decide together, and the numbers of those that block it.
 * @param {Place[]} row
 * @returns {[number, number[]]}
 */
export function joint(row) {
  const blockers = row.flatMap((place, who) => (place.list === MINIMIZE ? [who] : []));
  if (blockers.length) return [MINIMIZE, blockers];
  return [row.every((place) => place.list === EMPHASIZE) ? EMPHASIZE : HOLD, []];
}
