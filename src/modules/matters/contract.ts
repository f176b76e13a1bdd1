import { z } from "zod";
import { CivilDate, endpoint, Id, Instant, line, listOf, paging, prose, queryList } from "../../shared/contract.ts";
import { PersonGroup, Resident, ResidentInput } from "../residents/contract.ts";
import { TriageAnswer } from "../triage/contract.ts";

export const channels = ["visit", "call", "letter", "online", "event", "round"] as const;
export const Channel = z.enum(channels);
export const matterStates = ["open", "serving", "deferred", "closed", "withdrawn"] as const;
export const MatterState = z.enum(matterStates);
export type MatterState = z.infer<typeof MatterState>;
/** Outcomes of a consultation (S32): advised, helped to apply, another department is competent. */
export const outcomes = [
  "advised",
  "legalAidApplied",
  "mediationStarted",
  "otherDepartment",
  "documentDrafted",
  "notaryHandedOver",
  "notLegal",
  "residentLeft",
] as const;
export const Outcome = z.enum(outcomes);

export const Clock = z.object({
  code: z.string(),
  name: z.string(),
  startedAt: Instant,
  dueAt: Instant,
  pausedAt: Instant.nullable(),
  pauseReason: z.string().nullable(),
  stoppedAt: Instant.nullable(),
  met: z.boolean().nullable(),
  late: z.boolean(),
  /** “还剩 3 天”, “晚 2 小时”, “已停表” */ text: z.string(),
  pausable: z.boolean(),
});
export type Clock = z.infer<typeof Clock>;

export const MatterEvent = z.object({
  id: Id,
  at: Instant,
  kind: z.string(),
  actorKind: z.enum(["resident", "staff", "system", "anonymous"]),
  actorName: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  text: z.string().nullable(),
});
export type MatterEvent = z.infer<typeof MatterEvent>;

export const MatterRow = z.object({
  id: Id,
  number: z.string(),
  channel: Channel,
  state: MatterState,
  category: z.string().nullable(),
  categoryLabel: z.string().nullable(),
  clinicId: Id,
  clinicName: z.string(),
  practitionerId: Id.nullable(),
  practitionerName: z.string().nullable(),
  /** Masked above the clinic; null when the person gave none. */
  residentName: z.string().nullable(),
  /** First 20 characters of the person's words; null above the clinic. */
  excerpt: z.string().nullable(),
  flags: z.array(z.string()),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  outcome: Outcome.nullable(),
  nextClock: Clock.nullable(),
});
export type MatterRow = z.infer<typeof MatterRow>;

export const Matter = z.object({
  ...MatterRow.shape,
  narrative: z.string().nullable(),
  counterpart: z.string().nullable(),
  amountFen: z.number().int().nullable(),
  limitationDate: CivilDate.nullable(),
  identityRefused: z.boolean(),
  personGroups: z.array(PersonGroup),
  serviceLines: z.array(z.string()),
  resident: Resident.nullable(),
  events: z.array(MatterEvent),
  clocks: z.array(Clock),
  can: z.array(z.string()),
  masked: z.boolean(),
});
export type Matter = z.infer<typeof Matter>;

/** What the person behind a number + phone may see: no names of others, no notes of staff. */
export const Progress = z.object({
  number: z.string(),
  state: MatterState,
  stateLabel: z.string(),
  categoryLabel: z.string().nullable(),
  clinicName: z.string(),
  clinicId: Id,
  openedAt: Instant,
  steps: z.array(z.object({ at: Instant, text: z.string() })),
  clocks: z.array(Clock),
});
export type Progress = z.infer<typeof Progress>;

const ref = z.strictObject({ id: Id });

