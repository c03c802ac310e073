// The page at work: what is chosen in the panel, or asked for by the address, is shown; nothing is sent anywhere.

import { listenToSheet, openSheet, showText } from "./cards.js";
import { asText, weightsLine } from "./copy.js";
import { data, shown } from "./data.js";
import { byId, inputs, make, setText } from "./dom.js";
import { decimal, fill, whole } from "./exact.js";
import { find, sayChanges, showLists } from "./lists.js";
import { showMatrix, sides } from "./matrix.js";
import { joint, rank } from "./rank.js";
import { canBeGiven, fragment, headLines, initial, isWeighed, settingOf, stateOf, weightingIn, whom } from "./state.js";
import { jointLine } from "./words.js";

/** @typedef {import("./types").State} State */

let state = stateOf(data, location.hash);
/** @type {import("./types").Place[] | null} */
let places = null;
let footHeight = "";

/**
 * Show a state; where another was shown before, points glide and the changes are said.
 * @param {State} next
 */
function show(next) {
  const before = places;
  state = shown.state = next;
  places = rank(data, settingOf(data, state), weightingIn(data, state));
  const all = sides(state), isJoint = data.mode === "together" && all.length > 1;
  showLists(state, places, before, (point) => (isJoint ? jointLine(data, joint(all.map((side) => side[point]))) : ""));
  if (before) sayChanges(places, before);
  showMatrix(state, all);
  showPanel();
  showHead();
}

function showPanel() {
  const chosen = state.who === null ? "" : data.administrations[state.who][0];
  for (const input of inputs("input[name=who]")) input.checked = input.value === chosen;
  for (const input of inputs("input[name=stated]")) input.checked = state.isStated;
  const isOff = state.who === null || state.isStated;
  for (const input of inputs("input[name=event]")) {
    const n = data.events.findIndex(({ id }) => id === input.value);
    input.checked = !isOff && (state.given.includes(n) || data.events[n].status === "observed");
    input.disabled = isOff || !canBeGiven(data, n);
  }
  if (document.getElementById("nobody")) byId("nobody").hidden = state.who !== null;
  if (document.getElementById("events-off")) byId("events-off").hidden = !isOff;
  showWeights();
  /** @type {HTMLButtonElement} */ (byId("start-over")).disabled = fragment(data, state) === "";
}

/** Show the weights in their fields, but not in the one that is being typed in. */
function showWeights() {
  for (const input of inputs("[data-criterion]")) {
    const weight = state.weights[data.criteria.findIndex(([id]) => id === input.dataset.criterion)];
    if (input !== document.activeElement && input.value !== weight) input.value = weight;
    if (input.type === "text" && decimal(input.value)) input.removeAttribute("aria-invalid");
  }
}

function showHead() {
  setText(byId("whom"), fill(data.say.lists, { whom: whom(data, state) }));
  const lines = headLines(data, state);
  if (byId("trust").textContent !== lines.join("")) byId("trust").replaceChildren(...lines.map((line) => make("p", line)));
  byId("weights-on").hidden = !isWeighed(data, state);
  setText(byId("weights-on"), weightsLine(state));
}

/** Keep what is scrolled to clear of the head lines, and let them be scrolled by keyboard where they are cut. */
function fitFoot() {
  const foot = byId("trust"), height = `${foot.offsetHeight}px`;
  if (height !== footHeight) {
    footHeight = height;
    document.documentElement.style.scrollPaddingBottom = `calc(${height} + 1rem)`;
    byId("panel").style.setProperty("--foot", height);
  }
  if (foot.scrollHeight > foot.clientHeight + 1) foot.tabIndex = 0;
  else foot.removeAttribute("tabindex");
}

/**
 * Take a change of the state, show it, and keep it in the address.
 * @param {Partial<State>} change
 */
function choose(change) {
  show({ ...state, ...change });
  history.replaceState(null, "", `#${fragment(data, state)}`);
}

/**
 * Take the weight that is typed or dragged, or say what is wrong with it.
 * @param {HTMLInputElement} input
 */
function takeWeight(input) {
  const n = data.criteria.findIndex(([id]) => id === input.dataset.criterion);
  const weights = state.weights.map((weight, k) => (k === n ? input.value.trim() : weight));
  const isNumber = decimal(input.value) !== null, isFine = isNumber && whole(weights).some((weight) => weight > 0n);
  setText(byId("fault"), isFine ? "" : isNumber ? data.say.weights_zero : data.say.weight_wrong);
  if (isFine) {
    input.removeAttribute("aria-invalid");
    choose({ weights });
  } else input.setAttribute("aria-invalid", "true");
}

/**
 * Take what is chosen in the panel.
 * @param {HTMLInputElement} input
 */
function takeChoice(input) {
  if (input.name === "who") {
    const who = data.administrations.findIndex(([id]) => id === input.value);
    choose({ who: who < 0 ? null : who });
  }
  if (input.name === "stated") choose({ isStated: input.checked });
  if (input.name === "event") {
    const n = data.events.findIndex(({ id }) => id === input.value), others = state.given.filter((other) => other !== n);
    choose({ given: (input.checked ? [...others, n] : others).sort((a, b) => a - b) });
  }
}

/** Forget what is wrong with the weights. */
function clearFault() {
  setText(byId("fault"), "");
  for (const input of inputs("[data-criterion]")) input.removeAttribute("aria-invalid");
}

/**
 * Copy the lists; where the browser does not let the page do that, show them.
 * @param {HTMLElement} opener
 */
async function copy(opener) {
  const text = asText(state, places ?? []);
  try {
    await navigator.clipboard.writeText(text);
    byId("changes").replaceChildren(make("span", data.say.copied));
  } catch {
    showText(data.say.copy_lists, data.say.copy_by_hand, text, opener);
  }
}

/** Let everything on the page act. */
function listen() {
  document.addEventListener("click", ({ target }) => {
    const opener = target instanceof Element ? target.closest("[data-open]") : null;
    if (opener instanceof HTMLElement) openSheet(opener.dataset.open ?? "", opener);
  });
  document.addEventListener("change", ({ target }) => target instanceof HTMLInputElement && takeChoice(target));
  document.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement && target.dataset.criterion) takeWeight(target);
    if (target instanceof HTMLInputElement && target.id === "find") find(target.value);
  });
  document.addEventListener("focusout", ({ target }) => {
    if (target instanceof HTMLInputElement && target.dataset.criterion && !target.hasAttribute("aria-invalid")) showPanel();
  });
  addEventListener("hashchange", () => show(stateOf(data, location.hash)));
  new ResizeObserver(fitFoot).observe(byId("trust"));
  byId("copy").addEventListener("click", () => copy(byId("copy")));
  byId("print").addEventListener("click", () => print());
  byId("weights-back").addEventListener("click", () => {
    clearFault();
    choose({ weights: [...data.weights] });
  });
  byId("start-over").addEventListener("click", () => {
    clearFault();
    choose(initial(data));
    (inputs("input[name=who]:checked")[0] ?? byId("copy")).focus();
  });
}

listenToSheet();
listen();
document.documentElement.classList.remove("still");
if (data.administrations.length) byId("changes").append(make("span", data.say.changes_here, { class: "hint" }));
show(state);
