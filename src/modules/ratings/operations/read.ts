import { operation } from "../../../platform/operation.ts";
import { addDays, startOfDay } from "../../../shared/civil-time.ts";
import { areaPathOf } from "../../network/index.ts";
import { ratingsContract } from "../contract.ts";
import { listRatings } from "../store.ts";
import { showRatings } from "../view.ts";

/** Ratings and open invitations for the tiers. Who was rated (practitioner, clerk) has no such list. */
export const list = operation(ratingsContract.list, async (ctx, input) => {
  const { area, bad, rated, denied, open, contact, from, to, ...rest } = input;
  const { rows, total } = await listRatings(ctx, {
    ...rest,
    areaPath: area === undefined ? undefined : areaPathOf(ctx, area),
    bad: bad === "true",
    denied: denied === "true",
    open: open === "true",
    rated: rated === undefined ? undefined : rated === "true",
    contact: contact === undefined ? undefined : contact === "true",
    from: from === undefined ? undefined : startOfDay(from),
    to: to === undefined ? undefined : startOfDay(addDays(to, 1)),
  });
  return { items: await showRatings(ctx, rows), total };
});
