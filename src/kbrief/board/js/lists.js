// The three lists: cards that move to where their points stand, and what has changed, said in words.

import { data } from "./data.js";
import { byId, make, setText } from "./dom.js";
import { fill, signed } from "./exact.js";
import { displaced, on } from "./rank.js";
import { stability } from "./stability.js";
import { isWeighed, settingOf, weightingIn } from "./state.js";
import { elsewhereOf, marksOf, notesOf, partsOf, percent, sidesOf, unitOf } from "./words.js";

/** @typedef {import("./types").Place} Place */
/** @typedef {import("./types").State} State */

const PARTS = ["rank", "name", "whole", "unit", "slug", "parts", "fill", "share", "marks", "note", "was"];
const SVG = "http://www.w3.org/2000/svg";
const SHOWN_CHANGES = 8;
const GLIDE = { duration: 520, easing: "cubic-bezier(.3, .7, .2, 1)" };
const reduced = matchMedia("(prefers-reduced-motion: reduce)");
const columns = [...document.querySelectorAll(".column")].map((node) => ({
  list: /** @type {HTMLElement} */ (node.querySelector(".cards")),
  count: /** @type {HTMLElement} */ (node.querySelector(".count")),
  empty: /** @type {HTMLElement} */ (node.querySelector(".empty")),
}));
const cards = data.points.map(newCard);

/**
 * Return an empty card with its parts by name.
 * @param {import("./types").Point} point
 */
function newCard({ id, label }) {
  const node = make("li", "", { class: "card", "data-point": id });
  const what = make("div", "", { class: "what" }), more = make("div", "", { class: "more" });
  const value = make("p", "", { class: "value" }), about = make("p", "", { class: "about" });
  const stays = make("p", "", { class: "stays" });
  what.append(nameButton(id, label));
  value.append(make("span", "", { class: "whole" }), " ", make("span", "", { class: "unit" }));
  about.append(make("span", id, { class: "slug" }), " ", make("span", "", { class: "parts" }));
  stays.append(newBar(), make("span", "", { class: "share" }));
  more.append(about, stays, make("ul", "", { class: "marks" }), make("p", "", { class: "note" }), make("p", "", { class: "was" }));
  node.append(make("span", "", { class: "rank" }), what, value, more);
  /** @type {Record<string, Element>} */
  const parts = Object.fromEntries(PARTS.map((name) => [name, /** @type {Element} */ (node.querySelector(`.${name}`))]));
  return { node, parts, shown: "" };
}

/** Return a bar that shows a share. */
function newBar() {
  const bar = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ class: "bar", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" })) {
    bar.setAttribute(name, value);
  }
  for (const part of ["track", "fill"]) {
    const rect = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({ class: part, width: "100", height: "4" })) rect.setAttribute(name, value);
    bar.append(rect);
  }
  return bar;
}

/**
 * Return the name of a point, which opens its card.
 * @param {string} id
 * @param {string} label
 */
export function nameButton(id, label) {
  return make("button", label, { type: "button", class: "name", "data-open": `point:${id}` });
}

/**
 * Show places on the lists; `before` holds the places shown until now, null at the start.
 * @param {State} state
 * @param {Place[]} places
 * @param {Place[] | null} before
 * @param {(point: number) => string} jointOf
 */
export function showLists(state, places, before, jointOf) {
  const moved = new Set(before ? places.filter((p) => p.list !== before[p.point].list).map((p) => p.point) : []);
  const starts = before !== null && !reduced.matches ? spots() : null;
  const weighting = weightingIn(data, state);
  columns.forEach((column, list) => {
    const here = on(places, list), elsewhere = displaced(data, places, list);
    /** @type {Map<number, number>} */
    const ties = new Map();
    for (const place of here) ties.set(place.rank, (ties.get(place.rank) ?? 0) + 1);
    const wanted = here.map((place) => {
      const from = before && moved.has(place.point) ? before[place.point] : null;
      const rank = place.rank + ((ties.get(place.rank) ?? 0) > 1 ? "=" : "");
      drawCard(place, rank, from, stability(place, weighting), [...notesOf(data, place, settingOf(data, state).who), jointOf(place.point)]);
      return cards[place.point].node;
    });
    arrange(column.list, wanted, elsewhere.map((place) => ghost(place, isWeighed(data, state))));
    setText(column.count, fill(data.say.how_many, { count: here.length, all: data.points.length }));
    column.empty.hidden = here.length + elsewhere.length > 0;
  });
  if (starts) glide(starts, moved);
}

/**
 * Put the cards of a list in their order, moving only those that stand elsewhere, and the ghosts after them.
 * @param {HTMLElement} list
 * @param {HTMLElement[]} wanted
 * @param {HTMLElement[]} ghosts
 */
function arrange(list, wanted, ghosts) {
  for (const old of list.querySelectorAll(".ghost")) old.remove();
  wanted.forEach((node, n) => {
    if (list.children[n] !== node) list.insertBefore(node, list.children[n] ?? null);
  });
  list.append(...ghosts);
}

