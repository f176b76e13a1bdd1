import { operation } from "../../../platform/operation.ts";
import { found } from "../../../platform/reach.ts";
import { residentsContract } from "../contract.ts";
import { residentChanged } from "../facts.ts";
import { correctResident, residentsByIds } from "../people.ts";

/** Puts a resident's data right; matters that are found by name or phone follow. */
export const change = operation(residentsContract.change, async (ctx, { id, ...input }) => {
  const before = found((await residentsByIds(ctx, [id], { full: true })).get(id));
  await correctResident(ctx, before, input);
  await ctx.announce(residentChanged, { residentId: id });
  return found((await residentsByIds(ctx, [id])).get(id));
});
