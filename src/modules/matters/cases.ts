import type { OperationContext } from "../../platform/context.ts";
import { found } from "../../platform/reach.ts";
import { notFound, refusal } from "../../shared/refusal.ts";
import type { MatterRow } from "./contract.ts";
import { matterClosed } from "./facts.ts";
import { clockAtOpening, clocksEndedBy, DEFERRED_CLOCK, decideMove, dueOf, isMet, type MatterMove } from "./rules.ts";
import { changeMatter, findMatter, type MatterRef, setState } from "./store.ts";
import { assignWithEvent, insertClock, insertEvent, lockClocks, saveClock } from "./store-timeline.ts";

/** A matter within reach, or 404. */
export async function getMatter(ctx: OperationContext, id: string): Promise<MatterRef> {
  return found(await findMatter(ctx, id));
}

/**
 * Adds to the timeline of a matter.
 * @param matter its id, or the matter where the caller has just found it: then it is not looked up again
 * @param kind what happened, lowerCamel; the person's own view words it in `stepLabels`
 * @param data codes, ids and counts only
 * @param text what somebody said: sealed
 * @throws NotFound outside the reach
 */
export async function addEvent(
  ctx: OperationContext,
  matter: string | MatterRef,
  kind: string,
  data: Record<string, unknown> = {},
  text?: string,
): Promise<void> {
  const { id } = typeof matter === "string" ? await getMatter(ctx, matter) : matter;
  await insertEvent(ctx, id, kind, data, text);
}

/** Gives a matter to a practitioner; again to the same one changes nothing. @throws NotFound outside the reach */
export async function assignMatter(
  ctx: OperationContext,
  matter: string | MatterRef,
  practitionerId: string,
): Promise<void> {
  const before = typeof matter === "string" ? await getMatter(ctx, matter) : matter;
  if (before.practitionerId === practitionerId) return;
  // First the entry, then the hand-over: afterwards the row may be beyond the wall of whoever gave it away.
  await insertEvent(ctx, before.id, "assigned", { practitionerId });
  if (!(await changeMatter(ctx, before.id, { practitionerId }))) throw notFound();
}

/**
 * Gives a matter that the caller was just found to reach to the practitioner of its booking, with the booking's entry.
 * @param data codes, ids and counts only
 */
export async function noteBooking(
  ctx: OperationContext,
  matter: Pick<MatterRef, "id">,
  practitionerId: string | null,
  data: Record<string, unknown>,
): Promise<void> {
  await assignWithEvent(ctx, matter.id, practitionerId, "appointmentBooked", data);
}

/** Starts the clock of a service level (`SLA-03`) now; where one of that code runs, nothing happens. */
export async function startClock(
  ctx: OperationContext,
  matter: { id: string; unitPath: string },
  code: string,
): Promise<void> {
  await insertClock(ctx, matter, code, dueOf(ctx.pack, code, ctx.now));
}

/** Stops the running clock of that code, kept or late; false where none runs. */
export async function stopClock(ctx: OperationContext, id: string, code: string): Promise<boolean> {
  return (await stopClocks(ctx, id, [code])) > 0;
}

/** Stops the running clocks of these codes, or all. */
export async function stopClocks(ctx: OperationContext, id: string, codes: readonly string[] | "all"): Promise<number> {
  if (codes.length === 0) return 0;
  const running = (await lockClocks(ctx, id)).filter((clock) => codes === "all" || codes.includes(clock.code));
  for (const clock of running) await saveClock(ctx, clock.id, { stoppedAt: ctx.now, met: isMet(clock, ctx.now) });
  return running.length;
}

/**
 * Moves a matter along its lifecycle (`serve`, `defer`, `withdraw`, `reopen`; closing has its own door), with its clocks
 * and its entry in the timeline. Serving what is being served changes nothing.
 * @param text why, in somebody's words: sealed
 * @throws NotFound outside the reach; Refusal MATTER_CLOSED, MATTER_NOT_CLOSED
 */
export async function moveMatter(
  ctx: OperationContext,
  id: string,
  move: Exclude<MatterMove, "close">,
  text?: string,
): Promise<MatterRef> {
  return await applyMove(ctx, id, move, null, text);
}

/**
 * Closes a matter with its outcome (S32), stops its clocks and announces `matterClosed`.
 * @throws NotFound outside the reach; Refusal MATTER_CLOSED
 */
export async function closeMatter(
  ctx: OperationContext,
  id: string,
  outcome: NonNullable<MatterRow["outcome"]>,
): Promise<MatterRef> {
  const matter = await applyMove(ctx, id, "close", outcome);
  await ctx.announce(matterClosed, {
    matterId: id,
    clinicId: matter.clinicId,
    unitPath: matter.unitPath,
    practitionerId: matter.practitionerId,
    residentId: matter.residentId,
    outcome,
  });
  return matter;
}

async function applyMove(
  ctx: OperationContext,
  id: string,
  move: MatterMove,
  outcome: MatterRow["outcome"],
  text?: string,
): Promise<MatterRef> {
  const matter = await getMatter(ctx, id);
  const decided = decideMove(matter.state, move);
  if ("refused" in decided) throw refusal(decided.refused);
  if ("same" in decided) return matter;
  if (!(await setState(ctx, id, matter.state, decided.to, outcome))) {
    // Somebody was faster: decide again on what he made of it.
    const { state } = await getMatter(ctx, id);
    if (state === matter.state) throw notFound();
    return await applyMove(ctx, id, move, outcome, text);
  }
  await insertEvent(ctx, id, move, outcome === null ? {} : { outcome }, text);
  await stopClocks(ctx, id, clocksEndedBy(move, ctx.caller.kind === "staff"));
  const start = move === "defer" ? DEFERRED_CLOCK : move === "reopen" ? clockAtOpening(matter.channel) : undefined;
  if (start) await startClock(ctx, matter, start);
  return {
    ...matter,
    state: decided.to,
    outcome,
    closedAt: move === "close" || move === "withdraw" ? ctx.now.toISOString() : null,
  };
}
