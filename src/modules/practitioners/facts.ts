import { z } from "zod";
import { fact } from "../../platform/module.ts";
import { Id } from "../../shared/contract.ts";

/** Somebody was suspended, came back or left: who plans sessions looks at his. */
export const practitionerStateChanged = fact(
  "practitioners.stateChanged",
  z.object({ practitionerId: Id, state: z.enum(["active", "suspended", "left"]) }),
);
