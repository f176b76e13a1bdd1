import { operation } from "../../../platform/operation.ts";
import { found } from "../../../platform/reach.ts";
import { areaPathOf } from "../../network/index.ts";
import { rostersContract } from "../contract.ts";
import { findSession, listSessions as listRows } from "../store.ts";
import { listCards } from "../store-cards.ts";
import { listPatterns as listPatternRows } from "../store-patterns.ts";
import { listSeats as listSeatRows } from "../store-seats.ts";
import { toSession } from "../view.ts";

/** Clinics by whether anyone is there at `openAt` (default: now). Public; 404 for an unknown area. */
export const listClinics = operation(rostersContract.listClinics, async (ctx, input) => {
  const at = input.openAt ? new Date(input.openAt) : ctx.now;
  const filter = {
    areaPath: input.area ? areaPathOf(ctx, input.area) : undefined,
    tier: input.tier,
    line: input.line,
    words: (input.q ?? "").split(/\s+/).filter((word) => word !== ""),
    open: input.open,
  };
  return await listCards(ctx, at, filter, input);
});

/** Sessions, by default those that are not over yet. Drafts and cancelled ones only where {@link findSession} shows them. */
export const listSessions = operation(rostersContract.listSessions, async (ctx, input) => {
  const { items, total } = await listRows(
    ctx,
    {
      areaPath: input.area ? areaPathOf(ctx, input.area) : undefined,
      clinicId: input.clinicId,
      practitionerId: input.practitionerId,
      from: input.from ? new Date(input.from) : ctx.now,
      to: input.to ? new Date(input.to) : undefined,
      form: input.form,
      timeType: input.timeType,
      free: input.free,
      states: [input.state],
    },
    input,
  );
  return { items: items.map((row) => toSession(ctx, row)), total };
});

export const getSession = operation(rostersContract.getSession, async (ctx, { id }) =>
  toSession(ctx, found(await findSession(ctx, id))),
);

/** Seats say whether they can be had, never whose they are. */
export const listSeats = operation(rostersContract.listSeats, async (ctx, { id }) => {
  const session = found(await findSession(ctx, id));
  const items = await listSeatRows(ctx, id);
  return { items, total: items.length, capacity: session.capacity, free: session.free };
});

/** The caller's own duties, cancelled ones too: he must know that he need not come. */
export const mySessions = operation(rostersContract.mySessions, async (ctx, input) => {
  const practitionerId = ctx.caller.kind === "staff" ? ctx.caller.practitionerId : null;
  if (practitionerId === null) return { items: [], total: 0 };
  const { items, total } = await listRows(
    ctx,
    { practitionerId, from: new Date(input.from), to: new Date(input.to), states: ["published", "cancelled"] },
    input,
  );
  return { items: items.map((row) => toSession(ctx, row)), total };
});

export const listPatterns = operation(rostersContract.listPatterns, async (ctx, input) => {
  const { items, total } = await listPatternRows(ctx, { clinicId: input.clinicId }, input);
  return { items: items.map(({ unitPath: _unitPath, ...row }) => row), total };
});
