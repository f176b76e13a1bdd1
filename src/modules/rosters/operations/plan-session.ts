import { operation } from "../../../platform/operation.ts";
import { found } from "../../../platform/reach.ts";
import { advance } from "../../../shared/lifecycle.ts";
import { refusal } from "../../../shared/refusal.ts";
import { rostersContract } from "../contract.ts";
import { sessionCancelled, sessionChanged } from "../facts.ts";
import { needActive, needFreePeople, plannedClinic } from "../plan.ts";
import { seatChange, sessionMoves, timesRefusal } from "../rules.ts";
import { findSession, insertDraft, lockPlannedSession, setDuty, updateSession } from "../store.ts";
import { addSeats, countSeats, withdrawAllSeats, withdrawSeats } from "../store-seats.ts";
import { toSession } from "../view.ts";

/** Plans one session as a draft that only planners see. Whether people are free is also looked at when it is published. */
export const createSession = operation(rostersContract.createSession, async (ctx, input) => {
  const { clinicId, practitionerIds, startsAt, endsAt, place, ...rest } = input;
  const clinic = await plannedClinic(ctx, clinicId);
  const span = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
  const wrong = timesRefusal(span.startsAt, span.endsAt);
  if (wrong) throw refusal(wrong);
  await needActive(ctx, practitionerIds);
  await needFreePeople(ctx, practitionerIds, span, null);
  const id = await insertDraft(
    ctx,
    { ...rest, ...span, clinicId, unitPath: clinic.path, place: place || null },
    practitionerIds,
  );
  return toSession(ctx, found(await findSession(ctx, id)));
});

/** Changes a session. A published one keeps its bookings: seats that somebody has cannot go, and he is told of a new time. */
export const changeSession = operation(rostersContract.changeSession, async (ctx, input) => {
  const { id, practitionerIds, startsAt, endsAt, ...rest } = input;
  const session = found(await lockPlannedSession(ctx, id));
  if (session.state === "cancelled") throw refusal("SESSION_CANCELLED");
  const span = {
    startsAt: startsAt ? new Date(startsAt) : new Date(session.startsAt),
    endsAt: endsAt ? new Date(endsAt) : new Date(session.endsAt),
  };
  const wrong = timesRefusal(span.startsAt, span.endsAt);
  if (wrong) throw refusal(wrong);
  const standing = session.duty.map((person) => person.practitionerId);
  const people = practitionerIds ? [...new Set(practitionerIds)] : standing;
  await needActive(
    ctx,
    people.filter((one) => !standing.includes(one)),
  );
  await needFreePeople(ctx, people, span, id);
  if (session.state === "published" && rest.capacity !== undefined) {
    const seats = await countSeats(ctx, id);
    const change = seatChange(seats.standing, seats.free, rest.capacity);
    if (change === "SEATS_TAKEN") throw refusal(change);
    if (change.withdraw > 0) await withdrawSeats(ctx, id, change.withdraw);
    if (change.add > 0) await addSeats(ctx, [{ sessionId: id, count: change.add }]);
  }
  await updateSession(ctx, id, { ...rest, ...span });
  if (practitionerIds) await setDuty(ctx, id, people);
  if (session.state === "published")
    await ctx.announce(sessionChanged, {
      sessionId: id,
      startsAt: span.startsAt.toISOString(),
      endsAt: span.endsAt.toISOString(),
      practitionerIds: people,
    });
  return toSession(ctx, found(await findSession(ctx, id)));
});

/** Makes a draft public and gives it its seats. Publishing twice is publishing once. */
export const publishSession = operation(rostersContract.publishSession, async (ctx, { id }) => {
  const session = found(await lockPlannedSession(ctx, id));
  if (session.state === "published") return toSession(ctx, session);
  const state = advance(sessionMoves, session.state, "publish");
  if (!state) throw refusal("SESSION_CANCELLED");
  if (session.duty.length === 0) throw refusal("NOBODY_ON_DUTY");
  await needFreePeople(
    ctx,
    session.duty.map((person) => person.practitionerId),
    { startsAt: new Date(session.startsAt), endsAt: new Date(session.endsAt) },
    id,
  );
  await updateSession(ctx, id, { state, publishedAt: ctx.now });
  await addSeats(ctx, [{ sessionId: id, count: session.capacity }]);
  return toSession(ctx, found(await findSession(ctx, id)));
});

/** Calls a session off, with a reason. Whoever had booked is told by the modules that listen. */
export const cancelSession = operation(rostersContract.cancelSession, async (ctx, { id, reason }) => {
  const session = found(await lockPlannedSession(ctx, id));
  const state = advance(sessionMoves, session.state, "cancel");
  if (!state) throw refusal("SESSION_CANCELLED");
  await updateSession(ctx, id, { state, cancelReason: reason });
  await withdrawAllSeats(ctx, id);
  if (session.state === "published") await ctx.announce(sessionCancelled, { sessionId: id });
  return toSession(ctx, found(await findSession(ctx, id)));
});
