import { operation } from "../../../platform/operation.ts";
import { codeOf, EVERYWHERE, tierOf } from "../../../shared/area-path.ts";
import { dashboardsContract } from "../contract.ts";
import { sortAreas, withSatisfaction } from "../rules.ts";
import { scopeOf } from "../scope.ts";
import { type AreaCounts, countAreas } from "../store-areas.ts";

/**
 * One row per unit below: districts of the city, towns of a district; below a town every clinic. The clinic that an area
 * runs itself has its own row, so that rows add up to the whole.
 */
export const areas = operation(dashboardsContract.areas, async (ctx, input) => {
  const asked = scopeOf(ctx, input.area);
  // Whoever reaches everything begins at the city.
  const path = asked.path === EVERYWHERE ? (ctx.pack.area(ctx.pack.defaultArea).path ?? EVERYWHERE) : asked.path;
  const scope = { ...asked, path };
  const byClinic = !["city", "district"].includes(tierOf(path));
  const counts = new Map((await countAreas(ctx, scope, input, byClinic)).map((row) => [row.key, row]));
  const clinics = ctx.pack.clinics.filter((clinic) => clinic.path.startsWith(path));
  const below = byClinic ? [] : ctx.pack.areasBelow(codeOf(path));
  const units = [
    ...clinics
      .filter((clinic) => byClinic || clinic.areaCode === codeOf(path))
      .map((clinic) => ({ code: clinic.code, name: clinic.name, tier: clinic.tier, path: clinic.path, clinics: 1 })),
    ...below.map((area) => ({
      code: area.code,
      name: area.name,
      tier: area.tier,
      path: area.path,
      clinics: clinics.filter((clinic) => clinic.path.startsWith(area.path)).length,
    })),
  ];
  const rows = withSatisfaction(
    units.map(({ path: unit, ...row }) => {
      const { key: _key, ...found } = counts.get(unit) ?? none;
      return { ...row, ...found };
    }),
  );
  const sorted = sortAreas(rows, input.sort, input.up ?? false);
  return { items: sorted.slice((input.page - 1) * input.size, input.page * input.size), total: rows.length };
});

const none: AreaCounts = {
  key: "",
  openNow: 0,
  opened: 0,
  closed: 0,
  late: 0,
  waiting: 0,
  sessions: 0,
  emptySessions: 0,
  invited: 0,
  rated: 0,
  satisfied: 0,
};
