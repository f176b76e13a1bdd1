/** Categories by weighted words: distinct terms add up, the longest word at a place wins, repetition adds nothing. */
import { type Folded, spanOf, wordsOf } from "./fold.ts";
import type { CategoryCode, CategoryLexicon, Lexicon, Span, TriageCategory } from "./types.ts";

const DECISIVE = 3;
const STRONG = 1.5;
const WEAK = 0.4;
const GUARD = -2;
/** A word inside a longer word of another category keeps this share: 房产 in 房产继承. */
const COVERED = 0.25;
/** Below this sum there is nothing to show. */
const FLOOR = 0.8;
const MAX_EVIDENCE = 6;

type Term = { category: number; weight: number; id: number };
type Compiled = {
  lexicon: Lexicon;
  codes: CategoryCode[];
  /** first two characters → literal terms beginning with them, longest first */
  literals: Map<string, { word: string; terms: Term[] }[]>;
  patterns: { re: RegExp; term: Term }[];
};

const compiled = new WeakMap<Lexicon, Compiled>();

/** `*` is a gap of at most eight characters inside a sentence, `(a|b)` a choice; everything else is itself. */
const patternOf = (term: string): RegExp =>
  new RegExp(
    term
      .replace(/[.\\+?^${}[\]]/g, "\\$&")
      .replaceAll("(", "(?:")
      .replaceAll("*", "[^。]{0,8}?"),
    "g",
  );

const wordsIn = (lexicon: CategoryLexicon): [string, number][] => {
  const list = (text: string, weight: number): [string, number][] =>
    text
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => [word, weight]);
  return [
    ...list(lexicon.decisive, DECISIVE),
    ...list(lexicon.strong, STRONG),
    ...list(lexicon.weak, WEAK),
    ...list(lexicon.guards, GUARD),
  ];
};

const compile = (lexicon: Lexicon): Compiled => {
  const known = compiled.get(lexicon);
  if (known) return known;
  const literals: Compiled["literals"] = new Map();
  const patterns: Compiled["patterns"] = [];
  let id = 0;
  lexicon.categories.forEach((category, index) => {
    for (const [word, weight] of wordsIn(category)) {
      const term: Term = { category: index, weight, id: id++ };
      if (word.length < 2 || /[*(|]/.test(word)) patterns.push({ re: patternOf(word), term });
      else {
        const key = word.slice(0, 2);
        const bucket = literals.get(key) ?? [];
        const entry = bucket.find((e) => e.word === word);
        if (entry) entry.terms.push(term);
        else bucket.push({ word, terms: [term] });
        literals.set(key, bucket);
      }
    }
  });
  for (const bucket of literals.values()) bucket.sort((a, b) => b.word.length - a.word.length);
  const result = { lexicon, codes: lexicon.categories.map((c) => c.code), literals, patterns };
  compiled.set(lexicon, result);
  return result;
};

type Hit = { start: number; end: number; term: Term };

const hitsIn = (text: string, { literals, patterns }: Compiled): Hit[] => {
  const hits: Hit[] = [];
  const seen = new Set<number>();
  for (let i = 0; i + 1 < text.length; i++) {
    const bucket = literals.get(text.slice(i, i + 2));
    if (!bucket) continue;
    for (const { word, terms } of bucket) {
      if (seen.has(terms[0]!.id) || !text.startsWith(word, i)) continue;
      for (const term of terms) {
        seen.add(term.id);
        hits.push({ start: i, end: i + word.length, term });
      }
    }
  }
  for (const { re, term } of patterns) {
    re.lastIndex = 0;
    const m = re.exec(text);
    if (m) hits.push({ start: m.index, end: m.index + m[0].length, term });
  }
  return hits;
};

/** What a hit counts: inside one category the heaviest of overlapping words; a word covered by another's is worth less. */
const weigh = (hits: Hit[]): Map<number, { sum: number; hits: Hit[] }> => {
  const sums = new Map<number, { sum: number; hits: Hit[] }>();
  const ordered = hits.toSorted(
    (a, b) => Math.abs(b.term.weight) - Math.abs(a.term.weight) || b.end - b.start - (a.end - a.start),
  );
  for (const hit of ordered) {
    const own = sums.get(hit.term.category) ?? { sum: 0, hits: [] };
    const overlaps = own.hits.some(
      (h) => h.start < hit.end && hit.start < h.end && h.term.weight > 0 === hit.term.weight > 0,
    );
    if (overlaps) continue;
    const covered =
      hit.term.weight > 0 &&
      hits.some(
        (h) =>
          h.term.category !== hit.term.category &&
          h.term.weight >= hit.term.weight &&
          h.start <= hit.start &&
          h.end >= hit.end &&
          h.end - h.start > hit.end - hit.start,
      );
    own.sum += hit.term.weight * (covered ? COVERED : 1);
    own.hits.push(hit);
    sums.set(hit.term.category, own);
  }
  return sums;
};

export type Scored = TriageCategory & { sum: number };

/** All categories with evidence, the best first. */
export const scoreCategories = (folded: Folded, lexicon: Lexicon): Scored[] => {
  const machine = compile(lexicon);
  const sums = weigh(hitsIn(folded.text, machine));
  const scored: Scored[] = [];
  for (const [index, { sum, hits }] of sums) {
    if (sum < FLOOR) continue;
    const spans: Span[] = hits
      .filter((h) => h.term.weight > 0)
      .slice(0, MAX_EVIDENCE)
      .map((h) => spanOf(folded, h.start, h.end))
      .toSorted((a, b) => a.start - b.start);
    const score = Math.round((1 - Math.exp(-sum / 4)) * 1000) / 1000;
    scored.push({
      code: machine.codes[index]!,
      sum,
      score,
      evidence: [...new Set(spans.map((s) => wordsOf(folded, s)))],
      spans,
    });
  }
  return scored.sort((a, b) => b.sum - a.sum || machine.codes.indexOf(a.code) - machine.codes.indexOf(b.code));
};
