import { z } from "zod";
import type { OperationContext } from "../../platform/context.ts";
import { job, on } from "../../platform/module.ts";
import { addDays, civilDate, formatDate, formatTime, startOfDay } from "../../shared/civil-time.ts";
import { Id } from "../../shared/contract.ts";
import { addEvent } from "../matters/index.ts";
import { notify } from "../notifications/index.ts";
import {
  nextFreeSession,
  releaseExpiredHolds,
  sessionCancelled,
  sessionChanged,
  sessionsByIds,
} from "../rosters/index.ts";
import { nobodyCame } from "./labels.ts";
import { cancelPath, rebookPath } from "./links.ts";
import { giveMatterTo } from "./moves.ts";
import { afterSession, appointmentMoves } from "./rules.ts";
import {
  type AppointmentRow,
  cancelSessionAppointments,
  expireHolds as endHolds,
  findAppointment,
  followSession,
  listForgotten,
  listToRemind,
  markTold,
  moveAppointment,
} from "./store.ts";

const messages = ["booked", "cancelled", "sessionCancelled", "moved", "reminder"] as const;

/** Says one thing about one appointment to whoever it is for; each once, however often the job runs. */
export const tell = job(
  "appointments.tell",
  z.object({ id: Id, message: z.enum(messages) }),
  async (ctx, { id, message }) => {
    const row = await findAppointment(ctx, id);
    if (!row || isStale(row, message)) return;
    // A session can be moved again: that is another message.
    if (!(await markTold(ctx, id, message === "moved" ? `moved ${row.startsAt}` : message))) return;
    const to = { residentId: row.residentId, matterId: row.matterId, unitPath: row.unitPath };
    const startsAt = new Date(row.startsAt);
    const time = `${formatDate(civilDate(startsAt), civilDate(ctx.now))}${formatTime(startsAt)}`;
    const { clinicName: clinic, position } = row;
    const link = cancelPath(ctx.openMaybe(row.cancelTokenSealed) ?? "");
    if (message === "cancelled")
      await notify(ctx, { ...to, template: "appointmentCancelled", values: { time, clinic } });
    else if (message === "reminder")
      await notify(ctx, { ...to, template: "appointmentReminder", values: { time, clinic, position, link } });
    else if (message === "sessionCancelled") {
      const next = await nextFreeSession(ctx, row.clinicId, ctx.now);
      await addEvent(ctx, row.matterId, "sessionCancelled", {
        appointmentId: id,
        sessionId: row.sessionId,
        nextSessionId: next?.id ?? null,
      });
      const values = { time, clinic, link: rebookPath(next?.clinicId ?? row.clinicId) };
      await notify(ctx, { ...to, template: "sessionCancelled", values });
    } else await notify(ctx, { ...to, template: "appointmentBooked", values: { time, clinic, position, link } });
  },
);

/** What was true when the message was ordered may not be any more: nobody is reminded of what he cancelled. */
function isStale(row: AppointmentRow, message: (typeof messages)[number]): boolean {
  if (message === "cancelled" || message === "sessionCancelled") return row.state !== "cancelled";
  return row.state !== "booked" && row.state !== "checkedIn";
}

/** Frees the seats of holds that ran out. A seat is retaken without waiting for this: `takeSeat` sees the time. */
export const expireHolds = job(
  "appointments.expireHolds",
  z.object({}),
  async (ctx) => {
    await endHolds(ctx, await releaseExpiredHolds(ctx));
  },
  { cron: "* * * * *" },
);

/** The evening before at 18:00: whoever booked for tomorrow is reminded. */
export const remind = job(
  "appointments.remind",
  z.object({}),
  async (ctx) => {
    const today = civilDate(ctx.now);
    const ids = await listToRemind(ctx, startOfDay(addDays(today, 1)), startOfDay(addDays(today, 2)));
    for (const id of ids) await ctx.send("appointments.tell", { id, message: "reminder" });
  },
  { cron: "0 18 * * *" },
);

/**
 * At night: bookings of the days before that nobody ended are ended, so that the matter can be booked again. Not come
 * where somebody was there to serve; cancelled with the reason where nobody was.
 */
export const closeDay = job(
  "appointments.closeDay",
  z.object({}),
  async (ctx) => {
    for (const { id, present } of await listForgotten(ctx, startOfDay(civilDate(ctx.now)))) {
      const move = afterSession(present) === "noShow" ? appointmentMoves.noShow : appointmentMoves.cancel;
      await moveAppointment(ctx, id, move, present > 0 ? undefined : nobodyCame);
    }
  },
  { cron: "40 0 * * *" },
);

/** A session was called off: its appointments end with it, and everybody is told, with the next free session. */
export const onSessionCancelled = on(sessionCancelled, async (ctx: OperationContext, { sessionId }) => {
  const session = (await sessionsByIds(ctx, [sessionId])).get(sessionId);
  for (const id of await cancelSessionAppointments(ctx, sessionId, session?.cancelReason ?? ""))
    await ctx.send("appointments.tell", { id, message: "sessionCancelled" });
});

/** A session is at another time or with other people: the appointments go along. */
export const onSessionChanged = on(sessionChanged, async (ctx: OperationContext, change) => {
  const rows = await followSession(ctx, {
    ...change,
    startsAt: new Date(change.startsAt),
    endsAt: new Date(change.endsAt),
  });
  for (const { id, matterId, practitionerId, moved, reassigned } of rows) {
    if (reassigned && practitionerId) await giveMatterTo(ctx, matterId, practitionerId);
    if (moved) await ctx.send("appointments.tell", { id, message: "moved" });
  }
});
