import { operation } from "../../../platform/operation.ts";
import { civilDate, formatDuration, formatTime } from "../../../shared/civil-time.ts";
import { remaining } from "../../../shared/time-limit.ts";
import { mattersByIds } from "../../matters/index.ts";
import { clinicsByIds } from "../../network/index.ts";
import { formLabels } from "../../rosters/labels.ts";
import { dashboardsContract, type WorkItem } from "../contract.ts";
import { unclassified } from "../labels.ts";
import { scopeOf } from "../scope.ts";
import { listWork, type WorkRow } from "../store-worklist.ts";

/** 今日: what is late, due or waiting for the caller, each one click from done. Numbers and kinds, no names. */
export const worklist = operation(dashboardsContract.worklist, async (ctx, input) => {
  const { rows, total } = await listWork(ctx, scopeOf(ctx), input);
  const matters = await mattersByIds(
    ctx,
    rows.map((row) => row.matterId).filter((id) => id !== null),
  );
  const clinics = await clinicsByIds(
    ctx,
    rows.map((row) => row.clinicId ?? matters.get(row.matterId ?? "")?.clinicId ?? null).filter((id) => id !== null),
  );
  const labels = new Map(ctx.pack.categories.map((category) => [category.code, category.label]));
  const show = (row: WorkRow): WorkItem => {
    const matter = row.matterId === null ? undefined : matters.get(row.matterId);
    const clinicId = row.clinicId ?? matter?.clinicId ?? "";
    const clinic = clinics.get(clinicId)?.name ?? "";
    const category = matter?.category ? (labels.get(matter.category) ?? matter.category) : unclassified;
    const about = matter ? `${matter.number} · ${clinic}` : clinic;
    const at = new Date(row.at);
    const shared = { kind: row.kind, id: row.id, at: row.at };
    const minutes = Math.round((ctx.now.getTime() - at.getTime()) / 60_000);
    switch (row.kind) {
      case "late":
      case "dueToday": {
        const level = row.mark === null ? "" : ctx.pack.serviceLevel(row.mark, civilDate(at)).name;
        return {
          ...shared,
          title: `${level}：${category}`,
          detail: about,
          mark: remaining(at, ctx.now).text,
          open: `/console/matters/${row.matterId}`,
          move: null,
        };
      }
      case "waiting":
        return {
          ...shared,
          title: category,
          detail: `${about} · 已等 ${formatDuration(minutes)}`,
          mark: row.mark ?? "",
          open: `/console/queue?clinicId=${clinicId}`,
          move: "call",
        };
      case "appointment":
        return {
          ...shared,
          title: category,
          detail: about,
          mark: formatTime(at),
          open: `/console/appointments?open=${row.id}`,
          move: "checkIn",
        };
      case "session":
        return {
          ...shared,
          title: (formLabels as Record<string, string>)[row.mark ?? ""] ?? "",
          detail:
            minutes > 0 ? `${clinic} · ${formatTime(at)} 开始，还没有人签到` : `${clinic} · ${formatTime(at)} 开始`,
          mark: minutes > 0 ? `晚 ${formatDuration(minutes)}` : formatTime(at),
          open: `/console/sessions/${row.id}`,
          move: ctx.can("session:serve") ? "checkIn" : null,
        };
      case "openConsultation":
        return {
          ...shared,
          title: category,
          detail: about,
          mark: `${formatDuration(minutes)}前开始`,
          open: `/console/consultations/${row.id}`,
          move: null,
        };
    }
  };
  return { items: rows.map(show), total };
});
