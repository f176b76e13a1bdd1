import { z } from "zod";
import type { OperationContext } from "../../platform/context.ts";
import { job, on } from "../../platform/module.ts";
import { accountsWith } from "../identity/index.ts";
import { notify } from "../notifications/index.ts";
import { phoneLookup, residentChanged, residentsByIds } from "../residents/index.ts";
import { levelOf } from "./rules.ts";
import { changeMatter, type MatterRef, mattersByIds, wordsOfResident } from "./store.ts";
import { dropDrafts } from "./store-drafts.ts";
import { insertEvent, takeLateClocks } from "./store-timeline.ts";

/** Drafts that ended are dropped, sealed or not. */
export const dropOldDrafts = job("matters.dropDrafts", z.object({}), async (ctx) => await dropDrafts(ctx), {
  cron: "40 3 * * *",
});

const AT_ONCE = 500;

/** Tells whoever handles a matter, once, that one of its clocks is late. */
export const remindDue = job(
  "matters.remindDue",
  z.object({}),
  async (ctx) => {
    const late = await takeLateClocks(ctx, AT_ONCE);
    const matters = await mattersByIds(
      ctx,
      late.map((clock) => clock.matterId),
    );
    for (const { matterId, code, startedAt } of late) {
      const matter = matters.get(matterId);
      if (!matter) continue;
      const clock = levelOf(ctx.pack, code, startedAt).name;
      for (const accountId of await handlersOf(ctx, matter))
        await notify(ctx, {
          accountId,
          matterId,
          unitPath: matter.unitPath,
          template: "clockLate",
          values: { number: matter.number, clock },
        });
    }
    if (late.length === AT_ONCE) await ctx.send("matters.remindDue", {});
  },
  { cron: "5 * * * *" },
);

/** Whoever serves the matter; where nobody does yet, the clinic's window. */
async function handlersOf(ctx: OperationContext, matter: MatterRef): Promise<string[]> {
  const serving = matter.practitionerId ? await accountsWith(ctx, { practitionerId: matter.practitionerId }) : [];
  return serving.length > 0 ? serving : await accountsWith(ctx, { role: "clerk", clinicId: matter.clinicId });
}

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
