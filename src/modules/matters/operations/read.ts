import type { OperationContext } from "../../../platform/context.ts";
import { operation } from "../../../platform/operation.ts";
import { found } from "../../../platform/reach.ts";
import { addDays, civilDate, startOfDay } from "../../../shared/civil-time.ts";
import type { InputOf } from "../../../shared/contract.ts";
import { hideNumbers } from "../../../shared/mask.ts";
import { Denied } from "../../../shared/refusal.ts";
import { areaPathOf } from "../../network/index.ts";
import { mattersContract } from "../contract.ts";
import { REVEALS_PER_HOUR, readNumber } from "../rules.ts";
import { findMatterPage, listMatters, type MatterFilter } from "../store.ts";
import { countReveals, insertEvent } from "../store-timeline.ts";
import { pageOf, rowsOf } from "../view.ts";

/** Matters within reach. `total` counts up to 10,001, which means “more than ten thousand”. */
export const list = operation(mattersContract.list, async (ctx, input) => {
  const { rows, total } = await listMatters(ctx, filterOf(ctx, input), input);
  return { items: await rowsOf(ctx, rows), total };
});

function filterOf(ctx: OperationContext, input: InputOf<typeof mattersContract.list>): MatterFilter {
  const day = (date: string | undefined) => (date ? startOfDay(date) : undefined);
  const dayAfter = (date: string | undefined) => (date ? startOfDay(addDays(date, 1)) : undefined);
  const number = input.q ? readNumber(input.q) : undefined;
  return {
    states: input.state?.length ? input.state : undefined,
    category: input.category,
    channel: input.channel,
    clinicId: input.clinicId,
    practitionerId: input.practitionerId,
    path: input.area ? areaPathOf(ctx, input.area) : undefined,
    openedFrom: day(input.from),
    openedBefore: dayAfter(input.to),
    closedFrom: day(input.closedFrom),
    closedBefore: dayAfter(input.closedTo),
    clock: input.clock && clockFilter(input.clock, ctx.now),
    flag: input.flag,
    number,
    tokens: input.q && !number ? ctx.queryTokens(input.q) : undefined,
  };
}

/** `today`: due later today; what is late already is under `late`. */
function clockFilter(clock: "late" | "today" | "running", now: Date): MatterFilter["clock"] {
  if (clock === "late") return { dueBefore: now };
  if (clock === "today") return { dueFrom: now, dueBefore: startOfDay(addDays(civilDate(now), 1)) };
  return {};
}

/** One matter: in full within the clinic, masked above it. */
export const get = operation(mattersContract.get, async (ctx, { id }) => {
  const row = found(await findMatterPage(ctx, id));
  ctx.about("matters", id, row.unitPath);
  return await pageOf(ctx, row);
});

/** Looks behind the mask for a reason, which the audit keeps; the person sees in his timeline that it was done (PRV-07). */
export const reveal = operation(mattersContract.reveal, async (ctx, { id, purpose }) => {
  const row = found(await findMatterPage(ctx, id));
  ctx.about("matters", id, row.unitPath);
  ctx.request.purpose = hideNumbers(purpose);
  const masked = (await pageOf(ctx, row)).masked;
  if (!masked || ctx.caller.kind !== "staff") return await pageOf(ctx, row);
  const since = new Date(ctx.now.getTime() - 3_600_000);
  if ((await countReveals(ctx, ctx.caller.accountId, since)) >= REVEALS_PER_HOUR)
    throw new Denied(429, "TOO_MANY_REQUESTS", 3600);
  await insertEvent(ctx, id, "revealed", {}, purpose);
  return await pageOf(ctx, row, { revealed: true });
});
