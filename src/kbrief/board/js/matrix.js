// The points by audience: every cell as the lists of that audience have it, given the same events.

import { data } from "./data.js";
import { byId, make, setText } from "./dom.js";
import { fill, signed } from "./exact.js";
import { nameButton } from "./lists.js";
import { joint, rank, treatment } from "./rank.js";
import { given, namesOf, settingOf, weightingIn } from "./state.js";
import { sidesOf, treatmentText } from "./words.js";

/** @typedef {import("./types").Place} Place */
/** @typedef {import("./types").State} State */

const table = /** @type {HTMLTableElement | null} */ (document.getElementById("matrix"));
/** @type {HTMLTableCellElement[][]} */
const rows = [];
/** @type {string[][]} */
const drawn = data.points.map(() => []);

/**
 * Return the places of every point for each audience in a state, none where the brief has no audience.
 * @param {State} state
 */
export function sides(state) {
  const weighting = weightingIn(data, state);
  return data.administrations.map((_, who) => rank(data, settingOf(data, state, who), weighting));
}

/** Make the rows of the table: a cell for no audience, one for each, and what follows from all. */
function makeRows() {
  const body = /** @type {HTMLTableElement} */ (table).tBodies[0];
  const columns = /** @type {HTMLTableElement} */ (table).tHead?.rows[0].cells.length ?? 0;
  for (const { id, label } of data.points) {
    const head = make("th", "", { scope: "row" }), cells = Array.from({ length: columns - 1 }, () => make("td"));
    const row = make("tr");
    head.append(nameButton(id, label));
    row.append(head, ...cells);
    body.append(row);
    rows.push(cells);
  }
}

/**
 * Show the lists of every audience in a state.
 * @param {State} state
 * @param {Place[][]} all
 */
export function showMatrix(state, all) {
  if (!table) return;
  if (!rows.length) makeRows();
  markColumn(state.who === null ? 0 : state.who + 1);
  const weighting = weightingIn(data, state);
  const alone = rank(data, settingOf(data, state, null), weighting);
  data.points.forEach((_, point) => {
    const row = all.map((places) => places[point]);
    for (const [n, place] of [alone[point], ...row].entries()) drawCell(point, n, place);
    if (row.length > 1) drawLast(point, row, weighting);
  });
  const events = namesOf(data, given(state)), assumed = events ? ` ${fill(data.head.given, { events })}` : "";
  setText(byId("matrix-given"), data.say.matrix_caption + assumed);
}

/**
 * Mark the column of the audience whose lists stand above.
 * @param {number} marked
 */
function markColumn(marked) {
  [...(table?.tHead?.rows[0].cells ?? [])].forEach((head, n) => {
    if (n === marked + 1) head.setAttribute("aria-current", "true");
    else head.removeAttribute("aria-current");
  });
}

/**
 * Write a list and a number in a cell, if it shows others.
 * @param {number} point
 * @param {number} n
 * @param {Place} place
 */
function drawCell(point, n, place) {
  const text = signed(place.whole) + (sidesOf(data, place).length ? "±" : "");
  const key = `${place.list} ${text}`, cell = rows[point][n];
  if (drawn[point][n] === key) return;
  drawn[point][n] = key;
  cell.className = `l${place.list}`;
  cell.replaceChildren(make("span", "", { class: "sign", "aria-hidden": "true" }), `${data.lists[place.list][1]} `, make("b", text));
}

/**
 * Write what follows from all audiences: how to treat the point, or the list of all together and who blocks it.
 * @param {number} point
 * @param {Place[]} row
 * @param {import("./types").Weighting} weighting
 */
function drawLast(point, row, weighting) {
  const last = rows[point].slice(row.length + 1);
  if (data.mode === "alternatives") {
    setText(last[0], treatmentText(data, treatment(row, weighting)));
    last[0].className = "treat";
    return;
  }
  const [list, blockers] = joint(row), key = `${list} ${blockers}`;
  if (drawn[point][row.length + 1] === key) return;
  drawn[point][row.length + 1] = key;
  last[0].className = `l${list}`;
  last[0].replaceChildren(make("span", "", { class: "sign", "aria-hidden": "true" }), data.lists[list][1]);
  last[1].className = "treat";
  setText(last[1], blockers.map((who) => data.administrations[who][1]).join(", ") || "–");
}
