import { operation } from "../../../platform/operation.ts";
import { answer } from "../answer.ts";
import { triageContract } from "../contract.ts";

/** What the words sound like, where to go and until when. Nothing of it is stored. */
export const ask = operation(triageContract.ask, async (ctx, { text }) => answer(ctx, text));

export const listCategories = operation(triageContract.listCategories, async (ctx) => ({
  items: ctx.pack.categories.map(({ code, label, definition }) => ({ code, label, definition })),
  total: ctx.pack.categories.length,
}));
