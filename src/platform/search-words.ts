import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";

let jieba: Jieba | undefined;

/** Loaded at the first use: the dictionary costs some 200 ms and 40 MB, which the CLI need not pay. */
function segmenter(): Jieba {
  jieba ??= Jieba.withDict(dict);
  return jieba;
}

/**
 * Words that a text can be found by: jieba words (search mode), every bigram of CJK runs of up to eight characters
 * (so that two-character names are found), Latin words and digit runs with their last four digits.
 */
export function searchWords(...texts: (string | null | undefined)[]): Set<string> {
  const words = new Set<string>();
  for (const text of texts) {
    if (!text) continue;
    const folded = text.normalize("NFKC").toLowerCase();
    for (const run of folded.match(/[a-z]+|\d+/g) ?? []) {
      words.add(run);
      if (/^\d{5,}$/.test(run)) words.add(run.slice(-4));
    }
    for (const run of folded.match(/[\p{Script=Han}·]+/gu) ?? []) {
      const letters = [...run];
      if (letters.length <= 8) {
        if (letters.length === 1) words.add(run);
        for (let i = 0; i + 1 < letters.length; i++) words.add(`${letters[i]}${letters[i + 1]}`);
      }
      for (const word of segmenter().cutForSearch(run, true)) {
        const inside = [...word];
        if (inside.length > 1) words.add(word);
        // Queries of three or four characters ask for bigrams, whatever the dictionary makes of the sentence around them.
        if (inside.length > 2) for (let i = 0; i + 1 < inside.length; i++) words.add(`${inside[i]}${inside[i + 1]}`);
      }
    }
  }
  return words;
}

/** What somebody typed into a search box, as the words that must all be present: jieba words or, for short input, bigrams. */
export function queryWords(query: string): string[] {
  const folded = query.normalize("NFKC").toLowerCase();
  const words = new Set<string>(folded.match(/[a-z]+|\d+/g) ?? []);
  for (const run of folded.match(/[\p{Script=Han}·]+/gu) ?? []) {
    const letters = [...run];
    const cut = letters.length === 4 ? segmenter().cut(run, true) : [];
    if (cut.length > 1 && cut.every((word) => [...word].length > 1)) {
      // 劳动仲裁 is two words: a long text has no bigram across them.
      for (const word of cut) words.add(word);
    } else if (letters.length <= 4) {
      if (letters.length === 1) words.add(run);
      for (let i = 0; i + 1 < letters.length; i++) words.add(`${letters[i]}${letters[i + 1]}`);
    } else {
      for (const word of segmenter().cut(run, true)) if ([...word].length > 1) words.add(word);
    }
  }
  return [...words];
}
