import { operation } from "../../../platform/operation.ts";
import { found } from "../../../platform/reach.ts";
import { refusal } from "../../../shared/refusal.ts";
import { appointmentsContract } from "../contract.ts";
import { cancelAppointment, noteOnMatter } from "../moves.ts";
import { appointmentMoves, noShowRefusal } from "../rules.ts";
import { findAppointment, findByToken, moveAppointment } from "../store.ts";
import { toAppointment } from "../view.ts";

/** Cancels an appointment and frees the seat at once. What is cancelled already stays so: pressing twice is no error. */
export const cancel = operation(appointmentsContract.cancel, async (ctx, { id, reason }) => {
  const row = found(await findAppointment(ctx, id));
  if (row.state !== "cancelled") await cancelAppointment(ctx, row, reason);
  return await toAppointment(ctx, found(await findAppointment(ctx, id)));
});

/** The person did not come; sayable from the start of the session on. The seat is not given again. */
export const noShow = operation(appointmentsContract.noShow, async (ctx, { id }) => {
  const row = found(await findAppointment(ctx, id));
  const wrong = noShowRefusal({ state: row.state, startsAt: new Date(row.startsAt) }, ctx.now);
  if (wrong) throw refusal(wrong);
  if (!(await moveAppointment(ctx, id, appointmentMoves.noShow))) throw refusal("APPOINTMENT_OVER");
  await noteOnMatter(ctx, row.matterId, "appointmentMissed", { appointmentId: id });
  return await toAppointment(ctx, found(await findAppointment(ctx, id)));
});

/** The appointment behind a cancel link; the token is the proof, an unknown one is a 404. Names come masked. */
export const getByToken = operation(appointmentsContract.getByToken, async (ctx, { token }) =>
  toAppointment(ctx, found(await findByToken(ctx, token))),
);

export const cancelByToken = operation(appointmentsContract.cancelByToken, async (ctx, { token, reason }) => {
  const row = found(await findByToken(ctx, token));
  ctx.about("appointments", row.id, row.unitPath);
  if (row.state !== "cancelled") await cancelAppointment(ctx, row, reason);
  return await toAppointment(ctx, found(await findByToken(ctx, token)));
});
