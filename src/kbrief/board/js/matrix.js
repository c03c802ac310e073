// The points by administration: every cell as the lists of that administration have it, given the same events.

const table = document.getElementById("matrix");
const cells = table ? [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("td")]) : [];
const treatHead = document.querySelector("th.treat");
const CAPITALS = { E: 0, H: 1, M: 2 };
let shownCells = [];

/** Show every administration's lists in a state, given its events even where the lists beside assume nobody. */
function showMatrix(state) {
  if (!table) return;
  const sides = [null, ...data.administrations.keys()].map((who) => placesIn(state, who));
  const marked = state.who === null ? 0 : state.who + 1;
  [...table.tHead.rows[0].cells].forEach((head, n) => {
    if (n === marked + 1) head.setAttribute("aria-current", "true");
    else head.removeAttribute("aria-current");
  });
  sides.forEach((places, column) => {
    for (const place of places) drawCell(cells[place.point][column], place, place.point * sides.length + column);
  });
  showTreatment(state, sides.length);
  const given = counting(state).map((n) => data.events[n][1]).join(", ");
  const said = given ? `${data.say.matrix_caption} ${fill(data.head.given, { events: given })}` : data.say.matrix_caption;
  setText(document.getElementById("matrix-given"), said);
}

function drawCell(cell, place, n) {
  const key = `${place.list} ${place.whole}`;
  if (shownCells[n] === key) return;
  shownCells[n] = key;
  cell.className = `l${place.list}`;
  cell.childNodes[1].data = `${data.lists[place.list][1]} `;
  setText(cell.lastChild, signed(place.whole));
}

/** Show how to treat each point whoever governs, as the program compares; with other weights it is not known here. */
function showTreatment(state, column) {
  if (!treatHead) return;
  const isKnown = !asked(state);
  const letters = data.treat[setNumber.get(counting(state).join())];
  treatHead.hidden = !isKnown;
  data.points.forEach((_, point) => {
    const cell = cells[point][column];
    cell.hidden = !isKnown;
    setText(cell, treatment(letters[point]));
  });
}

/** Return a treatment in words: a capital letter says that no regret can follow. */
function treatment(letter) {
  const name = data.lists[CAPITALS[letter.toUpperCase()]][1];
  return letter === letter.toUpperCase() ? fill(data.say.no_regret, { list: name }) : name;
}
