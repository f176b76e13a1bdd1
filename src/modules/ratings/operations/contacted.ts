import { operation } from "../../../platform/operation.ts";
import { refusal } from "../../../shared/refusal.ts";
import { addEvent, stopClock } from "../../matters/index.ts";
import { ratingsContract } from "../contract.ts";
import { contactRefusal } from "../rules.ts";
import { getRating, writeContact } from "../store.ts";
import { showRatings } from "../view.ts";

/** The judicial office has spoken with the person behind a bad rating (SLA-23). What was said stays with the tiers. */
export const contacted = operation(ratingsContract.contacted, async (ctx, input) => {
  const row = await getRating(ctx, input.id);
  const refused = contactRefusal(row);
  if (refused) throw refusal(refused);
  if (!(await writeContact(ctx, row.id, ctx.seal(input.note)))) throw refusal("ALREADY_CONTACTED");
  await addEvent(ctx, row.matterId, "ratingContacted", {});
  await stopClock(ctx, row.matterId, "SLA-23");
  const [shown] = await showRatings(ctx, [await getRating(ctx, row.id)]);
  if (!shown) throw new Error("A rating vanished while it was shown.");
  return shown;
});
