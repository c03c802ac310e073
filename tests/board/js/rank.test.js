// Ratings, lists and stability of a small brief, worked by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { joint, on, rank, treatment, weightingOf } from "../../../src/kbrief/board/js/rank.js";
import { middle, ratingOf } from "../../../src/kbrief/board/js/ratings.js";
import { flip, spotsOf, stability, weightStability } from "../../../src/kbrief/board/js/stability.js";
import { fragment, initial, settingOf, stateOf } from "../../../src/kbrief/board/js/state.js";

const STATED = 0, INFERRED = 1;
const shift = (point, by) => [point, 1, 0, by, INFERRED];
const event = (id, by, more = {}) => ({ id, name: id, group: null, status: "open", shifts: [shift(0, by)], ...more });
const point = (id, source, view) => ({ id, label: id, lists: [], ratings: [source, { by: [view, [[-2, INFERRED]]] }] });
const data = {
  lang: "en",
  weights: ["1", "1"],
  threshold: "50",
  criteria: [["source", "Source", [], true], ["view", "View", [], false]],
  administrations: [["one", "One"], ["two", "Two"]],
  bases: [["s", "", [0]], ["i", "because", []]],
  events: [event("small", 1, { group: "g" }), event("large", -2, { group: "g" }), event("past", 1, { status: "observed" })],
  groups: [[0, 1], [2]],
  points: [point("a", [[1, STATED]], [[1, INFERRED]]), point("b", [[1, STATED], [-1, STATED]], []), point("c", [], [])],
};
const weighting = weightingOf(data, data.weights);
const none = { who: 0, events: [], isStated: false };

test("the middle of readings is the one nearer to zero, or zero between both sides", () => {
  assert.deepEqual([[1, 2], [-1, -2], [-1, 2], [2, 0, 1], [0]].map(middle).map((n) => n + 0), [1, -1, 0, 1, 0]);
});

test("of a group the largest shift counts, the first of equals; none without an audience or without inference", () => {
  const value = (setting) => ratingOf(data, 0, 1, { ...none, ...setting }).value;
  assert.deepEqual([value({ events: [0] }), value({ events: [0, 1] }), value({ events: [2, 1] })], [2, -1, 0]);
  assert.equal(value({ events: [0], isStated: true }), 0);
  assert.equal(value({ events: [0], who: null }), 0);
});

test("lists, ranks and ties", () => {
  const places = rank(data, none, weighting);
  assert.deepEqual(on(places, 0).map(({ point, rank: n }) => [point, n]), [[0, 1]]);
  assert.deepEqual(on(places, 1).map(({ point, rank: n }) => [point, n]), [[1, 1], [2, 1]]);
  assert.equal(places[0].isEdge, true);
});

test("how often a point stays if ratings are off, and what flips it", () => {
  const [a] = rank(data, none, weighting);
  assert.deepEqual(spotsOf([[2, 0]]), [[1, 1n], [2, 3n]]);
  assert.deepEqual(stability(a, weighting), [8n, 12n]);
  assert.deepEqual(flip(a, weighting), { changes: [[1, 1, 0]], list: 1, distance: 1 });
  assert.deepEqual(weightStability(a, weighting), [1n, 1n]);
});

test("together: one who keeps a point low blocks it; else the smallest worst regret", () => {
  const row = [0, 1].map((who) => rank(data, { ...none, who }, weighting)[0]);
  assert.deepEqual(row.map((place) => place.list), [0, 1]);
  assert.deepEqual(joint(row), [1, []]);
  assert.deepEqual(treatment(row, weighting), [1, true]);
  assert.deepEqual(joint([{ list: 0 }, { list: 2 }]), [2, [1]]);
});

test("an address asks for a state; marked events and unknown names are passed over", () => {
  const state = stateOf(data, "#who=two&given=past,large,no&weights=view:3,no:1,source:x");
  assert.deepEqual(state, { who: 1, given: [1], weights: ["1", "3"], isStated: false });
  assert.deepEqual(settingOf(data, state), { who: 1, events: [2, 1], isStated: false });
  assert.equal(fragment(data, state), "who=two&given=large&weights=view:3");
  assert.equal(fragment(data, initial(data)), "");
});