/**
 * Write on a card where its point stands; what is written there already stays.
 * @param {Place} place
 * @param {string} rank
 * @param {Place | null} from
 * @param {import("./types").Share} share
 * @param {string[]} notes
 */
function drawCard(place, rank, from, share, notes) {
  const card = cards[place.point], { node, parts } = card;
  setText(parts.was, from ? fill(data.say.was, { list: data.lists[from.list][1] }) : "");
  node.classList.toggle("moved", from !== null);
  const marks = marksOf(data, place), note = notes.filter((text) => text).join(" ");
  const stays = percent(data, share), disputed = sidesOf(data, place).length ? "±" : "";
  const texts = [rank, signed(place.whole) + disputed, unitOf(data, place), partsOf(data, place), fill(data.say.stays, { share: stays }), note];
  const key = [place.list, share.join("/"), ...texts, ...marks].join("\n");
  if (card.shown === key) return;
  card.shown = key;
  node.className = `card l${place.list}${from ? " moved" : ""}`;
  node.dataset.disputed = disputed;
  for (const [n, name] of ["rank", "whole", "unit", "parts", "share", "note"].entries()) setText(parts[name], texts[n]);
  parts.fill.setAttribute("width", String(Number((1000n * share[0]) / share[1]) / 10));
  parts.marks.replaceChildren(...marks.map(([letter, text]) => make("li", text, { class: `mark ${letter}` })));
}

/**
 * Return the row of a point that a source puts on this list and that stands on another.
 * @param {Place} place
 * @param {boolean} isByWeights
 */
function ghost(place, isByWeights) {
  const { id, label } = data.points[place.point];
  const node = make("li", "", { class: `card ghost l${place.list}`, "data-elsewhere": id });
  const what = make("div", "", { class: "what" }), value = make("p", "", { class: "value" });
  const more = make("div", "", { class: "more" });
  what.append(nameButton(id, label));
  value.append(make("span", signed(place.whole), { class: "whole" }));
  more.append(make("p", id, { class: "about" }), make("p", elsewhereOf(data, place, isByWeights), { class: "note" }));
  node.append(make("span", "–", { class: "rank" }), what, value, more);
  return node;
}

/**
 * Show only the points whose name or id has a text in it: their cards, and their rows in the table.
 * @param {string} text
 */
export function find(text) {
  const part = text.trim().toLowerCase(), rows = document.querySelectorAll("#matrix tbody tr");
  data.points.forEach(({ id, label }, n) => {
    const isOut = !`${label} ${id}`.toLowerCase().includes(part);
    cards[n].node.hidden = isOut;
    if (rows[n] instanceof HTMLElement) rows[n].hidden = isOut;
  });
}

/** Return where each card is, by point. */
function spots() {
  return cards.map(({ node }) => node.getBoundingClientRect());
}

/**
 * Let cards glide from where they stood to where they stand; those that change lists pass above the others.
 * @param {DOMRect[]} starts
 * @param {Set<number>} moved
 */
function glide(starts, moved) {
  const ends = spots();
  /** @param {DOMRect} spot */
  const isSeen = (spot) => spot.bottom > 0 && spot.top < innerHeight;
  cards.forEach(({ node }, point) => {
    const start = starts[point], end = ends[point];
    const dx = start.left - end.left, dy = start.top - end.top;
    if ((!dx && !dy) || !(isSeen(start) || isSeen(end))) return;
    const zIndex = moved.has(point) ? 2 : 1;
    node.animate([{ transform: `translate(${dx}px, ${dy}px)`, zIndex }, { transform: "none", zIndex }], GLIDE);
  });
}

/**
 * Say in words, on the page and to a screen reader, which points changed lists; where none did, which were shifted.
 * @param {Place[]} places
 * @param {Place[]} before
 */
export function sayChanges(places, before) {
  const moved = places.filter((place) => place.list !== before[place.point].list);
  if (!moved.length) {
    byId("changes").replaceChildren(make("span", shiftedText(places, before)));
    return;
  }
  const said = moved.slice(0, SHOWN_CHANGES).map((place) => make("span", fill(data.say.changed, {
    point: data.points[place.point].label, old: data.lists[before[place.point].list][1], new: data.lists[place.list][1],
  }), { class: "move" }));
  const left = moved.length - said.length;
  byId("changes").replaceChildren(...said, ...(left ? [make("span", fill(data.say.more, { count: left }))] : []));
}

/**
 * Return that no point changed lists, and which were shifted on theirs.
 * @param {Place[]} places
 * @param {Place[]} before
 */
function shiftedText(places, before) {
  const shifted = places.filter((place) => place.whole !== before[place.point].whole);
  const isSameScale = places.every((place) => place.isTally === before[place.point].isTally);
  const said = shifted.slice(0, SHOWN_CHANGES).map((place) =>
    `${data.points[place.point].label} ${signed(before[place.point].whole)} → ${signed(place.whole)}`);
  if (shifted.length > said.length) said.push(fill(data.say.more, { count: shifted.length - said.length }));
  return said.length && isSameScale ? fill(data.say.only_shifts, { points: said.join(", ") }) : data.say.no_change;
}
