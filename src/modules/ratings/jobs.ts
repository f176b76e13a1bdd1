import { z } from "zod";
import { job } from "../../platform/module.ts";
import { civilDate } from "../../shared/civil-time.ts";
import { mattersByIds } from "../matters/index.ts";
import { notify } from "../notifications/index.ts";
import { ratingPath } from "./invite.ts";
import { remindNow } from "./rules.ts";
import { listSilent, markReminded } from "./store.ts";

const BATCH = 200;

/**
 * Reminds whoever stayed silent, once (SLA-22). Runs in the morning: nobody wants that message at night. A city's day of
 * closed matters is more than one batch; the rest follows in the next job.
 */
export const remind = job(
  "ratings.remind",
  z.object({ after: z.string().optional() }),
  async (ctx, { after }) => {
    const { limit } = ctx.pack.serviceLevel("SLA-22", civilDate(ctx.now));
    if (!limit) return;
    const rows = await listSilent(ctx, ctx.now, after ?? null, BATCH);
    const due = rows.filter((row) =>
      remindNow(
        { ...row, invitedAt: new Date(row.invitedAt), expiresAt: new Date(row.expiresAt) },
        limit,
        ctx.now,
        ctx.pack.localDays,
      ),
    );
    const matters = await mattersByIds(
      ctx,
      due.map((row) => row.matterId),
    );
    for (const row of due) {
      if (!(await markReminded(ctx, row.id))) continue;
      await notify(ctx, {
        residentId: row.residentId,
        matterId: row.matterId,
        unitPath: row.unitPath,
        template: "ratingReminder",
        values: { number: matters.get(row.matterId)?.number ?? "", link: ratingPath(ctx.open(row.tokenSealed)) },
      });
    }
    const last = rows.at(-1);
    if (last && rows.length === BATCH) await ctx.send("ratings.remind", { after: last.id });
  },
  { cron: "0 10 * * *" },
);
