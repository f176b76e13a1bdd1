import { z } from "zod";
import { fact } from "../../platform/module.ts";
import { Outcome } from "./contract.ts";

/** A matter was answered and closed. */
export const matterClosed = fact(
  "matters.closed",
  z.object({
    matterId: z.uuid(),
    clinicId: z.uuid(),
    unitPath: z.string(),
    practitionerId: z.uuid().nullable(),
    residentId: z.uuid().nullable(),
    outcome: Outcome,
  }),
);
