// Cards on a click: a point, an issue, an event, an audience, the trace of any claim, or the lists as text.

import { claimAt, claimCard, claimLine, commandOf, lineWithWhy, shiftNames } from "./claims.js";
import { data, shown } from "./data.js";
import { byId, make } from "./dom.js";
import { fill, signed } from "./exact.js";
import { placeOf } from "./rank.js";
import { readingsOf } from "./ratings.js";
import { flip, stability, weightStability } from "./stability.js";
import { options, settingOf, weightingIn, whom } from "./state.js";
import { notesOf, partsOf, percent } from "./words.js";

/** @typedef {import("./types").Place} Place */
/** @typedef {import("./types").State} State */

const TEXTS = ["reason", "say", "if_raised", "handling", "case_against", "caution"];
const sheet = /** @type {HTMLDialogElement} */ (document.getElementById("sheet"));
const sheetBody = byId("sheet-body"), sheetTitle = byId("sheet-title"), back = byId("back");
/** @type {string[]} */
let trail = [];
/** @type {HTMLElement | null} */
let from = null;

/** Let cards be closed, and lead back. */
export function listenToSheet() {
  back.addEventListener("click", () => {
    trail.pop();
    drawSheet();
  });
  sheet.addEventListener("close", giveFocusBack);
  sheet.addEventListener("click", ({ target }) => target === sheet && sheet.close());
  byId("close").addEventListener("click", () => sheet.close());
}

/**
 * Open a card such as `point:ncg` or `claim:ncg.president.trump`.
 * @param {string} target
 * @param {HTMLElement} opener
 */
export function openSheet(target, opener) {
  if (!sheet.open) {
    from = opener;
    trail = [];
  }
  trail.push(target);
  drawSheet();
}

function drawSheet() {
  const [kind, id] = partsOfTarget(trail[trail.length - 1]);
  if (kind === "claim") fillSheet(id, claimCard(id));
  else if (kind === "point") fillSheet(nameOf(`point:${id}`), pointCard(id));
  else fillSheet(data.sheets[kind][id].title, plainCard(kind, id));
}

/**
 * Return the kind and the id that a target names.
 * @param {string} target
 */
function partsOfTarget(target) {
  const kind = target.slice(0, target.indexOf(":"));
  return [kind, target.slice(kind.length + 1)];
}

/**
 * Show nodes under a title.
 * @param {string} title
 * @param {Node[]} nodes
 */
function fillSheet(title, nodes) {
  sheetTitle.textContent = title;
  sheetBody.replaceChildren(...nodes);
  back.hidden = trail.length < 2;
  if (!sheet.open) sheet.showModal();
  sheet.scrollTop = 0;
  sheetTitle.focus();
}

/**
 * Show a text to be copied by hand.
 * @param {string} title
 * @param {string} hint
 * @param {string} text
 * @param {HTMLElement} opener
 */
export function showText(title, hint, text, opener) {
  const box = make("textarea", text, { readonly: "", "aria-label": title });
  from = opener;
  trail = [];
  fillSheet(title, [make("p", hint), box]);
  box.select();
}

/** Give the focus back to what opened the card, or to what now stands for it. */
function giveFocusBack() {
  const target = from?.dataset.open;
  const again = from?.isConnected ? from : target && document.querySelector(`[data-open="${CSS.escape(target)}"]`);
  if (again instanceof HTMLElement) again.focus();
}

/**
 * Return claims under a heading, nothing where there are none.
 * @param {string} label
 * @param {string[]} paths
 * @returns {Node[]}
 */
function field(label, paths) {
  return paths.length ? [make("h3", label), ...paths.map((path) => claimLine(path))] : [];
}

/**
 * Return links to other cards under a heading, nothing where there are none.
 * @param {string} label
 * @param {string[]} targets
 */
function linksTo(label, targets) {
  if (!targets.length) return [];
  const links = make("div", "", { class: "links" });
  links.append(...targets.map((target) => make("button", nameOf(target), { type: "button", class: "plain", "data-open": target })));
  return [make("h3", label), links];
}

/**
 * Return the title of a card.
 * @param {string} target
 */
function nameOf(target) {
  const [kind, id] = partsOfTarget(target);
  return kind === "point" ? (data.points.find((point) => point.id === id)?.label ?? id) : data.sheets[kind][id].title;
}

/**
 * Return the card of an issue, an event or an audience.
 * @param {string} kind
 * @param {string} id
 */
function plainCard(kind, id) {
  const card = data.sheets[kind][id];
  const event = kind === "event" ? data.events.find((one) => one.id === id) : undefined;
  const shifts = (event?.shifts ?? []).map((shift) => [id, ...shiftNames(shift)].join("."));
  return [
    ...card.fields.flatMap(([label, paths]) => field(label, paths)), ...field(data.say.moves, shifts),
    ...card.links.flatMap(([label, targets]) => linksTo(label, targets)), ...commandOf(card.command),
  ];
}

