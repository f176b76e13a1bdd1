import { z } from "zod";
import { job } from "../../platform/module.ts";
import { dropCodes } from "./store.ts";

/** Codes that ended more than a day ago are of no use to anybody. */
export const dropOldCodes = job(
  "residents.dropCodes",
  z.object({}),
  async (ctx) => await dropCodes(ctx, new Date(ctx.now.getTime() - 86_400_000)),
  { cron: "20 3 * * *" },
);
