import { operation } from "../../../platform/operation.ts";
import { found } from "../../../platform/reach.ts";
import { Invalid } from "../../../shared/refusal.ts";
import { takeToken } from "../../identity/index.ts";
import { answer } from "../../triage/index.ts";
import { mattersContract } from "../contract.ts";
import { DRAFT_DAYS, draftLimit, mergeDraft } from "../rules.ts";
import { findDraft, insertDraft, saveDraftAnswers } from "../store-drafts.ts";

/** Keeps what was typed so far, sealed, for 30 days; the token in the browser's cookie opens it, nothing else does. */
export const saveDraft = operation(mattersContract.saveDraft, async (ctx, input) => {
  if (!ctx.demo) await takeToken(ctx, `draft:${ctx.request.ip}`, draftLimit);
  const before = input.token ? await findDraft(ctx, input.token) : undefined;
  const merged = mergeDraft(before?.answers ?? {}, input.answers);
  if ("wrong" in merged) throw new Invalid([{ path: ["answers", merged.wrong], message: merged.message }]);
  const expiresAt = new Date(ctx.now.getTime() + DRAFT_DAYS * 86_400_000);
  if (before && input.token) {
    await saveDraftAnswers(ctx, before.id, merged.answers, expiresAt);
    return { token: input.token };
  }
  const token = ctx.newSecret();
  await insertDraft(ctx, token, merged.answers, expiresAt);
  return { token };
});

/** What was typed so far, and what triage says to it today. */
export const loadDraft = operation(mattersContract.loadDraft, async (ctx, input) => {
  const { answers } = found(await findDraft(ctx, input.token));
  return { answers, triage: answers.text ? answer(ctx, `${answers.text}${answers.added ?? ""}`) : null };
});
