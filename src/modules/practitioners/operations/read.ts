import { operation } from "../../../platform/operation.ts";
import { areaPathOf } from "../../network/index.ts";
import { practitionersContract } from "../contract.ts";
import { getPractitioner, listPractitioners } from "../store.ts";

export const list = operation(practitionersContract.list, async (ctx, { area, ...question }) => {
  const path = area === undefined ? undefined : areaPathOf(ctx, area);
  return await listPractitioners(ctx, { ...question, path });
});

export const get = operation(practitionersContract.get, (ctx, { id }) => getPractitioner(ctx, id));
