import { triage } from "../../engines/triage/index.ts";
import type { OperationContext } from "../../platform/context.ts";
import { civilDate } from "../../shared/civil-time.ts";
import type { TriageAnswer } from "./contract.ts";
import { answerOf } from "./rules.ts";

/** What triage says to a text on the app's day. Nothing is stored, and nothing of the text may be. */
export function answer(ctx: Pick<OperationContext, "now" | "pack">, text: string): TriageAnswer {
  return answerOf(triage(text, { today: civilDate(ctx.now) }), ctx.pack);
}

/** The codes of an answer, which may be stored: no words of the person, no dates out of them. */
export function codesOf(ctx: Pick<OperationContext, "now">, text: string) {
  const result = triage(text, { today: civilDate(ctx.now) });
  return {
    lexicon: result.lexiconVersion,
    abstain: result.abstain,
    categories: result.categories.map(({ code, score }) => ({ code: code as string, score })),
    flags: result.flags.map(({ code }) => code as string),
    serviceLines: result.serviceLines.map(({ code }) => code as string),
    limitations: result.limitations.map(({ code }) => code),
  };
}
export type TriageCodes = ReturnType<typeof codesOf>;
