// The page at work: what is chosen in the panel, or asked for by the address, is shown; nothing is sent anywhere.

const byId = (id) => document.getElementById(id);
let state = stateOf(location.hash);
let places = null;
let footHeight = "";

/** Show a state; where another was shown before, points glide and the changes are said. */
function show(next) {
  const before = places;
  state = next;
  places = placesIn(state);
  showLists(places, before);
  if (before) sayChanges(places, before);
  showMatrix(state);
  showPanel();
  showHead();
}

function showPanel() {
  const chosen = state.who === null ? "" : data.administrations[state.who][0];
  for (const input of document.querySelectorAll("input[name=who]")) input.checked = input.value === chosen;
  const isFull = state.given.length >= data.most;
  for (const input of document.querySelectorAll("input[name=event]")) {
    input.checked = state.who !== null && state.given.includes(eventNumber.get(input.value));
    input.disabled = state.who === null || (isFull && !input.checked);
  }
  for (const id of ["nobody", "events-off"]) if (byId(id)) byId(id).hidden = state.who !== null;
  const active = document.activeElement;
  for (const input of document.querySelectorAll("[data-criterion]")) {
    const weight = state.weights[data.criteria.findIndex(([id]) => id === input.dataset.criterion)];
    if (input !== active && input.value !== weight) input.value = weight;
    if (input.type === "text" && decimal(input.value)) input.removeAttribute("aria-invalid");
  }
  byId("start-over").disabled = fragment(state) === "";
}

function showHead() {
  const given = counting(state).map((n) => data.events[n][1]).join(", ");
  setText(byId("whom"), fill(data.say.lists, { whom: whom(state) }));
  setText(byId("trust-line"), state.who === null ? data.head.alone : data.head.with);
  byId("trust-given").hidden = !given;
  setText(byId("trust-given"), given ? fill(data.head.given, { events: given }) : "");
  byId("weights-on").hidden = !asked(state);
  setText(byId("weights-on"), asked(state) ? notWithWeights() : "");
}

function notWithWeights() {
  const told = data.criteria.map(([, name], n) => `${name} ${state.weights[n]}`).join(", ");
  return fill(data.say.weights_on, { weights: told });
}

/** Keep what is scrolled to clear of the head lines, and let them be scrolled by keyboard where they are cut. */
function fitFoot() {
  const foot = byId("trust");
  const height = `${foot.offsetHeight}px`;
  if (height !== footHeight) {
    footHeight = height;
    document.documentElement.style.scrollPaddingBottom = `calc(${height} + 1rem)`;
    byId("panel").style.setProperty("--foot", height);
  }
  if (foot.scrollHeight > foot.clientHeight + 1) foot.tabIndex = 0;
  else foot.removeAttribute("tabindex");
}

/** Take a change of the state, show it, and keep it in the address. */
function choose(change) {
  show({ ...state, ...change });
  history.replaceState(null, "", `#${fragment(state)}`);
}

function takeWeight(input) {
  const n = data.criteria.findIndex(([id]) => id === input.dataset.criterion);
  const weights = state.weights.map((weight, k) => (k === n ? input.value.trim() : weight));
  const isNumber = decimal(input.value) !== null;
  const isFine = isNumber && whole(weights.map(decimal)).some((weight) => weight > 0n);
  setText(byId("fault"), isFine ? "" : isNumber ? data.say.weights_zero : data.say.weight_wrong);
  if (isFine) {
    input.removeAttribute("aria-invalid");
    choose({ weights });
  } else input.setAttribute("aria-invalid", "true");
}

/** Return the lists as text, with marking, head lines and the command that gives the memo of this state. */
function asText() {
  const given = counting(state).map((n) => data.events[n][1]).join(", ");
  const lines = [data.marking, data.title, data.head.source, state.who === null ? data.head.alone : data.head.with];
  if (given) lines.push(fill(data.head.given, { events: given }));
  if (asked(state)) lines.push(notWithWeights());
  lines.push("", fill(data.say.lists, { whom: whom(state) }));
  data.lists.forEach(([, , head, rest], list) => {
    const here = on(places, list);
    lines.push("", `${head}${rest ? `: ${rest}` : ""} (${here.length})`);
    lines.push(...here.map((place) => rowText(place, here)), ...strays(places, list).map(strayText));
  });
  return [...lines, "", `kbrief memo${options(state)}`, data.version, ""].join("\n");
}

function rowText(place, here) {
  const [id, label] = data.points[place.point];
  const tie = here.filter((other) => other.rank === place.rank).length > 1 ? "=" : "";
  const stays = place.isWeighed ? "" : `, ${fill(data.say.stays, { share: place.standing.share })}`;
  const marks = data.marks[place.standing.marks].map(([, text]) => `[${text}]`).join(" ");
  return `  ${place.rank}${tie} ${label} (${id}) ${signed(place.whole)}${stays} ${marks} ${notesOf(place)}`.trimEnd();
}

function strayText(place) {
  const [id, label] = data.points[place.point];
  return `  – ${label} (${id}) ${signed(place.whole)}: ${elsewhereOf(place)}`;
}

async function copy(from) {
  const text = asText();
  try {
    await navigator.clipboard.writeText(text);
    byId("changes").replaceChildren(make("span", data.say.copied));
  } catch {
    const box = make("textarea", text, { readonly: "", "aria-label": data.say.copy_lists });
    [opener, trail] = [from, []];
    title(data.say.copy_lists);
    sheetBody.replaceChildren(make("p", data.say.copy_by_hand), box);
    showSheet();
    box.select();
  }
}

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-open]");
  if (target) openSheet(target.dataset.open, target);
  else if (event.target === sheet) sheet.close();
});
document.addEventListener("change", ({ target }) => {
  if (target.name === "who") choose({ who: target.value === "" ? null : whoNumber.get(target.value) });
  if (target.name === "event") {
    const n = eventNumber.get(target.value);
    const given = state.given.filter((other) => other !== n);
    choose({ given: (target.checked ? [...given, n] : given).sort((a, b) => a - b) });
  }
});
document.addEventListener("input", ({ target }) => {
  if (target.dataset.criterion) takeWeight(target);
});
document.addEventListener("focusout", ({ target }) => {
  if (target.dataset.criterion && !target.hasAttribute("aria-invalid")) showPanel();
});
addEventListener("hashchange", () => show(stateOf(location.hash)));
new ResizeObserver(fitFoot).observe(byId("trust"));
byId("copy").addEventListener("click", ({ currentTarget }) => copy(currentTarget));
byId("print").addEventListener("click", () => print());
byId("weights-back").addEventListener("click", () => {
  setText(byId("fault"), "");
  for (const input of document.querySelectorAll("[data-criterion]")) input.removeAttribute("aria-invalid");
  choose({ weights: [...data.weights] });
});
byId("start-over").addEventListener("click", () => {
  setText(byId("fault"), "");
  choose(initial());
  (document.querySelector("input[name=who]:checked") || byId("copy")).focus();
});
byId("close").addEventListener("click", () => sheet.close());
back.addEventListener("click", goBack);
sheet.addEventListener("close", closed);

document.documentElement.classList.remove("still");
if (data.administrations.length) byId("changes").append(make("span", data.say.changes_here, { class: "hint" }));
show(state);
