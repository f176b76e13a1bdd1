import { operation } from "../../../platform/operation.ts";
import { notFound, refusal } from "../../../shared/refusal.ts";
import { areaPathOf } from "../../network/index.ts";
import { practitionersContract } from "../contract.ts";
import { isPublicServant, licenceRefusal } from "../rules.ts";
import { getPractitioner, insertPractitioners } from "../store.ts";

/** Registers somebody who serves, at a unit within the caller's reach. */
export const register = operation(practitionersContract.register, async (ctx, { area, phone, ...person }) => {
  const unitPath = areaPathOf(ctx, area);
  if (ctx.reach === null || !unitPath.startsWith(ctx.reach)) throw notFound();
  const licenceNo = person.licenceNo || null;
  const refused = licenceRefusal({ ...person, licenceNo });
  if (refused) throw refusal(refused);
  const id = ctx.newId();
  await insertPractitioners(ctx, [
    {
      ...person,
      id,
      // The last signs of the id are random; the code is what people read to each other.
      code: `P${id.slice(-10).toUpperCase()}`,
      unitPath,
      licenceNo,
      publicServant: isPublicServant(person.profession, person.publicServant),
      isDemo: false,
      state: "active",
      phoneSealed: ctx.sealMaybe(phone),
    },
  ]);
  ctx.about("practitioners", id, unitPath);
  return await getPractitioner(ctx, id);
});
