import type { TriageResult } from "../../engines/triage/types.ts";
import type { Pack } from "../../shared/pack.ts";
import type { TriageAnswer } from "./contract.ts";
import { disclaimer } from "./labels.ts";

const MOST_TO_BRING = 8;

/** An engine's result in the city's words: labels of categories and lines from the pack, what to bring, the disclaimer. */
export function answerOf(
  result: TriageResult,
  pack: Pick<Pack, "categories" | "serviceLines" | "texts">,
): TriageAnswer {
  const labelOf = (rows: readonly { code: string; label: string }[], code: string) =>
    rows.find((row) => row.code === code)?.label;
  const categories = result.categories.flatMap(({ code, score, evidence }) => {
    const label = labelOf(pack.categories, code);
    return label === undefined ? [] : [{ code, label, score, evidence }];
  });
  const first = result.abstain ? undefined : categories[0]?.code;
  const bring = [...((first && pack.texts.bring[first]) || []), ...pack.texts.bringAlways];
  return {
    title: result.abstain ? "" : result.titled,
    categories,
    flags: result.flags.map(({ code, evidence }) => ({ code, evidence })),
    serviceLines: result.serviceLines.flatMap(({ code, reason }) => {
      const label = labelOf(pack.serviceLines, code);
      return label === undefined ? [] : [{ code, label, reason }];
    }),
    limitations: result.limitations.map(({ code, name, text, law, evidence, lastDay }) => ({
      code,
      name,
      text,
      law,
      evidence: evidence[0] ?? null,
      lastDay: lastDay ?? null,
    })),
    bring: first === "NOT_LEGAL" ? [] : [...new Set(bring)].slice(0, MOST_TO_BRING),
    ask: result.ask,
    abstain: result.abstain,
    disclaimer,
  };
}
