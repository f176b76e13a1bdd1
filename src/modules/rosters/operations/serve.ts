import { operation } from "../../../platform/operation.ts";
import { found } from "../../../platform/reach.ts";
import { refusal } from "../../../shared/refusal.ts";
import { rostersContract } from "../contract.ts";
import { checkInRefusal } from "../rules.ts";
import { findSession, signIn, signOut } from "../store.ts";
import { toSession } from "../view.ts";

/** Signs the caller in to his own duty (F4), at most 30 minutes before it starts. Doing it twice changes nothing. */
export const checkIn = operation(rostersContract.checkIn, async (ctx, { id }) => {
  const session = found(await findSession(ctx, id));
  const practitionerId = ctx.caller.kind === "staff" ? ctx.caller.practitionerId : null;
  if (!session.duty.some((person) => person.practitionerId === practitionerId)) throw refusal("NOT_ON_DUTY");
  const wrong = checkInRefusal(
    { state: session.state, startsAt: new Date(session.startsAt), endsAt: new Date(session.endsAt) },
    ctx.now,
  );
  if (wrong) throw refusal(wrong);
  if (practitionerId === null || !(await signIn(ctx, id, practitionerId))) throw refusal("NOT_ON_DUTY");
  return toSession(ctx, found(await findSession(ctx, id)));
});

/** Signs the caller out: from now on he is not shown as present. */
export const checkOut = operation(rostersContract.checkOut, async (ctx, { id }) => {
  found(await findSession(ctx, id));
  const practitionerId = ctx.caller.kind === "staff" ? ctx.caller.practitionerId : null;
  if (practitionerId === null || !(await signOut(ctx, id, practitionerId))) throw refusal("NOT_CHECKED_IN");
  return toSession(ctx, found(await findSession(ctx, id)));
});
