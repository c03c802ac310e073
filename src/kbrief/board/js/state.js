// What is asked for, and the address's fragment that keeps it: names that the brief does not know are passed over.

const own = whole(data.weights.map(decimal));
const whoNumber = new Map(data.administrations.map(([id], n) => [id, n]));
const eventNumber = new Map(data.events.map(([id], n) => [id, n]));

/** Return the state in which the page starts: the first administration, nothing given, the brief's weights. */
function initial() {
  return { who: data.administrations.length ? 0 : null, given: [], weights: [...data.weights] };
}

/** Return the weights asked for as whole numbers, null where they are the brief's own or in the same ratio. */
function asked(state) {
  const weights = whole(state.weights.map(decimal));
  const k = own.findIndex((weight) => weight > 0n);
  return weights.every((weight, n) => weight * own[k] === own[n] * weights[k]) ? null : weights;
}

/** Return the events that count: none where no administration is assumed. */
function counting(state) {
  return state.who === null ? [] : state.given;
}

/** Return the places of every point in a state, under its own administration or another. */
function placesIn(state, who = state.who) {
  const ranking = rankingOf(who, who === null ? [] : counting(state));
  const weights = asked(state);
  return weights ? weighed(ranking, weights) : embedded(ranking);
}

/** Return the weights that differ from the brief's own, as [criterion, weight]. */
function changedWeights(state) {
  return data.criteria.map(([id], n) => [id, state.weights[n]]).filter(([, weight], n) => weight !== data.weights[n]);
}

/** Return the fragment for a state, empty for the initial one. */
function fragment(state) {
  const parts = [];
  if (data.administrations.length && state.who !== 0) {
    parts.push(`who=${state.who === null ? "none" : data.administrations[state.who][0]}`);
  }
  if (counting(state).length) parts.push(`given=${counting(state).map((n) => data.events[n][0]).join(",")}`);
  if (asked(state)) parts.push(`weights=${changedWeights(state).map((pair) => pair.join(":")).join(",")}`);
  return parts.join("&");
}

/** Return the state that a fragment asks for; what it does not say, or says of names unknown here, stays initial. */
function stateOf(hash) {
  const state = initial();
  const asks = new URLSearchParams(hash.replace(/^#/, ""));
  const who = asks.get("who");
  if (who === "none") state.who = null;
  if (whoNumber.has(who)) state.who = whoNumber.get(who);
  const events = (asks.get("given") || "").split(",").filter((id) => eventNumber.has(id)).map((id) => eventNumber.get(id));
  const given = [...new Set(events)].sort((a, b) => a - b).slice(0, data.most);
  if (state.who !== null) state.given = given;
  const weights = [...state.weights];
  for (const [id, text] of (asks.get("weights") || "").split(",").map((pair) => pair.split(":"))) {
    const n = data.criteria.findIndex(([criterion]) => criterion === id);
    if (n >= 0 && decimal(text || "")) weights[n] = text.trim();
  }
  if (whole(weights.map(decimal)).some((weight) => weight > 0n)) state.weights = weights;
  return state;
}

/** Return for whom, and given what, in words. */
function whom(state) {
  const side = state.who === null ? data.whom.alone : fill(data.whom.with, { name: data.administrations[state.who][1] });
  const given = counting(state).map((n) => data.events[n][1]).join(", ");
  return given ? side + fill(data.whom.given, { events: given }) : side;
}

/** Return the options of a command for a state. */
function options(state) {
  const parts = state.who === null ? [] : [`--administration ${data.administrations[state.who][0]}`];
  parts.push(...counting(state).map((n) => `--given ${data.events[n][0]}`));
  if (asked(state)) parts.push(`--weights ${changedWeights(state).map((pair) => pair.join("=")).join(",")}`);
  if (data.lang !== "en") parts.push(`--lang ${data.lang}`);
  return parts.map((part) => ` ${part}`).join("");
}
