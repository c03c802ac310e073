// What the page's data holds, and what is made of it. Read by the type checker alone; nothing of it is in the page.

/** Value, number of its basis, and who made it where that is known. */
export type Reading = [number, number, string?];
/** The readings of a criterion; of one that differs by audience a list of them for each audience. */
export type Rated = Reading[] | { by: Reading[][] };
/** s(tated), i(nferred), o(utside the source) or u(nknown). */
export type Letter = "s" | "i" | "o" | "u";
/** Letter, reason, numbers of paragraphs. */
export type Basis = [Letter, string, number[]];
/** Point, criterion, audience, steps, basis. */
export type Shift = [number, number, number, number, number];
/** What is said, number of its basis; events after which it is not true, and what is said then. */
export type Claim = [string, number, number[]?, string?];

export interface BriefEvent {
  id: string;
  name: string;
  group: string | null;
  status: "open" | "observed" | "ruled-out";
  shifts: Shift[];
}

export interface Point {
  id: string;
  label: string;
  lists: number[];
  issue: string;
  word: string;
  tensions: string[];
  ratings: Rated[];
}

export interface Card {
  title: string;
  fields: [string, string[]][];
  links: [string, string[]][];
  command: string;
}

export interface Data {
  lang: string;
  mode: "alternatives" | "together";
  title: string;
  version: string;
  marking: string;
  head: Record<"source" | "alone" | "with" | "given" | "observed" | "passed", string>;
  whom: Record<"with" | "alone" | "stated" | "with_stated" | "given", string>;
  /** Name, short name, heading in two halves. */
  lists: [string, string, string, string][];
  /** Id, name, what each step means, whether a stated rating above 0 is a request. */
  criteria: [string, string, string[], boolean][];
  weights: string[];
  threshold: string;
  administrations: [string, string][];
  events: BriefEvent[];
  groups: number[][];
  points: Point[];
  claims: Record<string, Claim>;
  sheets: Record<string, Record<string, Card>>;
  bases: Basis[];
  paragraphs: [string, string, string[]][];
  say: Record<string, string>;
}

/** What is asked for: an audience (null: none), events given, weights as typed, and whether inference is left out. */
export interface State {
  who: number | null;
  given: number[];
  weights: string[];
  isStated: boolean;
}

/** For whom and given what points are rated; events in the order in which they count. */
export interface Setting {
  who: number | null;
  events: number[];
  isStated: boolean;
}

/** Weights as whole numbers, their sum, and the threshold as [digits, decimals]. */
export interface Weighting {
  weights: bigint[];
  all: bigint;
  threshold: [bigint, number];
  isEven: boolean;
}

/** A rating as it counts; `readings` are [value, sureness], more than one where they differ. */
export interface Rating {
  value: number;
  stated: number;
  letter: "s" | "i" | "u";
  isOutside: boolean;
  isContested: boolean;
  readings: [number, number][];
  claims: Reading[];
  /** Event, steps, basis. */
  shifts: [number, number, number][];
}

export interface Place {
  point: number;
  ratings: Rating[];
  total: bigint;
  list: number;
  statedList: number;
  whole: number;
  stated: number;
  isTally: boolean;
  isEdge: boolean;
  rank: number;
}

/** A change of one rating: criterion, old value, new value. */
export type Change = [number, number, number];
export interface Flip {
  changes: Change[];
  list: number;
  distance: number;
}
/** A share as part and whole. */
export type Share = [bigint, bigint];
