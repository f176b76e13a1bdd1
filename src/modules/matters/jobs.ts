import { z } from "zod";
import { job, on } from "../../platform/module.ts";
import { notify } from "../notifications/index.ts";
import { phoneLookup, residentChanged, residentsByIds } from "../residents/index.ts";
import { levelOf } from "./rules.ts";
import { changeMatter, mattersByIds, wordsOfResident } from "./store.ts";
import { dropDrafts } from "./store-drafts.ts";
import { insertEvent, takeLateClocks } from "./store-timeline.ts";

/** Drafts that ended are dropped, sealed or not. */
export const dropOldDrafts = job("matters.dropDrafts", z.object({}), async (ctx) => await dropDrafts(ctx), {
  cron: "40 3 * * *",
});

/** After a name or phone was put right: matters are found by the new one, and it is the new phone that proves. */
export const refreshContact = job(
  "matters.refreshContact",
  z.object({ residentId: z.uuid() }),
  async (ctx, { residentId }) => {
    const resident = (await residentsByIds(ctx, [residentId], { full: true })).get(residentId);
    if (!resident) return;
    const contactLookup = (resident.phone && phoneLookup(ctx, resident.phone)) || null;
    for (const row of await wordsOfResident(ctx, residentId)) {
      const words = [ctx.openMaybe(row.narrativeSealed), ctx.openMaybe(row.counterpartSealed)];
      const tokens = ctx.tokens(...words, resident.name, resident.phone, row.number);
      await changeMatter(ctx, row.id, { contactLookup, tokens });
      await insertEvent(ctx, row.id, "contactChanged", {});
    }
  },
);

export const onResidentChanged = on(
  residentChanged,
  async (ctx, data) => await ctx.send("matters.refreshContact", data),
);
