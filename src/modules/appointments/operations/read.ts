import type { OperationContext } from "../../../platform/context.ts";
import { operation } from "../../../platform/operation.ts";
import { found } from "../../../platform/reach.ts";
import { addDays, civilDate, startOfDay } from "../../../shared/civil-time.ts";
import { searchResidents } from "../../residents/index.ts";
import { appointmentsContract } from "../contract.ts";
import { findAppointment, listAppointments } from "../store.ts";
import { toAppointment, toAppointments } from "../view.ts";

const WIDE_DAYS = 31;

/**
 * Appointments within the caller's reach: a resident's own, a clinic's, a district's. `q` is part of a matter's number,
 * or, for those who may look for people, name or phone. Districts and the city see the last 31 days unless they ask for more.
 */
export const list = operation(appointmentsContract.list, async (ctx, input) => {
  // A whole district's bookings of all years are nobody's question, and a slow answer.
  const narrow = input.clinicId ?? input.sessionId ?? input.matterId ?? input.q;
  const wide = (ctx.role === "district" || ctx.role === "city") && narrow === undefined && input.to === undefined;
  const since = input.from ?? (wide ? addDays(civilDate(ctx.now), -WIDE_DAYS) : undefined);
  const { items, total } = await listAppointments(
    ctx,
    {
      clinicId: input.clinicId,
      sessionId: input.sessionId,
      matterId: input.matterId,
      from: since ? startOfDay(since) : undefined,
      to: input.to ? startOfDay(addDays(input.to, 1)) : undefined,
      states: input.state,
      search: input.q ? { number: input.q, residentIds: await peopleNamed(ctx, input.q) } : undefined,
    },
    input,
  );
  return { items: await toAppointments(ctx, items), total };
});

export const get = operation(appointmentsContract.get, async (ctx, { id }) =>
  toAppointment(ctx, found(await findAppointment(ctx, id))),
);

/** Whoever may look for people finds appointments by name or phone; above the clinic names are masked, so not there. */
async function peopleNamed(ctx: OperationContext, text: string): Promise<string[]> {
  return ctx.can("resident:search") ? await searchResidents(ctx, ctx.queryTokens(text)) : [];
}