export const mattersContract = {
  open: endpoint({
    method: "POST",
    path: "/matters",
    summary: "登记一件事项",
    permission: "matter:open",
    status: 201,
    input: z.strictObject({
      text: prose(20_000, 1),
      channel: Channel,
      category: line(30).optional(),
      clinicId: Id.optional(),
      resident: ResidentInput.optional(),
      residentId: Id.optional(),
      identityRefused: z.boolean().optional(),
      counterpart: line(80).optional(),
      amountFen: z.number().int().min(0).max(1e13).optional(),
      limitationDate: CivilDate.optional(),
      /** Spoken consent of the person a proxy acts for. */
      consent: z.enum(["self", "spoken", "written"]).optional(),
      /** The sender's own key: sent twice with the same one, it is one matter. */
      once: line(60, 10).optional(),
    }),
    output: z.object({ id: Id, number: z.string() }),
    refusals: [
      "CLINIC_UNKNOWN",
      "CATEGORY_UNKNOWN",
      "PHONE_INVALID",
      "ID_NUMBER_INVALID",
      "GUARDIAN_NEEDED",
      "CONSENT_NEEDED",
    ],
  }),
  list: endpoint({
    method: "GET",
    path: "/matters",
    summary: "事项列表",
    permission: "matter:read",
    input: z.strictObject({
      state: queryList(MatterState).optional(),
      category: line(30).optional(),
      channel: Channel.optional(),
      clinicId: Id.optional(),
      practitionerId: Id.optional(),
      area: line(20).optional(),
      from: CivilDate.optional(),
      to: CivilDate.optional(),
      closedFrom: CivilDate.optional(),
      closedTo: CivilDate.optional(),
      clock: z.enum(["late", "today", "running"]).optional(),
      flag: line(30).optional(),
      q: line(40).optional(),
      /** `due`: those with a running clock by its due, then the others, newest first. */
      sort: z.enum(["newest", "oldest", "due"]).default("newest"),
      ...paging,
    }),
    /** `total` counts up to 10,001, which means “more than ten thousand”; with `q` the newest 2,000 are searched out. */
    output: listOf(MatterRow),
  }),
  get: endpoint({
    method: "GET",
    path: "/matters/{id}",
    summary: "一件事项",
    permission: "matter:read",
    sensitive: true,
    input: ref,
    output: Matter,
  }),
  reveal: endpoint({
    method: "POST",
    path: "/matters/{id}/reveal",
    summary: "查看完整个人信息（写明理由）",
    permission: "matter:read",
    input: z.strictObject({ id: Id, purpose: line(100, 4) }),
    output: Matter,
  }),
  classify: endpoint({
    method: "POST",
    path: "/matters/{id}/category",
    summary: "确定类别",
    permission: "matter:work",
    input: z.strictObject({ id: Id, category: line(30, 1) }),
    output: Matter,
    refusals: ["CATEGORY_UNKNOWN", "MATTER_CLOSED"],
  }),
  addNote: endpoint({
    method: "POST",
    path: "/matters/{id}/notes",
    summary: "记一笔",
    permission: "matter:work",
    input: z.strictObject({ id: Id, text: prose(5_000, 1) }),
    output: Matter,
  }),
  defer: endpoint({
    method: "POST",
    path: "/matters/{id}/defer",
    summary: "约期答复",
    permission: "matter:work",
    input: z.strictObject({ id: Id, reason: prose(500, 1) }),
    output: Matter,
    refusals: ["MATTER_CLOSED"],
  }),
  pauseClock: endpoint({
    method: "POST",
    path: "/matters/{id}/clocks/{code}/pause",
    summary: "停表",
    permission: "matter:work",
    input: z.strictObject({ id: Id, code: line(20, 1), reason: prose(200, 1) }),
    output: Matter,
    refusals: ["CLOCK_NOT_RUNNING", "CLOCK_NOT_PAUSABLE"],
  }),
  resumeClock: endpoint({
    method: "POST",
    path: "/matters/{id}/clocks/{code}/resume",
    summary: "继续计时",
    permission: "matter:work",
    input: z.strictObject({ id: Id, code: line(20, 1) }),
    output: Matter,
    refusals: ["CLOCK_NOT_RUNNING"],
  }),
  close: endpoint({
    method: "POST",
    path: "/matters/{id}/close",
    summary: "办结",
    permission: "matter:work",
    input: z.strictObject({ id: Id, outcome: Outcome }),
    output: Matter,
    refusals: ["MATTER_CLOSED"],
  }),
  reopen: endpoint({
    method: "POST",
    path: "/matters/{id}/reopen",
    summary: "恢复办理",
    permission: "matter:work",
    input: ref,
    output: Matter,
    refusals: ["MATTER_NOT_CLOSED"],
  }),
  progress: endpoint({
    method: "POST",
    path: "/matters/progress",
    summary: "凭编号和手机号查进度",
    permission: "matter:progress",
    proof: true,
    input: z.strictObject({ number: line(30, 1), phone: line(30, 1) }),
    output: Progress,
    refusals: ["PROGRESS_NOT_FOUND"],
  }),
  saveDraft: endpoint({
    method: "POST",
    path: "/drafts",
    summary: "保存填写到一半的内容",
    permission: "triage:ask",
    proof: true,
    input: z.strictObject({ token: line(60).optional(), answers: z.record(line(40), prose(20_000)) }),
    output: z.object({ token: z.string() }),
  }),
  loadDraft: endpoint({
    method: "POST",
    path: "/drafts/load",
    summary: "取回填写到一半的内容",
    permission: "triage:ask",
    proof: true,
    input: z.strictObject({ token: line(60, 1) }),
    output: z.object({ answers: z.record(z.string(), z.string()), triage: TriageAnswer.nullable() }),
  }),
};
