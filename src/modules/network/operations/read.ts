import { operation } from "../../../platform/operation.ts";
import { networkContract } from "../contract.ts";
import { searchAreas } from "../rules.ts";
import { countClinicsBelow, getClinicRow } from "../store.ts";
import { clinicView } from "../views.ts";

/** Areas of the pack, with how many clinics lie in each. */
export const listAreas = operation(networkContract.listAreas, async (ctx, { page, size, ...question }) => {
  const areas = searchAreas(ctx.pack, question);
  const shown = areas.slice((page - 1) * size, page * size);
  const clinics = await countClinicsBelow(
    ctx,
    shown.map((area) => area.path),
  );
  const items = shown.map(({ code, name, shortName, tier, parent, path }) => ({
    code,
    name,
    shortName,
    tier,
    parentCode: parent ?? null,
    path,
    clinics: clinics.get(path) ?? 0,
  }));
  return { items, total: areas.length };
});

export const getClinic = operation(networkContract.getClinic, async (ctx, { id }) =>
  clinicView(ctx, await getClinicRow(ctx, id)),
);
