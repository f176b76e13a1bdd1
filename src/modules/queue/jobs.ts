import { z } from "zod";
import { job } from "../../platform/module.ts";
import { markLeft, markServed } from "../appointments/index.ts";
import { leftUnserved } from "../appointments/labels.ts";
import { closeEarlierDays } from "./store.ts";

/** At night: tickets that nobody ended are ended, so that a matter can queue again on another day. */
export const closeDay = job(
  "queue.closeDay",
  z.object({}),
  async (ctx) => {
    for (const { appointmentId, matterId, state } of await closeEarlierDays(ctx))
      if (appointmentId && state === "left") await markLeft(ctx, appointmentId, leftUnserved);
      else if (appointmentId) await markServed(ctx, matterId);
  },
  { cron: "20 0 * * *" },
);