/**
 * Return a point's card: where it stands in this state, criterion by criterion and how surely, then its texts.
 * @param {string} id
 */
function pointCard(id) {
  const { state } = shown, n = data.points.findIndex((point) => point.id === id), { word, issue } = data.points[n];
  const place = placeOf(data, n, settingOf(data, state), weightingIn(data, state));
  const where = make("p"), events = data.events.filter(({ shifts }) => shifts.some(([point]) => point === n));
  const standing = `${data.lists[place.list][2]} ${signed(place.whole)}`;
  where.append(make("span", standing, { class: `standing l${place.list}` }), ` ${whom(data, state)}`);
  const hints = [partsOf(data, place), notesOf(data, place, state.who).join(" "), word].filter((text) => text);
  return [
    where, ...hints.map((text) => make("p", text, { class: "hint" })), criteriaOf(id, place, state),
    ...sureness(place, state), ...textsOf(n, state), ...linksTo(data.say.issue, issue ? [`issue:${issue}`] : []),
    ...linksTo(data.say.events, events.map((event) => `event:${event.id}`)),
    ...commandOf(`kbrief explain ${id}${options(data, state)}`),
  ];
}

/**
 * Return the texts of a point as they are said to the audience of a state.
 * @param {number} n
 * @param {State} state
 */
function textsOf(n, state) {
  const { id, tensions } = data.points[n], side = state.who === null ? "" : data.administrations[state.who][0];
  const fields = TEXTS.flatMap((name) =>
    field(data.say[name], [`${id}.for.${side}.${name}`, `${id}.${name}`].filter((path) => path in data.claims).slice(0, 1)));
  return [...fields, ...field(data.say.listed, numbered(`${id}.listed`)), ...field(data.say.tension, tensions)];
}

/**
 * Return the paths of the claims that stand at a path: one, or several.
 * @param {string} path
 */
function numbered(path) {
  if (path in data.claims) return [path];
  const paths = [];
  while (`${path}.${paths.length + 1}` in data.claims) paths.push(`${path}.${paths.length + 1}`);
  return paths;
}

/**
 * Return the ratings as they count in this state, each with its claims, and with the events that shift it.
 * @param {string} id
 * @param {Place} place
 * @param {State} state
 */
function criteriaOf(id, place, state) {
  const node = make("div", "", { class: "criteria" });
  data.criteria.forEach(([, name, meanings], k) => {
    const { value, letter, isContested } = place.ratings[k], isKnown = letter !== "u";
    const row = make("div", "", { class: "criterion" }), behind = make("div");
    if (isKnown && meanings[value + 2]) behind.append(make("p", meanings[value + 2], { class: "hint" }));
    behind.append(...claimsBehind(id, k, place, state));
    if (!isKnown) behind.append(make("span", data.say.u, { class: "mark u" }));
    row.append(make("b", name), make("b", isKnown ? signed(value) + (isContested ? "±" : "") : "–"), behind);
    node.append(row);
  });
  return node;
}

/**
 * Return what a rating rests on here: its own claims where they count, then the shifts that count.
 * @param {string} id
 * @param {number} k
 * @param {Place} place
 * @param {State} state
 */
function claimsBehind(id, k, place, state) {
  const { claims, shifts } = place.ratings[k], [criterion] = data.criteria[k];
  const rated = data.points[place.point].ratings[k], side = state.who === null ? "" : data.administrations[state.who][0];
  const own = readingsOf(data.points[place.point], k, state.who);
  const base = [id, criterion, ...(Array.isArray(rated) ? [] : [side])].join(".");
  const counted = own.flatMap((reading, n) => (claims.includes(reading) ? [own.length > 1 ? `${base}.${n + 1}` : base] : []));
  const isSaid = shifts.length > 0 || counted.length > 1;
  return [
    ...counted.map((path) => lineWithWhy(path, isSaid ? claimAt(path).says : "")),
    ...shifts.map(([event, by]) =>
      lineWithWhy(`${data.events[event].id}.${id}.${criterion}.${side}`, `${data.events[event].name}: ${signed(by)}`)),
  ];
}

/**
 * Return how surely a point stands.
 * @param {Place} place
 * @param {State} state
 */
function sureness(place, state) {
  const weighting = weightingIn(data, state), share = stability(place, weighting), way = flip(place, weighting);
  const [kept, cases] = share;
  const changes = (way?.changes ?? []).map(([k, old, next]) =>
    fill(data.say.change, { criterion: data.criteria[k][1], old: signed(old), new: signed(next) })).join(", ");
  return [
    make("p", fill(data.say.cases, { kept, cases, share: percent(data, share) })),
    make("p", fill(data.say.weight_share, { share: percent(data, weightStability(place, weighting)) })),
    make("p", way ? fill(data.say.flip, { count: way.distance, changes, list: data.lists[way.list][1] }) : data.say.no_flip),
    make("p", data.say.not_chance, { class: "hint" }),
  ];
}
