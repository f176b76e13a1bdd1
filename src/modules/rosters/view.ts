import type { OperationContext } from "../../platform/context.ts";
import type { Session } from "./contract.ts";
import { sessionCan } from "./rules.ts";
import type { SessionRow } from "./store.ts";

/** A session as it goes out, with what the caller may do with it now. */
export function toSession(ctx: OperationContext, { unitPath, ...row }: SessionRow): Session {
  const { caller } = ctx;
  const facts = { ...row, unitPath, startsAt: new Date(row.startsAt), endsAt: new Date(row.endsAt) };
  const may = {
    plan: ctx.can("session:plan") && ctx.reach !== null && unitPath.startsWith(ctx.reach),
    serveAs: ctx.can("session:serve") && caller.kind === "staff" ? caller.practitionerId : null,
    book: ctx.can("appointment:book"),
  };
  return { ...row, can: sessionCan(facts, may, ctx.now) };
}
