import { z } from "zod";
import { job } from "../../platform/module.ts";
import { idleSince } from "./rules.ts";
import { forgetCallers } from "./sessions.ts";
import { disableIdle } from "./store.ts";
import { sweepCounters } from "./store-limits.ts";

/** Every night: accounts that nobody used for 60 days are disabled (SEC-06), and counters that count nothing go. */
export const disableIdleAccounts = job(
  "identity.disableIdleAccounts",
  z.strictObject({}),
  async (ctx) => {
    await disableIdle(ctx, idleSince(ctx.now));
    await sweepCounters(ctx);
    forgetCallers();
  },
  { cron: "10 3 * * *" },
);
