// What the page says of a place in words: its number, its parts, its marks, who is for it and who against.

import { fill, percentage, signed } from "./exact.js";
import { HOLD, MINIMIZE } from "./rank.js";
import { citesOf, readingsOf, statedCites } from "./ratings.js";

/** @typedef {import("./types").Data} Data */
/** @typedef {import("./types").Place} Place */
/** @typedef {import("./types").Reading} Reading */

/**
 * Return a share as the program prints it.
 * @param {Data} data
 * @param {import("./types").Share} share
 */
export function percent(data, share) {
  const number = percentage(share);
  return number === null ? data.say.certain : fill(data.say.percent, { number });
}

/**
 * Return paragraphs in a row, by number.
 * @param {Data} data
 * @param {number[]} cites
 */
export function citations(data, cites) {
  return cites.map((cite) => data.paragraphs[cite][0]).join(", ");
}

/**
 * Return the mark of a basis without its brackets: its paragraphs where stated, else what it is.
 * @param {Data} data
 * @param {number} basis
 */
export function markOf(data, basis) {
  const [letter, , cites] = data.bases[basis];
  return letter === "s" ? citations(data, cites) : data.say[letter];
}

/**
 * Return the marks of what a place rests on as [letter, text]: stated paragraphs, then the rest.
 * @param {Data} data
 * @param {Place} place
 * @returns {[string, string][]}
 */
export function marksOf(data, place) {
  const stated = [...new Set(place.ratings.flatMap((rating) => statedCites(data, rating)))];
  const letters = place.ratings.map((rating) => (rating.isOutside ? "o" : rating.letter));
  const rest = ["i", "o", "u"].filter((letter) => letters.some((found) => found === letter));
  return [
    ...(stated.length ? [/** @type {[string, string]} */ (["s", citations(data, stated)])] : []),
    ...rest.map((letter) => /** @type {[string, string]} */ ([letter, data.say[letter]])),
  ];
}

/**
 * Return who is for a point and who against, a line for each contested criterion; else stated paragraphs that differ.
 * @param {Data} data
 * @param {Place} place
 */
export function sidesOf(data, place) {
  const contested = place.ratings.filter((rating) => rating.isContested);
  if (contested.length) {
    return contested.map(({ claims }) => sidesLine(data, [1, -1, 0].map((sign) =>
      claims.filter(([value]) => Math.sign(value) === sign).map((reading) => whoReads(data, reading)).join(", "))));
  }
  /** @param {number} sign */
  const cited = (sign) => [...new Set(place.ratings.flatMap((rating) =>
    (Math.sign(rating.stated) === sign ? statedCites(data, rating) : [])))];
  const pro = cited(1), con = cited(-1);
  if (!pro.length || !con.length || pro.some((cite) => con.includes(cite))) return [];
  return [sidesLine(data, [citations(data, pro), citations(data, con), ""])];
}

/**
 * Return a line from who is for, against, and neither.
 * @param {Data} data
 * @param {string[]} parts
 */
function sidesLine(data, parts) {
  const words = [data.say.for, data.say.against, data.say.neutral];
  return parts.flatMap((names, n) => (names ? [fill(words[n], { names })] : [])).join(" · ");
}

/**
 * Return who makes a reading: its paragraphs, a name, or that it is judgment.
 * @param {Data} data
 * @param {Reading} reading
 */
function whoReads(data, reading) {
  const who = citations(data, citesOf(data, [reading])) || reading[2] || data.say.our_judgment;
  return fill(data.say.reading, { who, value: signed(reading[0]) });
}

/**
 * Return what the number of a point is, and whether it stands exactly on the line.
 * @param {Data} data
 * @param {Place} place
 */
export function unitOf(data, place) {
  const unit = place.isTally ? data.say.tally : data.say.score;
  return place.isEdge ? `${unit}, ${data.say.edge}` : unit;
}

/**
 * Return the stated and the inferred part of a point's number.
 * @param {Data} data
 * @param {Place} place
 */
export function partsOf(data, place) {
  return fill(data.say.parts, { stated: signed(place.stated), inferred: signed(place.whole - place.stated) });
}

/**
 * Return the paragraphs in which a source asks for a point.
 * @param {Data} data
 * @param {number} point
 * @param {number | null} who
 */
function asking(data, point, who) {
  const readings = data.criteria.flatMap(([, , , isRequest], k) =>
    (isRequest ? readingsOf(data.points[point], k, who) : []));
  return citesOf(data, readings.filter(([value, basis]) => data.bases[basis][0] === "s" && value >= 1));
}

/**
 * Return what a row has to say: who is for it and against, that inference moved it, that a source asks for it.
 * @param {Data} data
 * @param {Place} place
 * @param {number | null} who
 */
export function notesOf(data, place, who) {
  const notes = sidesOf(data, place).map((line) => `${line}.`);
  if (place.list !== place.statedList) {
    notes.push(fill(data.say.moved_here, { list: data.lists[place.statedList][1], tally: signed(place.stated) }));
  }
  const cites = place.list === MINIMIZE ? citations(data, asking(data, place.point, who)) : "";
  if (cites) notes.push(fill(data.say.asked, { cites }));
  return notes;
}

/**
 * Return why a point is not where the source lists it: inference moved it, or with it the reader's own weights.
 * @param {Data} data
 * @param {Place} place
 * @param {boolean} isWeighed
 */
export function elsewhereOf(data, place, isWeighed) {
  const words = isWeighed ? data.say.by_weights : data.say.listed_elsewhere;
  return fill(words, { list: data.lists[place.list][1], inferred: signed(place.whole - place.stated) });
}

/**
 * Return where all audiences together put a point, and who blocks it.
 * @param {Data} data
 * @param {[number, number[]]} joint
 */
export function jointLine(data, [list, blockers]) {
  const names = blockers.map((who) => data.administrations[who][1]).join(", ");
  return fill(names ? data.say.joint : data.say.joint_free, { list: data.lists[list][1], names });
}

/**
 * Return how to treat a point for all audiences, in words.
 * @param {Data} data
 * @param {[number, boolean]} treatment
 */
export function treatmentText(data, [list, isFree]) {
  const name = data.lists[list ?? HOLD][1];
  return isFree ? fill(data.say.no_regret, { list: name }) : name;
}
