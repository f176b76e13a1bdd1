import { operation } from "../../../platform/operation.ts";
import { refusal } from "../../../shared/refusal.ts";
import { suspendPractitioner } from "../../identity/index.ts";
import { practitionersContract } from "../contract.ts";
import { practitionerStateChanged } from "../facts.ts";
import { canServe, isPublicServant, licenceRefusal } from "../rules.ts";
import { getPractitioner, lockPractitioner, updatePractitioner } from "../store.ts";

/** Changes somebody's register entry. Suspending ends what he may open, within a second (REL-22). */
export const change = operation(practitionersContract.change, async (ctx, { id, phone, ...change }) => {
  const row = await lockPractitioner(ctx, id);
  const profession = change.profession ?? row.profession;
  const licenceKind = change.licenceKind ?? row.licenceKind ?? "none";
  const licenceNo = (change.licenceNo === undefined ? row.licenceNo : change.licenceNo) || null;
  const refused = licenceRefusal({ profession, licenceKind, licenceNo });
  if (refused) throw refusal(refused);
  await updatePractitioner(ctx, id, {
    ...change,
    licenceNo,
    publicServant: isPublicServant(profession, change.publicServant ?? row.publicServant),
    ...(phone === undefined ? {} : { phoneSealed: ctx.sealMaybe(phone) }),
  });
  ctx.about("practitioners", id, row.unitPath);
  if (change.state && change.state !== row.state) {
    await suspendPractitioner(ctx, id, !canServe(change.state));
    await ctx.announce(practitionerStateChanged, { practitionerId: id, state: change.state });
  }
  return await getPractitioner(ctx, id);
});
