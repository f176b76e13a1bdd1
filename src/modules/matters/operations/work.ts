import type { OperationContext } from "../../../platform/context.ts";
import { operation } from "../../../platform/operation.ts";
import { found } from "../../../platform/reach.ts";
import { civilDate, formatDate } from "../../../shared/civil-time.ts";
import { refusal } from "../../../shared/refusal.ts";
import { notify } from "../../notifications/index.ts";
import { closeMatter, getMatter, moveMatter, stopClocks } from "../cases.ts";
import { type Matter, mattersContract } from "../contract.ts";
import { clocksEndedBy, DEFERRED_CLOCK, dueAfterPause, isLive, levelOf } from "../rules.ts";
import { changeMatter, findMatterPage } from "../store.ts";
import { clocksOf, insertEvent, lockClocks, saveClock } from "../store-timeline.ts";
import { pageOf } from "../view.ts";

async function pageAfter(ctx: OperationContext, id: string): Promise<Matter> {
  const row = found(await findMatterPage(ctx, id));
  ctx.about("matters", id, row.unitPath);
  return await pageOf(ctx, row);
}

/** Sorts a matter into a category of the city. */
export const classify = operation(mattersContract.classify, async (ctx, { id, category }) => {
  const matter = await getMatter(ctx, id);
  if (!isLive(matter.state)) throw refusal("MATTER_CLOSED");
  if (!ctx.pack.categories.some((row) => row.code === category)) throw refusal("CATEGORY_UNKNOWN");
  await changeMatter(ctx, id, { category, categoryBy: "staff" });
  await insertEvent(ctx, id, "classified", { from: matter.category, to: category });
  return await pageAfter(ctx, id);
});

/** Notes something for those who work on the matter; the first note on an online matter is its first answer (SLA-04). */
export const addNote = operation(mattersContract.addNote, async (ctx, { id, text }) => {
  await getMatter(ctx, id);
  await insertEvent(ctx, id, "note", {}, text);
  await stopClocks(ctx, id, clocksEndedBy("note", true));
  return await pageAfter(ctx, id);
});

/** Puts the answer off: three working days (SLA-03), and the person is told until when. */
export const defer = operation(mattersContract.defer, async (ctx, { id, reason }) => {
  const matter = await moveMatter(ctx, id, "defer", reason);
  const due = (await clocksOf(ctx, [id], { running: true })).find((clock) => clock.code === DEFERRED_CLOCK)?.dueAt;
  if (due)
    await notify(ctx, {
      residentId: matter.residentId,
      matterId: id,
      unitPath: matter.unitPath,
      template: "matterDeferred",
      values: { number: matter.number, due: formatDate(civilDate(due), civilDate(ctx.now)) },
    });
  return await pageAfter(ctx, id);
});

export const close = operation(mattersContract.close, async (ctx, { id, outcome }) => {
  await closeMatter(ctx, id, outcome);
  return await pageAfter(ctx, id);
});

export const reopen = operation(mattersContract.reopen, async (ctx, { id }) => {
  await moveMatter(ctx, id, "reopen");
  return await pageAfter(ctx, id);
});

/** Stops a clock while somebody else has to act (supplements, an answer of the person); not every clock may stand still. */
export const pauseClock = operation(mattersContract.pauseClock, async (ctx, { id, code, reason }) => {
  await getMatter(ctx, id);
  const clock = (await lockClocks(ctx, id)).find((one) => one.code === code);
  if (!clock || clock.pausedAt) throw refusal("CLOCK_NOT_RUNNING");
  if (!levelOf(ctx.pack, code, clock.startedAt).pausable) throw refusal("CLOCK_NOT_PAUSABLE");
  await saveClock(ctx, clock.id, { pausedAt: ctx.now, pauseReasonSealed: ctx.seal(reason) });
  await insertEvent(ctx, id, "clockPaused", { code }, reason);
  return await pageAfter(ctx, id);
});

/** Lets a clock go on: what was left when it was stopped is left again. */
export const resumeClock = operation(mattersContract.resumeClock, async (ctx, { id, code }) => {
  await getMatter(ctx, id);
  const clock = (await lockClocks(ctx, id)).find((one) => one.code === code);
  if (!clock?.pausedAt) throw refusal("CLOCK_NOT_RUNNING");
  const dueAt = dueAfterPause(ctx.pack, { ...clock, pausedAt: clock.pausedAt }, ctx.now);
  await saveClock(ctx, clock.id, { dueAt, pausedAt: null, pauseReasonSealed: null });
  await insertEvent(ctx, id, "clockResumed", { code, dueAt: dueAt.toISOString() });
  return await pageAfter(ctx, id);
});
