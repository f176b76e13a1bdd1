import { CommitThenThrow, operation } from "../../../platform/operation.ts";
import { refusal } from "../../../shared/refusal.ts";
import { takeToken } from "../../identity/index.ts";
import { findByProof } from "../../matters/index.ts";
import { readNumber } from "../../matters/rules.ts";
import { phoneLookup } from "../../residents/index.ts";
import { ratingsContract } from "../contract.ts";
import { findRatingOfMatter } from "../store.ts";

/**
 * The link of whoever knows the number of his matter and the phone that he left: a lost message is no lost voice.
 * A wrong number, a wrong phone and a number of nobody get the same answer, and guesses run into limits.
 * `token` is null while the matter is not closed, when it is rated, and when the time is over.
 */
export const linkByProgress = operation(ratingsContract.linkByProgress, async (ctx, input) => {
  const number = readNumber(input.number);
  await takeToken(ctx, `ratingLink:ip:${ctx.request.ip}`, { perMinute: 10, burst: 30 });
  // What is no number has no bucket: nobody's slips of the pen close the door to others.
  if (number) await takeToken(ctx, `ratingLink:number:${number}`, { perMinute: 0.5, burst: 10 });
  const contact = phoneLookup(ctx, input.phone);
  const matter = number && contact ? await findByProof(ctx, number, contact) : undefined;
  // Committed, so that the tokens stay taken.
  if (!matter) throw new CommitThenThrow(refusal("PROGRESS_NOT_FOUND"));
  const row = await findRatingOfMatter(ctx, matter.id);
  ctx.about("ratings", row?.id ?? matter.id, matter.unitPath);
  if (!row || row.ratedAt !== null) return { token: null, rated: row !== undefined };
  const usable = matter.state === "closed" && ctx.now <= new Date(row.expiresAt);
  return { token: usable ? ctx.open(row.tokenSealed) : null, rated: false };
});
