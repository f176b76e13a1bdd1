import type { OperationContext } from "../../../platform/context.ts";
import { operation } from "../../../platform/operation.ts";
import { notFound, refusal } from "../../../shared/refusal.ts";
import { markLeft } from "../../appointments/index.ts";
import { leftUnserved } from "../../appointments/labels.ts";
import { findClinic } from "../../network/index.ts";
import { sessionsOfDay } from "../../rosters/index.ts";
import { queueContract } from "../contract.ts";
import { applyMove, finishTicket, practitionerOf, startTicket } from "../moves.ts";
import { callFirst, findTicket, listTickets, today } from "../store.ts";
import { toTicket, toTickets } from "../view.ts";

/**
 * The queue of a clinic is open to its desk and the tiers above, and to whoever is on duty there today.
 * @throws NotFound for others
 */
async function needClinic(ctx: OperationContext, clinicId: string): Promise<void> {
  const clinic = await findClinic(ctx, clinicId);
  if (clinic && ctx.reach !== null && clinic.path.startsWith(ctx.reach)) return;
  const practitionerId = practitionerOf(ctx);
  if (!clinic || practitionerId === null) throw notFound();
  if ((await sessionsOfDay(ctx, clinicId, today(ctx), practitionerId)).length === 0) throw notFound();
}

/** Today's queue in the order of calling; with `all` also who is finished or left. */
export const list = operation(queueContract.list, async (ctx, { clinicId, all }) => {
  await needClinic(ctx, clinicId);
  const items = await toTickets(ctx, await listTickets(ctx, clinicId, all ?? false));
  return { items, total: items.length };
});

/** Calls whoever is first; null when nobody waits. A practitioner calls from his own sessions only. */
export const callNext = operation(queueContract.callNext, async (ctx, { clinicId, sessionId, room }) => {
  await needClinic(ctx, clinicId);
  const row = await callFirst(ctx, clinicId, { sessionId, room, practitionerId: practitionerOf(ctx) });
  if (!row) return null;
  ctx.about("queue", row.id, row.unitPath);
  return await toTicket(ctx, row);
});

export const call = operation(queueContract.call, async (ctx, { id, room }) =>
  toTicket(
    ctx,
    await applyMove(ctx, id, "call", (ticket) => ({
      room,
      calledAt: ctx.now,
      callCount: ticket.callCount + 1,
      practitionerId: practitionerOf(ctx) ?? ticket.practitionerId,
    })),
  ),
);

export const recall = operation(queueContract.recall, async (ctx, { id }) =>
  toTicket(
    ctx,
    await applyMove(ctx, id, "recall", (ticket) => ({ calledAt: ctx.now, callCount: ticket.callCount + 1 })),
  ),
);

/** The person does not come when called: the next one is. He may queue again. */
export const skip = operation(queueContract.skip, async (ctx, { id }) =>
  toTicket(ctx, await applyMove(ctx, id, "skip", () => ({}))),
);

/** Back into the queue, behind those who wait (within his priority); calls are counted anew. */
export const requeue = operation(queueContract.requeue, async (ctx, { id }) =>
  toTicket(ctx, await applyMove(ctx, id, "requeue", () => ({ queuedAt: ctx.now, callCount: 0 }))),
);

export const start = operation(queueContract.start, async (ctx, { id }) => {
  if ((await findTicket(ctx, id))?.state === "serving") throw refusal("TICKET_STATE");
  return await toTicket(ctx, await startTicket(ctx, id));
});

export const finish = operation(queueContract.finish, async (ctx, { id }) => {
  if (!(await findTicket(ctx, id))) throw notFound();
  const row = await finishTicket(ctx, id);
  if (!row) throw refusal("TICKET_STATE");
  return await toTicket(ctx, row);
});

/** Went away unserved: an honest end, which nobody is punished for. */
export const leave = operation(queueContract.leave, async (ctx, { id }) => {
  const row = await applyMove(ctx, id, "leave", () => ({ finishedAt: ctx.now }));
  if (row.appointmentId) await markLeft(ctx, row.appointmentId, leftUnserved);
  return await toTicket(ctx, row);
});
