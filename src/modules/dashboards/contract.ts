import { z } from "zod";
import { CivilDate, endpoint, Id, Instant, line, listOf, paging } from "../../shared/contract.ts";
import { Tier } from "../network/contract.ts";

/** A figure and the list that it opens: nobody types what the system can count. */
export const Figure = z.object({
  code: z.string(),
  label: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  /** How many records stand behind it. */ n: z.number().int(),
  /** Wilson interval where the figure is an estimate (90 %). */ interval: z
    .object({ low: z.number(), high: z.number() })
    .nullable(),
  /** How it is computed, in one sentence. */ formula: z.string(),
  /** Console address of the records behind it. */ list: z.string(),
  tone: z.enum(["plain", "attention", "seal", "good"]),
});
export type Figure = z.infer<typeof Figure>;

export const AreaRow = z.object({
  code: z.string(),
  name: z.string(),
  tier: Tier,
  clinics: z.number().int(),
  openNow: z.number().int(),
  waiting: z.number().int(),
  opened: z.number().int(),
  closed: z.number().int(),
  late: z.number().int(),
  sessions: z.number().int(),
  emptySessions: z.number().int(),
  rated: z.number().int(),
  invited: z.number().int(),
  satisfied: z.number().int(),
  satisfaction: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
});
export type AreaRow = z.infer<typeof AreaRow>;

export const WorkItem = z.object({
  kind: z.enum(["late", "dueToday", "waiting", "appointment", "session", "openConsultation"]),
  id: Id,
  title: z.string(),
  detail: z.string(),
  at: Instant,
  /** “晚 2 小时”, “还剩 3 小时”, “A012” */ mark: z.string(),
  open: z.string(),
  move: z.string().nullable(),
});
export type WorkItem = z.infer<typeof WorkItem>;

export const dashboardsContract = {
  today: endpoint({
    method: "GET",
    path: "/dashboards/today",
    summary: "今日",
    permission: "dashboard:read",
    input: z.strictObject({ area: line(20).optional() }),
    output: z.object({ asOf: Instant, unitName: z.string(), figures: z.array(Figure) }),
  }),
  month: endpoint({
    method: "GET",
    path: "/dashboards/month",
    summary: "一段时间的数字",
    permission: "dashboard:read",
    input: z.strictObject({ area: line(20).optional(), from: CivilDate, to: CivilDate }),
    output: z.object({
      asOf: Instant,
      unitName: z.string(),
      figures: z.array(Figure),
      categories: z.array(z.object({ code: z.string(), label: z.string(), n: z.number().int(), share: z.number() })),
      days: z.array(z.object({ day: CivilDate, n: z.number().int() })),
    }),
  }),
  areas: endpoint({
    method: "GET",
    path: "/dashboards/areas",
    summary: "下级单位",
    permission: "dashboard:read",
    input: z.strictObject({ area: line(20).optional(), from: CivilDate, to: CivilDate, ...paging }),
    output: listOf(AreaRow),
  }),
  worklist: endpoint({
    method: "GET",
    path: "/dashboards/worklist",
    summary: "等我处理的事",
    permission: "dashboard:read",
    input: z.strictObject({ ...paging }),
    output: listOf(WorkItem),
  }),
};
