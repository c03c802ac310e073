// The lists as text, to be copied.

import { data } from "./data.js";
import { fill, signed } from "./exact.js";
import { displaced, on } from "./rank.js";
import { stability } from "./stability.js";
import { headLines, isWeighed, options, weightingIn, whom } from "./state.js";
import { elsewhereOf, marksOf, notesOf, percent, sidesOf } from "./words.js";

/** @typedef {import("./types").Place} Place */
/** @typedef {import("./types").State} State */

/**
 * Return the weights asked for in words, empty where they are the brief's.
 * @param {State} state
 */
export function weightsLine(state) {
  if (!isWeighed(data, state)) return "";
  return fill(data.say.weights_on, { weights: data.criteria.map(([, name], n) => `${name} ${state.weights[n]}`).join(", ") });
}

/**
 * Return the lists as text, with marking, head lines and the command that gives the memo of this state.
 * @param {State} state
 * @param {Place[]} places
 */
export function asText(state, places) {
  const lines = [data.marking, data.title, ...headLines(data, state), weightsLine(state)].filter((line) => line);
  lines.push("", fill(data.say.lists, { whom: whom(data, state) }));
  data.lists.forEach(([, , head, rest], list) => {
    const here = on(places, list);
    lines.push("", `${head}${rest ? `: ${rest}` : ""} (${here.length})`);
    lines.push(...here.map((place) => rowText(state, place, here)));
    lines.push(...displaced(data, places, list).map((place) => ghostText(state, place)));
  });
  return [...lines, "", `kbrief memo${options(data, state)}`, data.version, ""].join("\n");
}

/**
 * Return a point as a line.
 * @param {State} state
 * @param {Place} place
 * @param {Place[]} here
 */
function rowText(state, place, here) {
  const { id, label } = data.points[place.point];
  const tie = here.filter((other) => other.rank === place.rank).length > 1 ? "=" : "";
  const stays = fill(data.say.stays, { share: percent(data, stability(place, weightingIn(data, state))) });
  const marks = marksOf(data, place).map(([, text]) => `[${text}]`).join(" ");
  const number = signed(place.whole) + (sidesOf(data, place).length ? "±" : "");
  return `  ${place.rank}${tie} ${label} (${id}) ${number}, ${stays} ${marks} ${notesOf(data, place, state.who).join(" ")}`.trimEnd();
}

/**
 * Return a point that a source puts on this list and that stands on another, as a line.
 * @param {State} state
 * @param {Place} place
 */
function ghostText(state, place) {
  const { id, label } = data.points[place.point];
  return `  – ${label} (${id}) ${signed(place.whole)}: ${elsewhereOf(data, place, isWeighed(data, state))}`;
}
