import { operation } from "../../../platform/operation.ts";
import { found } from "../../../platform/reach.ts";
import { residentsContract } from "../contract.ts";
import { residentsByIds } from "../people.ts";
import { searchResidents } from "../store.ts";

/** Finds by a name, two characters of it, a phone or its last four digits: all words of the query, newest first. */
export const search = operation(residentsContract.search, async (ctx, input) => {
  const ids = await searchResidents(ctx, ctx.queryTokens(input.q));
  const page = ids.slice((input.page - 1) * input.size, input.page * input.size);
  const people = await residentsByIds(ctx, page);
  return { items: page.flatMap((id) => people.get(id) ?? []), total: ids.length };
});

export const get = operation(residentsContract.get, async (ctx, input) =>
  found((await residentsByIds(ctx, [input.id])).get(input.id)),
);
