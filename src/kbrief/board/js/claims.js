// Claims by their paths, as lines with a mark that leads to a trace.

import { data, shown } from "./data.js";
import { make } from "./dom.js";
import { fill, signed } from "./exact.js";
import { readingsOf } from "./ratings.js";
import { settingOf } from "./state.js";
import { citations, markOf } from "./words.js";

/** @typedef {{ says: string, basis: number }} Said A claim: what it says, and the number of its basis. */

/**
 * Return what a claim says, by its path: a text, a rating, one of several readings, or a shift.
 * @param {string} path
 * @returns {Said}
 */
export function claimAt(path) {
  const claim = data.claims[path];
  if (claim) return { says: textNow(claim), basis: claim[1] };
  return /** @type {Said} */ (ratingAt(path) ?? shiftAt(path));
}

/**
 * Return what a statement says now that events have happened or are given.
 * @param {import("./types").Claim} claim
 */
function textNow([text, , unless, instead]) {
  const { events } = settingOf(data, shown.state);
  return instead && unless?.some((event) => events.includes(event)) ? instead : text;
}

/**
 * Return a rating, null where the path names none.
 * @param {string} path
 * @returns {Said | null}
 */
function ratingAt(path) {
  const [id, criterion, ...rest] = path.split(".");
  const point = data.points.find((one) => one.id === id), k = data.criteria.findIndex(([name]) => name === criterion);
  if (!point || k < 0) return null;
  const who = data.administrations.findIndex(([name]) => name === rest[0]);
  const reading = readingsOf(point, k, who < 0 ? null : who)[Number(rest[who < 0 ? 0 : 1] ?? 1) - 1];
  if (!reading) return null;
  const about = [data.criteria[k][1], ...(who < 0 ? [] : [data.administrations[who][1]])].join(", ");
  const isKnown = data.bases[reading[1]][0] !== "u" || reading[0] !== 0;
  return { says: `${about}: ${isKnown ? signed(reading[0]) : data.say.unknown_counts}`, basis: reading[1] };
}

/**
 * Return by how much an event would shift a rating, null where the path names no shift.
 * @param {string} path
 * @returns {Said | null}
 */
function shiftAt(path) {
  const [id, ...names] = path.split(".");
  const event = data.events.find((one) => one.id === id);
  const found = event?.shifts.find((shift) => shiftNames(shift).every((name, n) => name === names[n]));
  if (!found) return null;
  const [point, criterion, who, by, basis] = found;
  const about = [data.points[point].label, data.criteria[criterion][1], data.administrations[who][1]].join(", ");
  return { says: `${about}: ${fill(data.say.if_it_happens, { by: signed(by) })}`, basis };
}

/**
 * Return the ids of point, criterion and audience of a shift.
 * @param {import("./types").Shift} shift
 */
export function shiftNames([point, criterion, who]) {
  return [data.points[point].id, data.criteria[criterion][0], data.administrations[who][0]];
}

/**
 * Return a claim as a line with its mark, which leads to its trace.
 * @param {string} path
 * @param {string} [text]
 */
export function claimLine(path, text) {
  const { says, basis } = claimAt(path), line = make("div", "", { class: "line" });
  if (text ?? says) line.append(make("span", text ?? says, { class: "says" }));
  const attributes = { type: "button", class: `mark ${data.bases[basis][0]}`, "data-open": `claim:${path}`, title: path };
  line.append(make("button", markOf(data, basis), attributes));
  return line;
}

/**
 * Return the same with its reason below.
 * @param {string} path
 * @param {string} text
 */
export function lineWithWhy(path, text) {
  const line = claimLine(path, text), [, why] = data.bases[claimAt(path).basis];
  if (why) line.append(make("p", why, { class: "why" }));
  return line;
}

/**
 * Return a command under its heading.
 * @param {string} line
 */
export function commandOf(line) {
  const said = make("p");
  said.append(make("code", line));
  return [make("h3", data.say.command), said];
}

/**
 * Return a claim's trace: what it says, on which basis, why, and the paragraphs behind it.
 * @param {string} path
 */
export function claimCard(path) {
  const { says, basis } = claimAt(path), [letter, why, cites] = data.bases[basis];
  const line = make("div", "", { class: "line" });
  line.append(make("span", says, { class: "says" }), make("span", markOf(data, basis), { class: `mark ${letter}` }));
  const known = cites.filter((cite) => data.paragraphs[cite][1]);
  return [
    make("h3", data.say.says), line, ...(why ? [make("h3", data.say.why), make("p", why)] : []),
    ...(known.length ? [make("h3", data.say.behind), ...known.flatMap(paragraph)] : []),
    ...commandOf(`kbrief trace ${path}`),
  ];
}

/**
 * Return a paragraph: its name, what it says in our words, and its figures.
 * @param {number} cite
 */
function paragraph(cite) {
  const [, digest, figures] = data.paragraphs[cite], said = make("p");
  said.append(make("b", citations(data, [cite])), ` ${digest}`);
  return [said, ...figures.map((figure) => make("p", figure, { class: "why" }))];
}
