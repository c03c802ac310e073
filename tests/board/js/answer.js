// Reads {data, states} as JSON and prints for each state what the page's pure modules make of it.
import { readFileSync } from "node:fs";
import { fragment, given, headLines, observed, options, settingOf, stateOf, weightingIn, whom } from "../../../src/kbrief/board/js/state.js";
import { displaced, joint, on, rank, treatment } from "../../../src/kbrief/board/js/rank.js";
import { flip, stability, weightStability } from "../../../src/kbrief/board/js/stability.js";
import { marksOf, percent, sidesOf } from "../../../src/kbrief/board/js/words.js";

const { data, states } = JSON.parse(readFileSync(0, "utf8"));

/** Return the lists of a state as rows, with all that is said of each point. */
function answer(hash) {
  const state = stateOf(data, hash), weighting = weightingIn(data, state);
  const places = rank(data, settingOf(data, state), weighting);
  const sides = data.administrations.map((_, who) => rank(data, settingOf(data, state, who), weighting));
  const lists = [0, 1, 2].map((list) => ({
    here: on(places, list).map((place) => row(place, weighting)),
    elsewhere: displaced(data, places, list).map((place) => data.points[place.point].id),
  }));
  const all = data.points.map((_, point) => sides.map((side) => side[point]));
  return {
    lists, fragment: fragment(data, state), options: options(data, state), whom: whom(data, state), head: headLines(data, state),
    events: [...observed(data), ...given(state)].map((n) => data.events[n].id),
    treat: all.map((places) => (places.length ? treatment(places, weighting) : null)), joint: all.map(joint),
  };
}

function row(place, weighting) {
  const share = stability(place, weighting), way = flip(place, weighting), weights = weightStability(place, weighting);
  return {
    id: data.points[place.point].id, rank: place.rank, whole: place.whole, stated: place.stated, isEdge: place.isEdge,
    stays: percent(data, share), share: share.map(String), weights: weights.map(String), weightShare: percent(data, weights),
    flip: way && { ...way }, marks: marksOf(data, place), sides: sidesOf(data, place), values: place.ratings.map((rating) => rating.value),
    letters: place.ratings.map((rating) => rating.letter), outside: place.ratings.map((rating) => rating.isOutside),
  };
}

process.stdout.write(JSON.stringify(states.map(answer)));
