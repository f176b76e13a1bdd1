import type { OperationContext } from "../../../platform/context.ts";
import { operation } from "../../../platform/operation.ts";
import { found } from "../../../platform/reach.ts";
import { civilDate } from "../../../shared/civil-time.ts";
import { maskName } from "../../../shared/mask.ts";
import { notFound, refusal } from "../../../shared/refusal.ts";
import { findAppointment, markCheckedIn, noteOnMatter } from "../../appointments/index.ts";
import { findMatter } from "../../matters/index.ts";
import { findClinic } from "../../network/index.ts";
import { residentsByIds } from "../../residents/index.ts";
import { type SessionRow, sessionsByIds, sessionsNow } from "../../rosters/index.ts";
import { queueContract } from "../contract.ts";
import { unnamed } from "../labels.ts";
import { practitionerOf } from "../moves.ts";
import { labelOf, priorityOf } from "../rules.ts";
import { insertTicket, type NewTicket, today } from "../store.ts";
import { toTicket } from "../view.ts";

/** Gives a walk-in a number, for the session that runs at the desk's clinic (or the one that is named). */
export const take = operation(queueContract.take, async (ctx, { matterId, sessionId, priorityReason }) => {
  const matter = found(await findMatter(ctx, matterId));
  if (matter.state === "closed" || matter.state === "withdrawn") throw refusal("MATTER_CLOSED");
  const named = sessionId ? (await sessionsByIds(ctx, [sessionId])).get(sessionId) : undefined;
  if (sessionId && (named?.state !== "published" || civilDate(new Date(named.startsAt)) !== today(ctx)))
    throw notFound();
  const desk = ctx.caller.kind === "staff" ? ctx.caller.clinicId : null;
  const clinicId = named?.clinicId ?? desk ?? matter.clinicId;
  const session = named ?? (await runningSession(ctx, clinicId));
  const clinic = found(await findClinic(ctx, clinicId));
  const serves = session?.duty.some((person) => person.practitionerId === practitionerOf(ctx)) ?? false;
  if (!serves && !(ctx.reach !== null && clinic.path.startsWith(ctx.reach))) throw notFound();
  return await give(ctx, {
    clinicId,
    unitPath: clinic.path,
    letter: "A",
    sessionId: session?.id ?? null,
    matterId,
    appointmentId: null,
    // Without a session only its own practitioner would see a ticket that he took.
    practitionerId: session ? null : practitionerOf(ctx),
    priority: priorityOf(priorityReason),
    priorityReason: priorityReason ?? null,
    maskedName: await maskedNameOf(ctx, matter.residentId),
    dueAt: null,
  });
});

/** Whoever booked is here: the appointment is kept, he gets a number of those who booked. */
export const checkIn = operation(queueContract.checkIn, async (ctx, { id, priorityReason }) => {
  const appointment = found(await findAppointment(ctx, id));
  if (appointment.state === "checkedIn") throw refusal("MATTER_HAS_TICKET");
  if (appointment.state !== "booked") throw refusal("APPOINTMENT_OVER");
  const startsAt = new Date(appointment.startsAt);
  if (civilDate(startsAt) !== today(ctx)) throw refusal("NOT_TODAY");
  if (!(await markCheckedIn(ctx, id))) throw refusal("APPOINTMENT_OVER");
  return await give(ctx, {
    clinicId: appointment.clinicId,
    unitPath: appointment.unitPath,
    letter: "B",
    sessionId: appointment.sessionId,
    matterId: appointment.matterId,
    appointmentId: id,
    practitionerId: appointment.practitionerId,
    priority: priorityOf(priorityReason),
    priorityReason: priorityReason ?? null,
    maskedName: await maskedNameOf(ctx, appointment.residentId),
    dueAt: startsAt,
  });
});

async function give(ctx: OperationContext, ticket: NewTicket) {
  const row = await insertTicket(ctx, ticket);
  if (!row) throw refusal("MATTER_HAS_TICKET");
  await noteOnMatter(ctx, row.matterId, "ticketTaken", { label: labelOf(row) });
  return await toTicket(ctx, row);
}

/** The session somebody who walks in waits for: one that runs with somebody there, else one that runs or begins soon. */
async function runningSession(ctx: OperationContext, clinicId: string): Promise<SessionRow | undefined> {
  const own = practitionerOf(ctx) ?? undefined;
  const sessions = await sessionsNow(ctx, clinicId, own);
  const present = (session: SessionRow) =>
    session.duty.some((person) => person.checkedInAt !== null && person.checkedOutAt === null);
  return sessions.find(present) ?? sessions[0];
}

async function maskedNameOf(ctx: OperationContext, residentId: string | null): Promise<string> {
  const name = (await residentsByIds(ctx, [residentId], { full: true })).get(residentId ?? "")?.name;
  return name ? maskName(name) : unnamed;
}
