import { CommitThenThrow, operation } from "../../../platform/operation.ts";
import { refusal } from "../../../shared/refusal.ts";
import { takeToken } from "../../identity/index.ts";
import { clinicsByIds } from "../../network/index.ts";
import { phoneLookup } from "../../residents/index.ts";
import { mattersContract } from "../contract.ts";
import { stateLabels, stepLabels } from "../labels.ts";
import { progressLimits, readNumber } from "../rules.ts";
import { findByProof } from "../store.ts";
import { clocksOf, eventsOf } from "../store-timeline.ts";
import { clockOf, labelOf } from "../view.ts";

/** How a matter stands, for whoever holds its number and the phone left with it. Any mistake gets the same answer. */
export const progress = operation(mattersContract.progress, async (ctx, input) => {
  const number = readNumber(input.number);
  const contact = phoneLookup(ctx, input.phone);
  if (!ctx.demo) await takeToken(ctx, `progress.ip:${ctx.request.ip}`, progressLimits.ip);
  await takeToken(ctx, `progress.number:${number ?? "none"}`, progressLimits.number);
  const matter = await findByProof(ctx, number ?? "", contact ?? "");
  // Counted although refused, else phones could be tried one after the other.
  if (!matter) throw new CommitThenThrow(refusal("PROGRESS_NOT_FOUND"));
  ctx.about("matters", matter.id, matter.unitPath);
  const clinics = await clinicsByIds(ctx, [matter.clinicId]);
  const events = await eventsOf(ctx, matter.id);
  const clocks = await clocksOf(ctx, [matter.id], { running: false });
  return {
    number: matter.number,
    state: matter.state,
    stateLabel: stateLabels[matter.state],
    categoryLabel: labelOf(ctx, matter.category),
    clinicName: clinics.get(matter.clinicId)?.name ?? "",
    clinicId: matter.clinicId,
    openedAt: matter.openedAt,
    steps: events.flatMap(({ kind, at }) => {
      const text = stepLabels[kind];
      return text === undefined ? [] : [{ at, text }];
    }),
    clocks: clocks.map((clock) => clockOf(ctx, clock, { reason: false })),
  };
});
