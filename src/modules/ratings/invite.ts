import type { OperationContext } from "../../platform/context.ts";
import { on } from "../../platform/module.ts";
import { findMatter, matterClosed } from "../matters/index.ts";
import { clinicsByIds } from "../network/index.ts";
import { notify } from "../notifications/index.ts";
import { expiryOf } from "./rules.ts";
import { inviteToRate } from "./store.ts";

/** Path of the page that a link to rate opens. */
export const ratingPath = (token: string): string => `/rate/${token}`;

/**
 * 一事一评 (N3.3): every closed matter can be rated once. Who can be reached is asked at once (SLA-22); who gave no
 * contact rates at the window, or by number and phone.
 */
export const inviteOnClose = on(matterClosed, async (ctx, { matterId }) => await invite(ctx, matterId));

async function invite(ctx: OperationContext, matterId: string): Promise<void> {
  const matter = await findMatter(ctx, matterId);
  if (!matter) return;
  const fresh = ctx.newSecret();
  const sealed = await inviteToRate(ctx, {
    matterId: matter.id,
    clinicId: matter.clinicId,
    unitPath: matter.unitPath,
    practitionerId: matter.practitionerId,
    residentId: matter.residentId,
    tokenHash: ctx.hashSecret(fresh),
    tokenSealed: ctx.seal(fresh),
    expiresAt: expiryOf(ctx.now),
  });
  if (sealed === null || matter.residentId === null) return;
  const clinic = (await clinicsByIds(ctx, [matter.clinicId])).get(matter.clinicId);
  await notify(ctx, {
    residentId: matter.residentId,
    matterId: matter.id,
    unitPath: matter.unitPath,
    template: "ratingInvited",
    values: { clinic: clinic?.name ?? "", number: matter.number, link: ratingPath(ctx.open(sealed)) },
  });
}
