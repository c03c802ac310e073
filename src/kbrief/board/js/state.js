// What is asked for, and the address's fragment that keeps it: names that the brief does not know are passed over.

import { decimal, fill, whole } from "./exact.js";
import { weightingOf } from "./rank.js";

/** @typedef {import("./types").Data} Data */
/** @typedef {import("./types").State} State */

/**
 * Return the state in which the page starts: the first audience, nothing given, the brief's weights.
 * @param {Data} data
 * @returns {State}
 */
export function initial(data) {
  return { who: data.administrations.length ? 0 : null, given: [], weights: [...data.weights], isStated: false };
}

/**
 * Return whether weights other than the brief's are asked for; those in the same ratio are the brief's own.
 * @param {Data} data
 * @param {State} state
 */
export function isWeighed(data, state) {
  const own = whole(data.weights), weights = whole(state.weights);
  const k = own.findIndex((weight) => weight > 0n);
  return !weights.every((weight, n) => weight * own[k] === own[n] * weights[k]);
}

/**
 * Return the weighting of a state: the brief's own where weights are in the same ratio.
 * @param {Data} data
 * @param {State} state
 */
export function weightingIn(data, state) {
  return weightingOf(data, isWeighed(data, state) ? state.weights : data.weights);
}

/**
 * Return whether an event can be given: it shifts something, and people have marked it neither way.
 * @param {Data} data
 * @param {number} event
 */
export function canBeGiven(data, event) {
  return data.events[event].status === "open" && data.groups.some((group) => group.includes(event));
}

/**
 * Return the events that were observed.
 * @param {Data} data
 */
export function observed(data) {
  return data.events.flatMap((event, n) => (event.status === "observed" ? [n] : []));
}

/**
 * Return the events given that count: none where no audience is assumed or inference is left out.
 * @param {State} state
 */
export function given(state) {
  return state.who === null || state.isStated ? [] : state.given;
}

/**
 * Return for whom and given what points are rated; what was observed counts first.
 * @param {Data} data
 * @param {State} state
 * @param {number | null} who
 * @returns {import("./types").Setting}
 */
export function settingOf(data, state, who = state.who) {
  return { who, events: [...observed(data), ...given(state)], isStated: state.isStated };
}

/**
 * Return the names of events in a row.
 * @param {Data} data
 * @param {number[]} events
 */
export function namesOf(data, events) {
  return events.map((n) => data.events[n].name).join(", ");
}

/**
 * Return the weights that differ from the brief's own, as [criterion, weight].
 * @param {Data} data
 * @param {State} state
 * @returns {[string, string][]}
 */
export function changedWeights(data, state) {
  return data.criteria.flatMap(([id], n) =>
    state.weights[n] === data.weights[n] ? [] : [/** @type {[string, string]} */ ([id, state.weights[n]])]);
}

/**
 * Return the fragment for a state, empty for the initial one.
 * @param {Data} data
 * @param {State} state
 */
export function fragment(data, state) {
  const parts = [];
  if (data.administrations.length && state.who !== 0) {
    parts.push(`who=${state.who === null ? "none" : data.administrations[state.who][0]}`);
  }
  if (given(state).length) parts.push(`given=${given(state).map((n) => data.events[n].id).join(",")}`);
  if (state.isStated) parts.push("basis=stated");
  if (isWeighed(data, state)) parts.push(`weights=${changedWeights(data, state).map((pair) => pair.join(":")).join(",")}`);
  return parts.join("&");
}

/**
 * Return the state that a fragment asks for; what it does not say, or says of names unknown here, stays initial.
 * @param {Data} data
 * @param {string} hash
 */
export function stateOf(data, hash) {
  const state = initial(data);
  const asks = new URLSearchParams(hash.replace(/^#/, ""));
  const who = data.administrations.findIndex(([id]) => id === asks.get("who"));
  if (asks.get("who") === "none") state.who = null;
  if (who >= 0) state.who = who;
  const names = (asks.get("given") || "").split(",");
  const events = data.events.flatMap((event, n) => (names.includes(event.id) && canBeGiven(data, n) ? [n] : []));
  if (state.who !== null) state.given = events;
  state.isStated = asks.get("basis") === "stated";
  const weights = [...state.weights];
  for (const [id, text] of (asks.get("weights") || "").split(",").map((pair) => pair.split(":"))) {
    const n = data.criteria.findIndex(([criterion]) => criterion === id);
    if (n >= 0 && decimal(text || "")) weights[n] = text.trim();
  }
  if (whole(weights).some((weight) => weight > 0n)) state.weights = weights;
  return state;
}

/**
 * Return for whom, and given what, in words.
 * @param {Data} data
 * @param {State} state
 */
export function whom(data, state) {
  const events = namesOf(data, given(state));
  const name = state.who === null ? "" : data.administrations[state.who][1];
  const nobody = state.isStated ? data.whom.stated : data.whom.alone;
  const side = name ? fill(data.whom.with, { name }) + (state.isStated ? data.whom.with_stated : "") : nobody;
  return events ? side + fill(data.whom.given, { events }) : side;
}

/**
 * Return the lines at the head of a state: the source, how far to trust it, what is assumed, and what has happened.
 * @param {Data} data
 * @param {State} state
 */
export function headLines(data, state) {
  const events = namesOf(data, given(state)), seen = namesOf(data, observed(data));
  const counts = seen && state.who !== null && !state.isStated;
  return [
    data.head.source,
    state.who === null ? data.head.alone : data.head.with,
    events ? fill(data.head.given, { events }) : "",
    counts ? fill(data.head.observed, { events: seen }) : "",
    data.head.passed,
  ].filter((line) => line);
}

/**
 * Return the options of a command for a state.
 * @param {Data} data
 * @param {State} state
 */
export function options(data, state) {
  const parts = state.who === null ? [] : [`-a ${data.administrations[state.who][0]}`];
  parts.push(...given(state).map((n) => `--given ${data.events[n].id}`));
  if (state.isStated) parts.push("--stated-only");
  if (isWeighed(data, state)) {
    parts.push(`--weights ${changedWeights(data, state).map((pair) => pair.join("=")).join(",")}`);
  }
  if (data.lang !== "en") parts.push(`--lang ${data.lang}`);
  return parts.map((part) => ` ${part}`).join("");
}
