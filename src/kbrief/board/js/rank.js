// Where the points stand: looked up as the program placed them; with changed weights, scores are added up here.

const EMPHASIZE = 0, HOLD = 1, MINIMIZE = 2;
const setNumber = new Map(data.sets.map((events, n) => [events.join(), n]));
const threshold = decimal(data.threshold);
const standings = [];

/** Return a standing as an object, made when first asked for. */
function standing(n) {
  return (standings[n] ??= Object.fromEntries(data.columns.map((name, k) => [name, data.standings[n][k]])));
}

/** Return the number of the ranking for an administration (null: none) and a set of events. */
function rankingOf(who, events) {
  if (who === null) return data.lookup[0];
  return data.lookup[1 + who][setNumber.get(events.join())];
}

/** Return each point's place {list, rank, whole, stated, standing, isEdge} as the program gives it. */
function embedded(ranking) {
  const [numbers, ranks] = data.rankings[ranking];
  return numbers.map((n, point) => {
    const found = standing(n);
    const isEven = found.tally !== null;
    return {
      point, n, standing: found, list: found.list, rank: ranks[point], statedList: found.statedList, isEdge: !!found.edge,
      whole: isEven ? found.tally : found.score, stated: isEven ? found.statedTally : found.statedScore,
    };
  });
}

/** Return the list for Σ w·r: S ≥ T, that is 100·Σwr / (2·Σw) ≥ T, in whole numbers alone. */
function listAt(total, allWeights) {
  const [digits, places] = threshold;
  const score = 100n * total * 10n ** BigInt(places), line = digits * 2n * allWeights;
  if (score >= line) return EMPHASIZE;
  return score <= -line ? MINIMIZE : HOLD;
}

/** Return the places of the same ranking under weights in whole numbers, ranked as the program ranks. */
function weighed(ranking, weights) {
  const all = weights.reduce((a, b) => a + b, 0n);
  const isEven = weights.every((weight) => weight === weights[0]);
  const read = (total) => (isEven ? Number(total / weights[0]) : ratio(100n * total, 2n * all));
  const places = embedded(ranking).map((place) => {
    const total = sum(weights, place.standing.values), stated = sum(weights, place.standing.stated);
    const [digits, decimals] = threshold;
    const reach = 100n * total * 10n ** BigInt(decimals), line = digits * 2n * all;
    return {
      ...place, total, list: listAt(total, all), statedList: listAt(stated, all), whole: read(total), stated: read(stated),
      isEdge: reach === line || reach === -line, rank: 0, isWeighed: true, isEven,
    };
  });
  for (const list of [EMPHASIZE, HOLD, MINIMIZE]) number(places.filter((place) => place.list === list), list === MINIMIZE);
  return places;
}

/** Give the places of one list their ranks, the strongest first; equals share a rank and stand in the order of the file. */
function number(places, isRising) {
  places.sort((a, b) => (a.total === b.total ? 0 : a.total < b.total === isRising ? -1 : 1));
  places.forEach((place, n) => {
    place.rank = n && places[n - 1].total === place.total ? places[n - 1].rank : n + 1;
  });
}

/** Return the places of a list in their order. */
function on(places, list) {
  return places.filter((place) => place.list === list).sort((a, b) => a.rank - b.rank || a.point - b.point);
}
