import type { OperationContext } from "../../platform/context.ts";
import { found } from "../../platform/reach.ts";
import { refusal } from "../../shared/refusal.ts";
import { giveMatterTo, markServed } from "../appointments/index.ts";
import { dutyOf } from "../rosters/index.ts";
import { type TicketMove, ticketMoves } from "./rules.ts";
import { findTicket, moveTicket, type TicketChange, type TicketRow } from "./store.ts";

/** The practitioner id of the caller, or null. */
export const practitionerOf = (ctx: OperationContext): string | null =>
  ctx.caller.kind === "staff" ? ctx.caller.practitionerId : null;

/**
 * Makes one move of the lifecycle.
 * @throws NotFound outside the reach; Refusal TICKET_STATE when the ticket is somewhere else by now
 */
export async function applyMove(
  ctx: OperationContext,
  id: string,
  move: TicketMove,
  change: (ticket: TicketRow) => TicketChange,
): Promise<TicketRow> {
  const ticket = found(await findTicket(ctx, id));
  const moved = await moveTicket(ctx, id, ticketMoves[move], change(ticket));
  if (!moved) throw refusal("TICKET_STATE");
  return moved;
}

/**
 * Begins to serve whoever holds a ticket: the matter becomes that of the practitioner (the caller, else whom the ticket
 * or its session names). A ticket that is being served already stays as it is.
 * @throws NotFound outside the reach; Refusal TICKET_STATE
 */
export async function startTicket(ctx: OperationContext, id: string): Promise<TicketRow> {
  const before = found(await findTicket(ctx, id));
  const named = practitionerOf(ctx) ?? before.practitionerId;
  if (before.state === "serving") return before;
  const practitionerId =
    named ?? (before.sessionId ? ((await dutyOf(ctx, before.sessionId))[0]?.practitionerId ?? null) : null);
  const ticket = await applyMove(ctx, id, "start", (row) => ({
    startedAt: ctx.now,
    practitionerId,
    ...(row.calledAt === null ? { calledAt: ctx.now } : {}),
  }));
  if (practitionerId) await giveMatterTo(ctx, ticket.matterId, practitionerId);
  return ticket;
}

/** Ends a conversation; a ticket that is not being served stays as it is. */
export async function finishTicket(ctx: OperationContext, id: string): Promise<TicketRow | undefined> {
  const ticket = await moveTicket(ctx, id, ticketMoves.finish, { finishedAt: ctx.now });
  if (ticket?.appointmentId) await markServed(ctx, ticket.matterId);
  return ticket;
}
