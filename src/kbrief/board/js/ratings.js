// The ratings that count: what is rated, what events shift, and what of it is stated. The same rules as the program's.

/** @typedef {import("./types").Data} Data */
/** @typedef {import("./types").Reading} Reading */
/** @typedef {import("./types").Letter} Letter */

const MOST = 2;
/** @type {Reading} */
const UNKNOWN = [0, -1];
/** @type {Record<Letter, number>} */
const SURENESS = { s: 0, i: 1, o: 2, u: 2 };

/**
 * Return a value held within the scale.
 * @param {number} value
 */
export function clip(value) {
  return Math.max(-MOST, Math.min(MOST, value));
}

/**
 * Return the middle value; of two the one nearer to zero, and 0 where they point in opposite directions.
 * @param {number[]} values
 */
export function middle(values) {
  const ordered = [...values].sort((a, b) => a - b);
  const low = ordered[(ordered.length - 1) >> 1], high = ordered[ordered.length >> 1];
  return low > 0 ? low : Math.min(high, 0);
}

/**
 * Return the letter of a reading's basis.
 * @param {Data} data
 * @param {Reading} reading
 * @returns {Letter}
 */
export function letterOf(data, reading) {
  return reading[1] < 0 ? "u" : data.bases[reading[1]][0];
}

/**
 * Return the readings of a point on a criterion for an audience, none where nothing is said.
 * @param {import("./types").Point} point
 * @param {number} criterion
 * @param {number | null} who
 * @returns {Reading[]}
 */
export function readingsOf(point, criterion, who) {
  const rated = point.ratings[criterion];
  if (Array.isArray(rated)) return rated;
  return who === null ? [] : rated.by[who];
}

/** @type {WeakMap<Data, [number, ...number[]][][]>} */
const shiftTables = new WeakMap();

/**
 * Return by point the shifts of it as [event, criterion, audience, steps, basis], made once.
 * @param {Data} data
 */
function shiftsByPoint(data) {
  const known = shiftTables.get(data);
  if (known) return known;
  /** @type {[number, ...number[]][][]} */
  const table = data.points.map(() => []);
  data.events.forEach((event, n) => {
    for (const [point, ...rest] of event.shifts) table[point].push([n, ...rest]);
  });
  shiftTables.set(data, table);
  return table;
}

/**
 * Return the shifts that count as [event, steps, basis]: of one group only the largest, the first of equals.
 * @param {Data} data
 * @param {number} point
 * @param {number} criterion
 * @param {import("./types").Setting} setting
 * @returns {[number, number, number][]}
 */
export function shiftsOf(data, point, criterion, setting) {
  const own = shiftsByPoint(data)[point];
  if (!own.length || setting.who === null || setting.isStated) return [];
  const here = own.filter(([, k, who]) => k === criterion && who === setting.who);
  /** @type {Map<string | number, [number, number, number]>} */
  const best = new Map();
  for (const event of setting.events) {
    const found = here.find(([n]) => n === event);
    if (!found) continue;
    const key = data.events[event].group ?? event, before = best.get(key);
    if (!before || Math.abs(found[3]) > Math.abs(before[1])) best.set(key, [event, found[3], found[4]]);
  }
  return [...best.values()];
}

/**
 * Return the readings that count: those with a view, inferred ones only where inference counts.
 * @param {Data} data
 * @param {Reading[]} readings
 * @param {boolean} isStated
 */
function counting(data, readings, isStated) {
  const wanted = isStated ? "s" : "sio";
  const found = readings.filter((reading) => wanted.includes(letterOf(data, reading)));
  return found.length ? found : [UNKNOWN];
}

/**
 * Return a rating as it counts: its readings after shifts, the value that counts, and its stated part.
 * @param {Data} data
 * @param {number} point
 * @param {number} criterion
 * @param {import("./types").Setting} setting
 * @returns {import("./types").Rating}
 */
export function ratingOf(data, point, criterion, setting) {
  const claims = counting(data, readingsOf(data.points[point], criterion, setting.who), setting.isStated);
  const shifts = shiftsOf(data, point, criterion, setting);
  const by = shifts.reduce((total, [, steps]) => total + steps, 0);
  const letters = claims.map((claim) => letterOf(data, claim));
  const least = Math.max(0, ...shifts.map(([, , basis]) => SURENESS[data.bases[basis][0]]));
  const isAgreed = claims.every(([value]) => value === claims[0][0]);
  const surest = Math.min(...letters.map((letter) => SURENESS[letter]));
  const stated = claims.filter((_, n) => letters[n] === "s").map(([value]) => value);
  return {
    value: middle(claims.map(([value]) => clip(value + by))),
    stated: stated.length ? middle(stated) : 0,
    letter: basisOf(letters, shifts.length > 0, isAgreed),
    isOutside: shifts.some(([, , basis]) => data.bases[basis][0] === "o") ||
      (isAgreed ? surest === 2 && letters.includes("o") : letters.includes("o")),
    isContested: !isAgreed,
    readings: isAgreed
      ? [[clip(claims[0][0] + by), Math.max(surest, least)]]
      : claims.map(([value], n) => [clip(value + by), Math.max(SURENESS[letters[n]], least)]),
    claims,
    shifts,
  };
}

/**
 * Return s(tated) where every reading is, or one that all agree with; a shifted rating is i(nferred).
 * @param {Letter[]} letters
 * @param {boolean} isShifted
 * @param {boolean} isAgreed
 * @returns {"s" | "i" | "u"}
 */
function basisOf(letters, isShifted, isAgreed) {
  const hasStated = letters.includes("s");
  if (!isShifted && letters[0] === "u") return "u";
  if (isShifted || !hasStated) return "i";
  return isAgreed || letters.every((letter) => letter === "s") ? "s" : "i";
}

/**
 * Return the numbers of the paragraphs that some readings name, each once.
 * @param {Data} data
 * @param {Reading[]} readings
 */
export function citesOf(data, readings) {
  return [...new Set(readings.flatMap(([, basis]) => (basis < 0 ? [] : data.bases[basis][2])))];
}

/**
 * Return the paragraphs that state a rating as it was before any shift, none that speaks against that.
 * @param {Data} data
 * @param {import("./types").Rating} rating
 */
export function statedCites(data, rating) {
  const { claims } = rating;
  const stated = claims.filter((claim) => letterOf(data, claim) === "s");
  if (!rating.isContested) return stated.length ? citesOf(data, claims) : [];
  return citesOf(data, stated.filter(([value]) => Math.sign(value) === Math.sign(rating.stated)));
}
