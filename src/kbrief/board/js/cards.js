// Cards on a click: a point, an issue, an event, an administration, the trace of any claim, or the lists as text.

const sheet = document.getElementById("sheet");
const sheetBody = document.getElementById("sheet-body");
const sheetTitle = document.getElementById("sheet-title");
const back = document.getElementById("back");
let trail = [];
let opener = null;

const kinds = { point: pointCard, issue: plainCard, event: plainCard, administration: plainCard, claim: claimCard };

/** Open a card such as `point:ncg` or `claim:ncg.president.trump`. */
function openSheet(target, from) {
  if (!sheet.open) {
    opener = from;
    trail = [];
  }
  trail.push(target);
  drawSheet();
}

function drawSheet() {
  const target = trail[trail.length - 1];
  const kind = target.slice(0, target.indexOf(":")), id = target.slice(kind.length + 1);
  sheetBody.replaceChildren(...kinds[kind](id, kind));
  showSheet();
}

function showSheet() {
  back.hidden = trail.length < 2;
  if (!sheet.open) sheet.showModal();
  sheet.scrollTop = 0;
  sheetTitle.focus();
}

function goBack() {
  trail.pop();
  drawSheet();
}

/** Give the focus back to what opened the card, or to what now stands for it. */
function closed() {
  const target = opener && opener.dataset.open;
  const again = opener && opener.isConnected ? opener : target && document.querySelector(`[data-open="${CSS.escape(target)}"]`);
  if (again) again.focus();
}

function title(text) {
  sheetTitle.textContent = text;
}

/** Return a claim as a line with its mark, which leads to its trace. */
function claimLine(path, text = data.claims[path][0]) {
  const [, letter, mark] = data.claims[path];
  const line = make("div", "", { class: "line" });
  if (text) line.append(make("span", text, { class: "says" }));
  line.append(markButton(path, letter, mark));
  return line;
}

function markButton(path, letter, mark) {
  return make("button", mark, { type: "button", class: `mark ${letter}`, "data-open": `claim:${path}`, title: path });
}

/** Return the fields, links and command of a card. */
function fieldsOf(card) {
  const nodes = [];
  for (const [label, paths] of card.fields) nodes.push(make("h3", label), ...paths.map((path) => claimLine(path)));
  for (const [label, targets] of card.links) {
    const links = make("div", "", { class: "links" });
    links.append(...targets.map((target) => make("button", nameOf(target), { type: "button", class: "plain", "data-open": target })));
    nodes.push(make("h3", label), links);
  }
  return nodes;
}

function nameOf(target) {
  const kind = target.slice(0, target.indexOf(":"));
  return data.sheets[kind][target.slice(kind.length + 1)].title;
}

function commandOf(line) {
  const said = make("p");
  said.append(make("code", line));
  return [make("h3", data.say.command), said];
}

function plainCard(id, kind) {
  const card = data.sheets[kind][id];
  title(card.title);
  return [...fieldsOf(card), ...commandOf(card.command)];
}

/** Return a point's card: where it stands in this state, criterion by criterion and how surely, then its texts. */
function pointCard(id) {
  const card = data.sheets.point[id];
  const place = placesIn(state)[data.points.findIndex(([point]) => point === id)];
  title(card.title);
  const where = make("p");
  where.append(
    make("span", `${data.lists[place.list][2]} ${signed(place.whole)}`, { class: `standing l${place.list}` }),
    ` ${whom(state)}`,
  );
  const notes = [partsOf(place), notesOf(place)].filter(Boolean).map((text) => make("p", text, { class: "hint" }));
  const own = card.word ? [make("p", card.word, { class: "hint" })] : [];
  return [where, ...notes, ...own, criteriaOf(id, place), ...sureness(place), ...fieldsOf(card), ...commandOf(card.command + options(state))];
}

/** Return the ratings as they count in this state, each with its claim, and with the events that shift it. */
function criteriaOf(id, place) {
  const node = make("div", "", { class: "criteria" });
  data.criteria.forEach(([criterion, name, meanings], n) => {
    const row = make("div", "", { class: "criterion" });
    const isKnown = place.standing.bases[n] !== "u";
    const behind = make("div");
    const meaning = isKnown ? meanings[place.standing.values[n] + 2] : "";
    if (meaning) behind.append(make("p", meaning, { class: "hint" }));
    behind.append(...claimsBehind(id, criterion, n, place));
    if (!isKnown) behind.append(make("span", data.say.unknown, { class: "mark u" }));
    row.append(make("b", name), make("b", isKnown ? signed(place.standing.values[n]) : "–"), behind);
    node.append(row);
  });
  return node;
}

/** Return what a rating rests on here: its own claim where that counts, then the shifts that count. */
function claimsBehind(id, criterion, n, place) {
  const side = state.who === null ? "" : data.administrations[state.who][0];
  const own = [`${id}.${criterion}.${side}`, `${id}.${criterion}`].flatMap(readingsAt);
  const counting = own.filter((path) => data.claims[path][1] !== "u");
  const shifts = place.standing.shifts.filter(([k]) => k === n).map(([, event, by]) =>
    lineWithWhy(`${data.events[event][0]}.${id}.${criterion}.${side}`, `${data.events[event][1]}: ${signed(by)}`));
  const isSaid = shifts.length || counting.length > 1;
  return [...counting.map((path) => lineWithWhy(path, isSaid ? data.claims[path][0] : "")), ...shifts];
}

/** Return the paths of the claims that a rating holds: one, or several readings. */
function readingsAt(path) {
  if (path in data.claims) return [path];
  const paths = [];
  while (`${path}.${paths.length + 1}` in data.claims) paths.push(`${path}.${paths.length + 1}`);
  return paths;
}

function lineWithWhy(path, text) {
  const why = data.claims[path][3];
  const line = claimLine(path, text);
  if (why) line.append(make("p", why, { class: "why" }));
  return line;
}

/** Return how surely a point stands, nothing where the weights are not the brief's. */
function sureness(place) {
  if (place.isWeighed) return [make("p", notWithWeights(), { class: "notice" })];
  const found = place.standing;
  const changes = found.changes.map(([k, old, next]) =>
    fill(data.say.change, { criterion: data.criteria[k][1], old: signed(old), new: signed(next) }));
  const list = found.flipList === null ? "" : data.lists[found.flipList][1];
  return [
    make("p", fill(data.say.cases, { kept: found.kept, cases: found.cases, share: found.share })),
    make("p", fill(data.say.weightShare, { share: found.weightShare })),
    make("p", changes.length ? fill(data.say.flip, { count: found.flip, changes: changes.join(", "), list }) : data.say.no_flip),
    make("p", data.say.not_chance, { class: "hint" }),
  ];
}

/** Return a claim's trace: what it says, on which basis, why, and the paragraphs behind it. */
function claimCard(path) {
  const [says, letter, mark, why, cites] = data.claims[path];
  title(path);
  const line = make("div", "", { class: "line" });
  line.append(make("span", says, { class: "says" }), make("span", mark, { class: `mark ${letter}` }));
  const nodes = [make("h3", data.say.says), line];
  if (why) nodes.push(make("h3", data.say.why), make("p", why));
  const known = cites.filter((cite) => cite in data.paragraphs);
  if (known.length) nodes.push(make("h3", data.say.behind), ...known.flatMap(paragraph));
  return [...nodes, ...commandOf(`kbrief trace ${path}`)];
}

function paragraph(cite) {
  const [short, digest, figures] = data.paragraphs[cite];
  const said = make("p");
  said.append(make("b", short), ` ${digest}`);
  return [said, ...figures.map((figure) => make("p", figure, { class: "why" }))];
}
