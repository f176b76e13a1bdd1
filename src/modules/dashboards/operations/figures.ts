import type { OperationContext } from "../../../platform/context.ts";
import { operation } from "../../../platform/operation.ts";
import { civilDate } from "../../../shared/civil-time.ts";
import { dashboardsContract, type Figure, type FigureCode } from "../contract.ts";
import { unclassified } from "../labels.ts";
import { figureOf, fillDays, listAddress, monthCodes, ratingCodes, todayCodes, withShares } from "../rules.ts";
import { areaCodeOf, type Scope, scopeOf } from "../scope.ts";
import { countFigures, countOpened, type Period } from "../store-figures.ts";

/** The day as it stands: what is late, who waits, who is on duty. */
export const today = operation(dashboardsContract.today, async (ctx, input) => {
  const scope = scopeOf(ctx, input.area);
  const day = civilDate(ctx.now);
  const figures = await figuresOf(ctx, scope, { from: day, to: day }, todayCodes, true);
  return { asOf: ctx.now.toISOString(), unitName: scope.unitName, figures };
});

/** A span of days: how much, how fast, how good, at what hours. */
export const month = operation(dashboardsContract.month, async (ctx, { area, ...period }) => {
  const scope = scopeOf(ctx, area);
  const codes = ctx.can("rating:read") ? [...monthCodes, ...ratingCodes] : monthCodes;
  const figures = await figuresOf(ctx, scope, period, codes, false);
  const opened = await countOpened(ctx, scope, period);
  const categories = withShares(opened.categories);
  const labels = new Map(ctx.pack.categories.map((category) => [category.code, category.label]));
  return {
    asOf: ctx.now.toISOString(),
    unitName: scope.unitName,
    figures,
    categories: categories.map(({ code, n, share }) => ({
      code: code ?? "",
      label: code === null ? unclassified : (labels.get(code) ?? code),
      n,
      share,
    })),
    days: fillDays(opened.days, period.from, period.to),
  };
});

async function figuresOf(
  ctx: OperationContext,
  scope: Scope,
  period: Period,
  codes: readonly FigureCode[],
  isToday: boolean,
): Promise<Figure[]> {
  const counts = await countFigures(ctx, scope, period, codes, offHoursTypes(ctx));
  const who = { ...scope, reachArea: areaCodeOf(scope) };
  return codes.map((code) =>
    figureOf(code, counts.get(code) ?? { n: 0, hits: 0, of: 0 }, listAddress(code, who, period), { today: isToday }),
  );
}

/** The time types that the city counts as off-hours (N3.4c). */
const offHoursTypes = (ctx: OperationContext): string[] =>
  ctx.pack.timeTypes.filter((type) => type.offHours).map((type) => type.code);
