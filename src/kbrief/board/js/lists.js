// The three lists: cards that move to where their points stand, and what has changed, said in words.

const cardOf = new Map();
const columns = [...document.querySelectorAll(".column")].map((node) => ({
  list: node.querySelector(".cards"), count: node.querySelector(".count"), empty: node.querySelector(".empty"),
}));
const reduced = matchMedia("(prefers-reduced-motion: reduce)");
const SHOWN_CHANGES = 8;
const GLIDE = { duration: 520, easing: "cubic-bezier(.3, .7, .2, 1)" };

for (const node of document.querySelectorAll(".card[data-point]")) {
  const part = (name) => node.querySelector(`.${name}`);
  cardOf.set(node.dataset.point, {
    node, rank: part("rank"), whole: part("whole"), unit: part("unit"), parts: part("parts"), stays: part("stays"),
    fill: part("fill"), share: part("share"), marks: part("marks"), note: part("note"), was: part("was"), shown: "",
  });
}

/** Return a new element with text and attributes. */
function make(name, text = "", attributes = {}) {
  const node = document.createElement(name);
  node.textContent = text;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Show places on the lists; `before` holds the places shown until now, null at the start. */
function showLists(places, before) {
  const moved = new Set(before ? places.filter((p) => p.list !== before[p.point].list).map((p) => p.point) : []);
  const isGliding = before !== null && !reduced.matches;
  const starts = isGliding ? spots() : null;
  columns.forEach((column, list) => {
    const here = on(places, list);
    const ties = new Map();
    for (const place of here) ties.set(place.rank, (ties.get(place.rank) || 0) + 1);
    const wanted = here.map((place) => {
      drawCard(place, ties.get(place.rank) > 1, moved.has(place.point) ? before[place.point] : null);
      return cardOf.get(data.points[place.point][0]).node;
    });
    const elsewhere = strays(places, list);
    arrange(column.list, wanted, elsewhere.map(ghost));
    setText(column.count, fill(data.say.how_many, { count: here.length, all: data.points.length }));
    column.empty.hidden = here.length + elsewhere.length > 0;
  });
  if (isGliding) glide(starts, moved);
}

/** Return the places of points that the source puts on a list and that stand on another. */
function strays(places, list) {
  return places.filter((place) => data.points[place.point][2] === list && place.list !== list);
}

/** Put the cards of a list in their order, moving only those that stand elsewhere, and the ghosts after them. */
function arrange(list, wanted, ghosts) {
  for (const old of list.querySelectorAll(".ghost")) old.remove();
  wanted.forEach((node, n) => {
    if (list.children[n] !== node) list.insertBefore(node, list.children[n] || null);
  });
  list.append(...ghosts);
}

function drawCard(place, isTied, from) {
  const card = cardOf.get(data.points[place.point][0]);
  const key = [place.n, place.rank, isTied, place.isWeighed ? place.whole : "", place.list].join();
  setText(card.was, from ? fill(data.say.was, { list: data.lists[from.list][1] }) : "");
  card.node.classList.toggle("moved", from !== null);
  if (card.shown === key) return;
  card.shown = key;
  card.node.classList.remove("l0", "l1", "l2");
  card.node.classList.add(`l${place.list}`);
  setText(card.rank, place.rank + (isTied ? "=" : ""));
  setText(card.whole, signed(place.whole));
  setText(card.unit, unitOf(place));
  setText(card.parts, partsOf(place));
  card.stays.hidden = !!place.isWeighed;
  card.fill.setAttribute("width", (100 * place.standing.kept) / place.standing.cases);
  setText(card.share, fill(data.say.stays, { share: place.standing.share }));
  card.marks.replaceChildren(...data.marks[place.standing.marks].map(([letter, text]) => make("li", text, { class: `mark ${letter}` })));
  setText(card.note, notesOf(place));
}

/** Return what the number of a point is, and whether it stands exactly on the line. */
function unitOf(place) {
  const isTally = place.isWeighed ? place.isEven : place.standing.tally !== null;
  const unit = isTally ? data.say.tally : data.say.score;
  return place.isEdge ? `${unit}, ${data.say.edge}` : unit;
}

function partsOf(place) {
  return fill(data.say.parts, { stated: signed(place.stated), inferred: signed(place.whole - place.stated) });
}

/** Return what a row has to say: that inference moved the point, that the source asks for what is kept low. */
function notesOf(place) {
  const notes = [];
  if (place.list !== place.statedList) {
    notes.push(fill(data.say.moved_here, { list: data.lists[place.statedList][1], tally: signed(place.stated) }));
  }
  if (place.list === MINIMIZE && data.points[place.point][3]) notes.push(data.points[place.point][3]);
  return notes.join(" ");
}

/** Return why a point is not where the source lists it: inference moved it, or with it the reader's own weights. */
function elsewhereOf(place) {
  const words = place.isWeighed ? data.say.elsewhere_by_weights : data.say.listed_elsewhere;
  return fill(words, { list: data.lists[place.list][1], inferred: signed(place.whole - place.stated) });
}

/** Return the row of a point that the source puts on this list and that stands on another. */
function ghost(place) {
  const [id, label] = data.points[place.point];
  const node = make("li", "", { class: `card ghost l${place.list}`, "data-elsewhere": id });
  const what = make("div", "", { class: "what" });
  what.append(make("button", label, { type: "button", class: "name", "data-open": `point:${id}` }));
  const value = make("p", "", { class: "value" });
  value.append(make("span", signed(place.whole), { class: "whole" }), " ", make("span", unitOf(place), { class: "unit" }));
  const more = make("div", "", { class: "more" });
  const about = make("p", "", { class: "about" });
  about.append(make("span", id, { class: "slug" }));
  more.append(about, make("p", elsewhereOf(place), { class: "note" }));
  node.append(make("span", "–", { class: "rank" }), what, value, more);
  return node;
}

function spots() {
  return new Map([...cardOf].map(([id, card]) => [id, card.node.getBoundingClientRect()]));
}

/** Let cards glide from where they stood to where they stand; those that change lists pass above the others. */
function glide(starts, moved) {
  const ends = spots();
  const isSeen = (spot) => spot.bottom > 0 && spot.top < innerHeight;
  data.points.forEach(([id], point) => {
    const start = starts.get(id), end = ends.get(id);
    const dx = start.left - end.left, dy = start.top - end.top;
    if ((!dx && !dy) || !(isSeen(start) || isSeen(end))) return;
    const { node } = cardOf.get(id);
    const zIndex = moved.has(point) ? 2 : 1;
    node.animate([{ transform: `translate(${dx}px, ${dy}px)`, zIndex }, { transform: "none", zIndex }], GLIDE);
  });
}

/** Say in words, on the page and to a screen reader, which points changed lists; where none did, which were shifted. */
function sayChanges(places, before) {
  const box = document.getElementById("changes");
  const name = (place) => data.lists[place.list][1];
  const id = (place) => data.points[place.point][0];
  const moved = places.filter((place) => place.list !== before[place.point].list);
  const shifted = places.filter((place) => place.whole !== before[place.point].whole);
  if (moved.length) {
    const told = moved.slice(0, SHOWN_CHANGES).map((place) =>
      make("span", fill(data.say.changed, { point: id(place), old: name(before[place.point]), new: name(place) }), { class: "move" }));
    const left = moved.length - told.length;
    box.replaceChildren(...told, ...(left ? [make("span", fill(data.say.more, { count: left }))] : []));
    return;
  }
  const old = (place) => `${signed(before[place.point].whole)} → ${signed(place.whole)}`;
  const told = shifted.slice(0, SHOWN_CHANGES).map((place) => `${id(place)} ${old(place)}`);
  if (shifted.length > told.length) told.push(fill(data.say.more, { count: shifted.length - told.length }));
  const isSameScale = !places.some((place) => !!place.isWeighed !== !!before[place.point].isWeighed);
  const words = told.length && isSameScale ? fill(data.say.only_shifts, { points: told.join(", ") }) : data.say.no_change;
  box.replaceChildren(make("span", words));
}
