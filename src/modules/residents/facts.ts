import { z } from "zod";
import { fact } from "../../platform/module.ts";

/** Somebody asked for a login code: the module that can send messages sends it. Both values are sealed. */
export const codeRequested = fact(
  "residents.codeRequested",
  z.object({ phoneSealed: z.string(), codeSealed: z.string(), expiresAt: z.iso.datetime({ offset: true }) }),
);

/** Name or phone of a resident was put right: what is found by them has to follow. */
export const residentChanged = fact("residents.changed", z.object({ residentId: z.uuid() }));
