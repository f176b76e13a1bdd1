/**
 * Triage (网络分诊): from a person's own words to a ranked answer, risk flags, clocks and ways on.
 * Pure: no clock, no randomness, no I/O; `today` is an argument. A later engine may replace what is inside; the
 * contract in types.ts stays. Source: shared/engines.md §1.
 */

import { isCivilDate } from "../../shared/civil-time.ts";
import { askBetween, askOpen } from "./ask.ts";
import { findLimitations } from "./clocks.ts";
import { findFlags } from "./flags.ts";
import { fold } from "./fold.ts";
import { headlineOf } from "./headline.ts";
import { LEXICON } from "./lexicon/index.ts";
import { scoreCategories } from "./score.ts";
import { personWords, serviceLines } from "./service-lines.ts";
import type { TriageOptions, TriageResult } from "./types.ts";

export { LEXICON } from "./lexicon/index.ts";
export type * from "./types.ts";
export { CATEGORY_CODES, DANGER_FLAGS, FLAG_CODES, SERVICE_LINE_CODES } from "./types.ts";

/** Below this sum of word weights the evidence is thin: one strong word alone is not enough. */
const THIN = 1.5;
/** The second is this close to the first: a tie, unless both are well supported (then both are simply shown). */
const TIE = 0.85;
const WELL_SUPPORTED = 6;

export const triage = (text: string, options: TriageOptions): TriageResult => {
  const { today, lexicon = LEXICON } = options;
  if (!isCivilDate(today)) throw new RangeError(`today must be a civil date YYYY-MM-DD: ${today}`);
  const folded = fold(text);
  const scored = scoreCategories(folded, lexicon);
  const [first, second] = scored;
  const codes = scored.slice(0, 3).map((c) => c.code);
  const clocks = findLimitations(folded, codes, today);
  const flags = findFlags(folded, clocks, today);
  const result: TriageResult = {
    lexiconVersion: lexicon.version,
    categories: scored.slice(0, 3).map(({ sum: _sum, ...category }) => category),
    flags,
    serviceLines: serviceLines({
      text: folded.text,
      top: first?.code,
      second: second?.code,
      flags: new Set(flags.map((f) => f.code)),
      people: personWords(folded.text),
    }),
    limitations: clocks.map(({ latest: _latest, ...limitation }) => limitation),
    abstain: !first || first.sum < THIN,
    titled: "",
  };
  const tie = first && second && second.sum >= first.sum * TIE && first.sum < WELL_SUPPORTED;
  if (result.abstain) result.ask = codes.length > 1 ? askBetween(codes) : askOpen();
  else if (tie) result.ask = askBetween(codes);
  if (first && !result.abstain) result.titled = headlineOf(first.code, folded.text);
  return result;
};
