import { serverModule } from "../../platform/module.ts";
import { rostersContract } from "./contract.ts";
import { endPattern, publishFromPatterns, savePattern } from "./operations/patterns.ts";
import { cancelSession, changeSession, createSession, publishSession } from "./operations/plan-session.ts";
import { getSession, listClinics, listPatterns, listSeats, listSessions, mySessions } from "./operations/read.ts";
import { checkIn, checkOut } from "./operations/serve.ts";
import { rostersPortal } from "./portal/routes.tsx";

export const rosters = serverModule({
  name: "rosters",
  contract: rostersContract,
  operations: {
    listClinics,
    listSessions,
    getSession,
    listSeats,
    mySessions,
    createSession,
    changeSession,
    publishSession,
    cancelSession,
    checkIn,
    checkOut,
    listPatterns,
    savePattern,
    endPattern,
    publishFromPatterns,
  },
  portal: rostersPortal,
});

export { sessionCancelled, sessionChanged } from "./facts.ts";
export { publishPatterns } from "./publish.ts";
export { seedPatterns } from "./seed.ts";
export {
  dutyOf,
  nextFreeSession,
  type SessionRow,
  sessionNow,
  sessionsByIds,
  sessionsNow,
  sessionsOfDay,
} from "./store.ts";
export { confirmSeat, releaseExpiredHolds, releaseSeat, type TakenSeat, takeSeat } from "./store-seats.ts";
