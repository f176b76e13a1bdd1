import { operation } from "../../../platform/operation.ts";
import { civilDate, formatDate, formatSpan, formatTime } from "../../../shared/civil-time.ts";
import { notFound } from "../../../shared/refusal.ts";
import { mattersByIds } from "../../matters/index.ts";
import { clinicsByIds } from "../../network/index.ts";
import { formLabels } from "../../rosters/labels.ts";
import { dashboardsContract, type FigureRecord } from "../contract.ts";
import { appointmentStates, unclassified } from "../labels.ts";
import { ratingCodes } from "../rules.ts";
import { scopeOf } from "../scope.ts";
import { listRecords, type RecordRow } from "../store-figures.ts";

/** The records behind a figure, for figures whose list no other page has. Numbers and places, nothing of a person. */
export const records = operation(dashboardsContract.records, async (ctx, input) => {
  if (ratingCodes.includes(input.figure) && !ctx.can("rating:read")) throw notFound();
  const scope = scopeOf(ctx, input.area);
  const today = civilDate(ctx.now);
  const period = { from: input.from ?? today, to: input.to ?? today };
  const { kind, rows, total } = await listRecords(ctx, scope, input.figure, period, input);
  const known = (ids: (string | null)[]) => ids.filter((id) => id !== null);
  const matters = await mattersByIds(ctx, known(rows.map((row) => row.matterId)));
  const clinics = await clinicsByIds(
    ctx,
    known(rows.map((row) => row.clinicId ?? (row.matterId && matters.get(row.matterId)?.clinicId) ?? null)),
  );
  const labels = new Map(ctx.pack.categories.map((category) => [category.code, category.label]));
  const show = (row: RecordRow): FigureRecord => {
    const matter = row.matterId === null ? undefined : matters.get(row.matterId);
    const clinic = clinics.get(row.clinicId ?? matter?.clinicId ?? "")?.name ?? "";
    const number = matter?.number ?? "";
    const at = new Date(row.at);
    const day = formatDate(civilDate(at), today);
    const shared = { id: row.id, kind, at: row.at };
    const toMatter = `/console/matters/${row.matterId ?? ""}`;
    switch (kind) {
      case "session":
        return {
          ...shared,
          title: clinic,
          detail: `${(formLabels as Record<string, string>)[row.mark ?? ""] ?? ""} · ${formatSpan(at, new Date(row.until ?? row.at), today)}`,
          open: `/console/sessions/${row.id}`,
        };
      case "ticket":
        return { ...shared, title: row.mark ?? "", detail: `${clinic} · ${number}`, open: toMatter };
      case "appointment":
        return {
          ...shared,
          title: number,
          detail: `${clinic} · ${day}${formatTime(at)} · ${appointmentStates[row.mark ?? ""] ?? ""}`,
          open: toMatter,
        };
      case "clock": {
        const level = row.mark === null ? undefined : ctx.pack.serviceLevel(row.mark, civilDate(at)).name;
        return { ...shared, title: number, detail: `${clinic} · ${level ?? ""} · ${day}`, open: toMatter };
      }
      default:
        return {
          ...shared,
          title: number,
          detail: `${clinic} · ${row.mark === null ? (kind === "matter" ? unclassified : day) : (labels.get(row.mark) ?? row.mark)}`,
          open: toMatter,
        };
    }
  };
  return { items: rows.map(show), total };
});
