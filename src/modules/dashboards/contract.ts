import { z } from "zod";
import { daysBetween } from "../../shared/civil-time.ts";
import { CivilDate, endpoint, Id, Instant, line, listOf, paging, queryFlag } from "../../shared/contract.ts";
import { Tier } from "../network/contract.ts";

/** What is counted: each code names a condition on facts, and the records that meet it are the figure's list. */
export const figureCodes = [
  "opened",
  "closed",
  "waiting",
  "serving",
  "appointmentsKept",
  "appointmentsToCome",
  "appointmentsNoShow",
  "sessions",
  "onDuty",
  "late",
  "dueToday",
  "onTime",
  "satisfaction",
  "participation",
  "denied",
  "emptySessions",
  "offHours",
] as const;
export const FigureCode = z.enum(figureCodes);
export type FigureCode = z.infer<typeof FigureCode>;

/** A figure and the list that it opens: nobody types what the system can count. */
export const Figure = z.object({
  code: FigureCode,
  label: z.string(),
  /** A count, or a share in percent; null where there is nothing to take a share of. */
  value: z.number().nullable(),
  unit: z.string(),
  /** How many records stand behind it: as many as the list shows. */ n: z.number().int(),
  /** Wilson interval where the figure is an estimate (90 %), in the figure's unit. */ interval: z
    .object({ low: z.number(), high: z.number() })
    .nullable(),
  /** How it is computed, in one sentence. */ formula: z.string(),
  /** Console address of the records behind it. */ list: z.string(),
  tone: z.enum(["plain", "attention", "seal", "good"]),
  /** A plain word on what the figure means now. */ note: z.string().nullable(),
});
export type Figure = z.infer<typeof Figure>;

/** One record behind a figure, without anything of a person. */
export const FigureRecord = z.object({
  id: Id,
  kind: z.enum(["matter", "ticket", "appointment", "session", "clock", "rating"]),
  title: z.string(),
  detail: z.string(),
  at: Instant,
  /** Console address of the record. */ open: z.string(),
});
export type FigureRecord = z.infer<typeof FigureRecord>;

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
  /** With a level. */ rated: z.number().int(),
  invited: z.number().int(),
  satisfied: z.number().int(),
  satisfaction: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** What units are ordered by (D1): the lower bound, below ten ratings drawn towards the share of all rows. */
  comparable: z.number().nullable(),
});
export type AreaRow = z.infer<typeof AreaRow>;
export const areaSorts = [
  "code",
  "openNow",
  "waiting",
  "opened",
  "closed",
  "late",
  "sessions",
  "emptySessions",
  "satisfaction",
] as const;

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

const Area = line(20).optional();
const period = { from: CivilDate, to: CivilDate };
/** The first day not after the last, and no more than a year. */
const inOrder = ({ from, to }: { from?: string; to?: string }) =>
  !from || !to || (from <= to && daysBetween(from, to) <= 366);
const orderMessage = { message: "开始日期要在结束日期之前，最多一年", path: ["to"] };

export const dashboardsContract = {
  today: endpoint({
    method: "GET",
    path: "/dashboards/today",
    summary: "今日",
    permission: "dashboard:read",
    input: z.strictObject({ area: Area }),
    output: z.object({ asOf: Instant, unitName: z.string(), figures: z.array(Figure) }),
  }),
  month: endpoint({
    method: "GET",
    path: "/dashboards/month",
    summary: "一段时间的数字",
    permission: "dashboard:read",
    input: z.strictObject({ area: Area, ...period }).refine(inOrder, orderMessage),
    output: z.object({
      asOf: Instant,
      unitName: z.string(),
      figures: z.array(Figure),
      categories: z.array(
        z.object({
          /** Empty where nobody has classified yet. */ code: z.string(),
          label: z.string(),
          n: z.number().int(),
          share: z.number(),
        }),
      ),
      days: z.array(z.object({ day: CivilDate, n: z.number().int() })),
    }),
  }),
  records: endpoint({
    method: "GET",
    path: "/dashboards/records",
    summary: "一个数字背后的记录",
    permission: "dashboard:read",
    input: z
      .strictObject({ figure: FigureCode, area: Area, ...z.object(period).partial().shape, ...paging })
      .refine(inOrder, orderMessage),
    output: listOf(FigureRecord),
  }),
  areas: endpoint({
    method: "GET",
    path: "/dashboards/areas",
    summary: "下级单位",
    permission: "dashboard:compare",
    input: z
      .strictObject({
        area: Area,
        ...period,
        sort: z.enum(areaSorts).default("code"),
        up: queryFlag.optional(),
        ...paging,
      })
      .refine(inOrder, orderMessage),
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
