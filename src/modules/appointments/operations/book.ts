import type { OperationContext } from "../../../platform/context.ts";
import { operation } from "../../../platform/operation.ts";
import { found } from "../../../platform/reach.ts";
import { refusal } from "../../../shared/refusal.ts";
import { findMatter, getMatter, type MatterRef, noteBooking } from "../../matters/index.ts";
import { confirmSeat, releaseSeat, takeSeat } from "../../rosters/index.ts";
import { appointmentsContract } from "../contract.ts";
import { appointmentMoves, holdUntil, matterRefusal, sessionRefusal, standingAnswer } from "../rules.ts";
import {
  type AppointmentRow,
  type BookingView,
  changeCompanions,
  expireHold,
  findAppointment,
  findForBooking,
  findLive,
  insertAppointment,
  moveAppointment,
} from "../store.ts";
import { toBooked } from "../view.ts";

/**
 * Books (or holds for ten minutes) the first free seat of a session for a matter. The seat is one compare-and-set, the
 * one live appointment a matter a unique index; asking the same again answers the standing appointment.
 */
export const book = operation(appointmentsContract.book, async (ctx, input) => {
  const { sessionId, matterId, hold = false, companions = 0 } = input;
  const matter = found(await findMatter(ctx, matterId));
  const closed = matterRefusal(matter);
  if (closed) throw refusal(closed);
  const session = found(await findForBooking(ctx, sessionId, matterId));

  const standing = standingAnswer(standingOf(ctx, session), { sessionId, hold }, ctx.now);
  if (standing === "refuse") throw refusal("MATTER_HAS_BOOKING");
  if (standing === "same" || standing === "confirm") {
    const row = await withCompanions(ctx, found(await findLive(ctx, matterId)), input.companions);
    return await toBooked(ctx, standing === "confirm" ? await confirmHold(ctx, row) : row);
  }
  const shut = sessionRefusal({ state: session.state, endsAt: new Date(session.endsAt) }, ctx.now);
  if (shut) throw refusal(shut);
  if (!session.hasRoom) throw refusal("SESSION_FULL");
  if (standing === "replace") await giveUp(ctx, session);

  const id = ctx.newId();
  const heldUntil = hold ? holdUntil(ctx.now) : undefined;
  const seat = await takeSeat(ctx, sessionId, id, { heldUntil, wait: standing !== "replace" });
  if (!seat) return await lostRace(ctx, { sessionId, matterId, hold }, "SESSION_FULL");
  if (seat.expiredAppointmentId) await expireHold(ctx, seat.expiredAppointmentId);
  const token = ctx.newSecret();
  const { openedBy, madeBy } = maker(ctx);
  const made = await insertAppointment(ctx, {
    ...{ id, sessionId, matterId, openedBy, madeBy, companions, token },
    seatId: seat.seatId,
    position: seat.position,
    residentId: matter.residentId,
    heldUntil: heldUntil ?? null,
  });
  if (!made) {
    await releaseSeat(ctx, seat.seatId, id);
    return await lostRace(ctx, { sessionId, matterId, hold }, "MATTER_HAS_BOOKING");
  }
  if (!hold) await settle(ctx, matter, { id, sessionId, ...made });
  const row = {
    ...{ id, sessionId, matterId, openedBy, madeBy, companions, ...made },
    seatId: seat.seatId,
    position: seat.position,
    matterNumber: matter.number,
    residentId: matter.residentId,
    clinicId: session.clinicId,
    clinicName: session.clinicName,
    unitPath: "",
    practitionerName: session.practitionerName,
    room: session.room,
    state: hold ? ("held" as const) : ("booked" as const),
    heldUntil: heldUntil?.toISOString() ?? null,
    cancelTokenSealed: null,
    cancelReasonSealed: null,
    bookedAt: ctx.now.toISOString(),
  };
  return await toBooked(ctx, row, token);
});

/** Books the seat that was held. */
export const confirm = operation(appointmentsContract.confirm, async (ctx, { id }) => {
  const row = found(await findAppointment(ctx, id));
  if (row.state === "booked") return await toBooked(ctx, row);
  if (row.state === "expired") throw refusal("HOLD_EXPIRED");
  if (row.state !== "held") throw refusal("APPOINTMENT_OVER");
  return await toBooked(ctx, await confirmHold(ctx, row));
});

/** A hold follows what was said last; a booking that is asked for again stays as it is. */
async function withCompanions(ctx: OperationContext, row: AppointmentRow, companions = row.companions) {
  if (row.state !== "held" || row.companions === companions) return row;
  await changeCompanions(ctx, row.id, companions);
  return { ...row, companions };
}

async function confirmHold(ctx: OperationContext, row: AppointmentRow): Promise<AppointmentRow> {
  if (row.heldUntil === null || row.heldUntil <= ctx.now.toISOString()) throw refusal("HOLD_EXPIRED");
  if (!(await confirmSeat(ctx, row.seatId, row.id))) throw refusal("HOLD_EXPIRED");
  if (!(await moveAppointment(ctx, row.id, appointmentMoves.confirm))) throw refusal("APPOINTMENT_OVER");
  await settle(ctx, await getMatter(ctx, row.matterId), row);
  return { ...row, state: "booked", heldUntil: null };
}

/** What a booking brings about: the timeline's entry, the practitioner, the message. */
async function settle(
  ctx: OperationContext,
  matter: MatterRef,
  row: { id: string; sessionId: string; startsAt: string; practitionerId: string | null },
): Promise<void> {
  const { id: appointmentId, sessionId, startsAt } = row;
  await noteBooking(ctx, matter, row.practitionerId, { appointmentId, sessionId, startsAt });
  await ctx.send("appointments.tell", { id: appointmentId, message: "booked" });
}

function standingOf(ctx: OperationContext, view: BookingView) {
  if (view.standingId === null || view.standingState === null || view.standingSessionId === null) return undefined;
  const { caller } = ctx;
  const own =
    caller.kind === "resident"
      ? view.standingResidentId === caller.residentId
      : caller.kind === "staff"
        ? view.standingOpenedBy === caller.accountId
        : caller.kind === "system";
  return {
    state: view.standingState,
    sessionId: view.standingSessionId,
    heldUntil: view.standingHeldUntil === null ? null : Date.parse(view.standingHeldUntil),
    own,
  };
}

/** Gives up the hold that stands in the way: it ran out, or the person picked another time. */
async function giveUp(ctx: OperationContext, view: BookingView): Promise<void> {
  if (view.standingId === null || view.standingSeatId === null) return;
  await releaseSeat(ctx, view.standingSeatId, view.standingId);
  await moveAppointment(ctx, view.standingId, appointmentMoves.expire);
}

function maker(ctx: OperationContext): { openedBy: string | null; madeBy: "self" | "proxy" | "staff" } {
  if (ctx.caller.kind === "staff")
    return { openedBy: ctx.caller.accountId, madeBy: ctx.role === "proxy" ? "proxy" : "staff" };
  return { openedBy: null, madeBy: ctx.caller.kind === "resident" ? "self" : "staff" };
}

/** The same request may have been served in the same moment: its appointment is the answer; else the refusal holds. */
async function lostRace(
  ctx: OperationContext,
  asked: { sessionId: string; matterId: string; hold: boolean },
  code: "SESSION_FULL" | "MATTER_HAS_BOOKING",
) {
  const view = found(await findForBooking(ctx, asked.sessionId, asked.matterId));
  if (standingAnswer(standingOf(ctx, view), asked, ctx.now) !== "same") throw refusal(code);
  return await toBooked(ctx, found(await findLive(ctx, asked.matterId)));
}
