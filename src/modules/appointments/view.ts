import type { OperationContext } from "../../platform/context.ts";
import { residentsByIds } from "../residents/index.ts";
import type { Appointment } from "./contract.ts";
import { appointmentCan } from "./rules.ts";
import type { AppointmentRow } from "./store.ts";

/** Appointments as they go out: names as the caller may see them, and what he may do. */
export async function toAppointments(ctx: OperationContext, rows: readonly AppointmentRow[]): Promise<Appointment[]> {
  // Nobody is told his own name.
  const residents = await residentsByIds(ctx, ctx.caller.kind === "resident" ? [] : rows.map((row) => row.residentId));
  const may = {
    book: ctx.can("appointment:book"),
    cancel: ctx.can("appointment:cancel"),
    receive: ctx.can("appointment:receive"),
  };
  return rows.map((row) => ({
    id: row.id,
    sessionId: row.sessionId,
    matterId: row.matterId,
    matterNumber: row.matterNumber ?? "",
    clinicId: row.clinicId,
    clinicName: row.clinicName,
    state: row.state,
    madeBy: row.madeBy,
    position: row.position,
    companions: row.companions,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    room: row.room,
    practitionerName: row.practitionerName,
    heldUntil: row.heldUntil,
    bookedAt: row.bookedAt,
    cancelReason: ctx.openMaybe(row.cancelReasonSealed),
    residentName: (row.residentId && residents.get(row.residentId)?.name) || null,
    can: appointmentCan(
      {
        state: row.state,
        startsAt: new Date(row.startsAt),
        heldUntil: row.heldUntil === null ? null : new Date(row.heldUntil),
      },
      may,
      ctx.now,
    ),
  }));
}

export async function toAppointment(ctx: OperationContext, row: AppointmentRow): Promise<Appointment> {
  const [appointment] = await toAppointments(ctx, [row]);
  return appointment!;
}

/** The answer to whoever booked: with the secret that opens the cancel page. */
export async function toBooked(ctx: OperationContext, row: AppointmentRow, token?: string): Promise<Appointment> {
  const cancelToken = token ?? ctx.openMaybe(row.cancelTokenSealed) ?? undefined;
  return { ...(await toAppointment(ctx, row)), cancelToken };
}
