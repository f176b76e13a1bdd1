import { z } from "zod";
import { fact } from "../../platform/module.ts";
import { Id, Instant } from "../../shared/contract.ts";

/** A session will not take place; its seats are withdrawn already. The reason is in the session's row. */
export const sessionCancelled = fact("rosters.sessionCancelled", z.object({ sessionId: Id }));

/** A published session is at another time or with other people now (in their order). */
export const sessionChanged = fact(
  "rosters.sessionChanged",
  z.object({ sessionId: Id, startsAt: Instant, endsAt: Instant, practitionerIds: z.array(Id) }),
);
