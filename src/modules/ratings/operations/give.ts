import { operation } from "../../../platform/operation.ts";
import { notFound, refusal } from "../../../shared/refusal.ts";
import { takeToken } from "../../identity/index.ts";
import { addEvent, startClock } from "../../matters/index.ts";
import { ratingsContract } from "../contract.ts";
import { giveRefusal, needsContact } from "../rules.ts";
import { findRatingByToken, writeRating } from "../store.ts";
import { showInvitation } from "../view.ts";

/** Opens a link to rate. Whoever holds it learns which matter it is about and nothing of the case. */
export const invitation = operation(ratingsContract.invitation, async (ctx, input) => {
  await takeToken(ctx, `rating:${ctx.request.ip}`, { perMinute: 60, burst: 60 });
  const row = await findRatingByToken(ctx, ctx.hashSecret(input.token));
  if (!row) throw notFound();
  return await showInvitation(ctx, row);
});

/**
 * Rates, once. “服务没有发生” carries no level, stands in the timeline and, like a bad level, has to be answered by the
 * judicial office within a working day (SLA-23); what was written stays with the tiers.
 */
export const give = operation(ratingsContract.give, async (ctx, input) => {
  await takeToken(ctx, `rating:${ctx.request.ip}`, { perMinute: 60, burst: 60 });
  const row = await findRatingByToken(ctx, ctx.hashSecret(input.token));
  if (!row) throw notFound();
  const refused = giveRefusal({ ratedAt: row.ratedAt, expiresAt: new Date(row.expiresAt) }, input, ctx.now);
  if (refused) throw refusal(refused);
  const level = input.tookPlace ? (input.level ?? null) : null;
  const written = await writeRating(ctx, row.id, {
    level,
    tookPlace: input.tookPlace,
    commentSealed: ctx.sealMaybe(input.comment),
    via: input.via,
  });
  if (!written) throw refusal("ALREADY_RATED");
  ctx.about("ratings", row.id, row.unitPath);
  if (needsContact({ level, tookPlace: input.tookPlace })) {
    await addEvent(ctx, row.matterId, input.tookPlace ? "ratingBad" : "ratingDenied", {});
    await startClock(ctx, { id: row.matterId, unitPath: row.unitPath }, "SLA-23");
  }
  return await showInvitation(ctx, { ...row, level, tookPlace: input.tookPlace, ratedAt: ctx.now.toISOString() });
});
