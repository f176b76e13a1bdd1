import type { OperationContext } from "../../platform/context.ts";
import { refusal } from "../../shared/refusal.ts";
import { addEvent, assignMatter, findMatter } from "../matters/index.ts";
import { releaseSeat } from "../rosters/index.ts";
import { appointmentMoves } from "./rules.ts";
import { type AppointmentRow, findLive, moveAppointment } from "./store.ts";

/**
 * Ends an appointment that somebody cancels, frees its seat and tells the person. Seat first, appointment after: the
 * order of every booking, so that the two cannot wait for each other.
 * @param reason somebody's words: sealed
 * @throws Refusal APPOINTMENT_OVER
 */
export async function cancelAppointment(ctx: OperationContext, row: AppointmentRow, reason?: string): Promise<void> {
  await releaseSeat(ctx, row.seatId, row.id);
  if (!(await moveAppointment(ctx, row.id, appointmentMoves.cancel, reason))) throw refusal("APPOINTMENT_OVER");
  if (row.state === "booked") {
    await noteOnMatter(ctx, row.matterId, "appointmentCancelled", { appointmentId: row.id }, reason);
    await ctx.send("appointments.tell", { id: row.id, message: "cancelled" });
  }
}

/**
 * The person came: the queue gives him a ticket.
 * @returns false when the appointment is not a booked one any more
 */
export async function markCheckedIn(ctx: OperationContext, id: string): Promise<boolean> {
  return await moveAppointment(ctx, id, appointmentMoves.checkIn);
}

/** The matter was served: its live appointment, where it has one, is kept. */
export async function markServed(ctx: OperationContext, matterId: string): Promise<void> {
  const live = await findLive(ctx, matterId);
  if (live) await moveAppointment(ctx, live.id, appointmentMoves.serve);
}

/** The person came and went away unserved: nothing binds his matter to that session any more. */
export async function markLeft(ctx: OperationContext, id: string, reason: string): Promise<void> {
  await moveAppointment(ctx, id, appointmentMoves.leave, reason);
}

/**
 * An entry in the matter's timeline, where the caller reaches the matter: a clinic may receive somebody whose matter
 * another clinic keeps.
 */
export async function noteOnMatter(
  ctx: OperationContext,
  matterId: string,
  kind: string,
  data: Record<string, unknown>,
  text?: string,
): Promise<void> {
  const matter = await findMatter(ctx, matterId);
  if (matter) await addEvent(ctx, matter, kind, data, text);
}

/** Gives the matter to whoever serves it, where the caller reaches the matter. */
export async function giveMatterTo(ctx: OperationContext, matterId: string, practitionerId: string): Promise<void> {
  const matter = await findMatter(ctx, matterId);
  if (matter) await assignMatter(ctx, matter, practitionerId);
}
