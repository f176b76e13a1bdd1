import type { OperationContext } from "../../platform/context.ts";
import { CommitThenThrow } from "../../platform/operation.ts";
import { Denied } from "../../shared/refusal.ts";
import { drawToken } from "./store-limits.ts";

/**
 * Takes one token out of the bucket `key`, which all processes share. The key is stored as a keyed hash.
 * What was taken stays taken only if the operation commits: a handler that refuses afterwards (a wrong code, a wrong
 * password) throws `CommitThenThrow(refusal(…))`.
 * @param limit tokens that come back per minute, and how many the bucket holds
 * @throws Denied 429 with `retryAfterSeconds`, wrapped so that the tokens taken before it stay taken
 */
export async function takeToken(
  ctx: OperationContext,
  key: string,
  limit: { perMinute: number; burst: number },
): Promise<void> {
  const wait = await drawToken(ctx, ctx.lookup("rate", key), limit);
  if (wait > 0) throw new CommitThenThrow(new Denied(429, "TOO_MANY_REQUESTS", wait));
}
