import { operation } from "../../../platform/operation.ts";
import { done } from "../../../shared/contract.ts";
import { notFound } from "../../../shared/refusal.ts";
import { notificationsContract } from "../contract.ts";
import { listMine, markRead as mark } from "../store.ts";

/** The caller's own messages in the app, newest first. */
export const list = operation(notificationsContract.list, async (ctx, input) => await listMine(ctx, input));

export const markRead = operation(notificationsContract.markRead, async (ctx, { id }) => {
  if (!(await mark(ctx, id))) throw notFound();
  return done;
});
