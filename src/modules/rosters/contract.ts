import { z } from "zod";
import {
  CivilDate,
  ClockTime,
  Done,
  endpoint,
  Id,
  Instant,
  line,
  listOf,
  paging,
  queryFlag,
} from "../../shared/contract.ts";
import { Tier } from "../network/contract.ts";
import { Profession } from "../practitioners/contract.ts";

/** The seven forms of service (N3.4d). */
export const serviceForms = [
  "expertClinic",
  "lawyerSitIn",
  "eventClinic",
  "outcall",
  "onlineTriage",
  "homeRound",
  "jointConsultation",
] as const;
export const ServiceForm = z.enum(serviceForms);
export const timeTypes = ["regular", "night", "weekend", "marketDay", "event"] as const;
export const TimeType = z.enum(timeTypes);
export type ServiceForm = z.infer<typeof ServiceForm>;
export type TimeType = z.infer<typeof TimeType>;

export const DutyPerson = z.object({
  practitionerId: Id,
  name: z.string(),
  profession: Profession,
  employer: z.string(),
  goodAt: z.array(z.string()),
  checkedInAt: Instant.nullable(),
  checkedOutAt: Instant.nullable(),
});
export type DutyPerson = z.infer<typeof DutyPerson>;

export const Session = z.object({
  id: Id,
  clinicId: Id,
  clinicName: z.string(),
  areaCode: z.string(),
  form: ServiceForm,
  timeType: TimeType,
  startsAt: Instant,
  endsAt: Instant,
  capacity: z.number().int(),
  free: z.number().int(),
  room: z.string(),
  place: z.string().nullable(),
  state: z.enum(["draft", "published", "cancelled"]),
  cancelReason: z.string().nullable(),
  duty: z.array(DutyPerson),
  can: z.array(z.string()),
});
export type Session = z.infer<typeof Session>;

/** A clinic as the resident looks for it: is anyone there now, when next. */
export const ClinicCard = z.object({
  id: Id,
  name: z.string(),
  tier: Tier,
  areaCode: z.string(),
  placeNames: z.array(z.string()),
  address: z.string(),
  phone: z.string(),
  contactIsDemo: z.boolean(),
  host: z.string(),
  lines: z.array(z.string()),
  access: z.array(z.string()),
  dialects: z.array(z.string()),
  /** Somebody is on duty at the asked instant. */
  open: z.boolean(),
  openUntil: Instant.nullable(),
  nextStartsAt: Instant.nullable(),
  nextEndsAt: Instant.nullable(),
  nextSessionId: Id.nullable(),
  nextFree: z.number().int().nullable(),
  duty: z.array(z.object({ name: z.string(), profession: Profession, goodAt: z.array(z.string()) })),
});
export type ClinicCard = z.infer<typeof ClinicCard>;

export const SessionPattern = z.object({
  id: Id,
  clinicId: Id,
  clinicName: z.string(),
  form: ServiceForm,
  timeType: TimeType,
  weekday: z.number().int(),
  nthWeek: z.number().int().nullable(),
  starts: ClockTime,
  ends: ClockTime,
  capacity: z.number().int(),
  room: z.string(),
  practitionerIds: z.array(Id),
  validFrom: CivilDate,
  validTo: CivilDate.nullable(),
});
export type SessionPattern = z.infer<typeof SessionPattern>;

const plan = {
  form: ServiceForm,
  timeType: TimeType,
  startsAt: Instant,
  endsAt: Instant,
  capacity: z.number().int().min(0).max(200),
  room: line(40, 1),
  place: line(120).optional(),
  practitionerIds: z.array(Id).max(20),
};
const ref = z.strictObject({ id: Id });

export const rostersContract = {
  listClinics: endpoint({
    method: "GET",
    path: "/clinics",
    summary: "找门诊：哪里、现在有没有人",
    permission: "clinic:read",
    input: z.strictObject({
      area: line(20).optional(),
      openAt: Instant.optional(),
      open: queryFlag.optional(),
      tier: Tier.optional(),
      line: line(30).optional(),
      q: line(30).optional(),
      ...paging,
    }),
    output: listOf(ClinicCard),
  }),
  listSessions: endpoint({
    method: "GET",
    path: "/sessions",
    summary: "坐诊时段",
    permission: "session:read",
    input: z.strictObject({
      area: line(20).optional(),
      clinicId: Id.optional(),
      practitionerId: Id.optional(),
      from: Instant.optional(),
      to: Instant.optional(),
      form: ServiceForm.optional(),
      timeType: TimeType.optional(),
      free: queryFlag.optional(),
      state: z.enum(["draft", "published", "cancelled"]).default("published"),
      ...paging,
    }),
    output: listOf(Session),
  }),
  getSession: endpoint({
    method: "GET",
    path: "/sessions/{id}",
    summary: "一个坐诊时段",
    permission: "session:read",
    input: ref,
    output: Session,
  }),
  listSeats: endpoint({
    method: "GET",
    path: "/sessions/{id}/seats",
    summary: "一个时段的号位",
    permission: "session:read",
    input: ref,
    output: z.object({
      items: z.array(z.object({ position: z.number().int(), state: z.enum(["free", "held", "taken"]) })),
      total: z.number().int(),
      capacity: z.number().int(),
      free: z.number().int(),
    }),
  }),
  mySessions: endpoint({
    method: "GET",
    path: "/my/sessions",
    summary: "我的坐诊",
    permission: "session:serve",
    input: z.strictObject({ from: Instant, to: Instant, ...paging }),
    output: listOf(Session),
  }),
  createSession: endpoint({
    method: "POST",
    path: "/sessions",
    summary: "安排一个时段（草稿）",
    permission: "session:plan",
    status: 201,
    input: z.strictObject({ clinicId: Id, ...plan }),
    output: Session,
    refusals: ["TIMES_WRONG", "PRACTITIONER_BUSY", "PRACTITIONER_UNKNOWN"],
  }),
  changeSession: endpoint({
    method: "PATCH",
    path: "/sessions/{id}",
    summary: "修改时段",
    permission: "session:plan",
    input: z.strictObject({ id: Id, ...z.object(plan).partial().shape }),
    output: Session,
    refusals: ["TIMES_WRONG", "PRACTITIONER_BUSY", "PRACTITIONER_UNKNOWN", "SESSION_CANCELLED", "SEATS_TAKEN"],
  }),
  publishSession: endpoint({
    method: "POST",
    path: "/sessions/{id}/publish",
    summary: "发布时段",
    permission: "session:plan",
    input: ref,
    output: Session,
    refusals: ["SESSION_CANCELLED", "NOBODY_ON_DUTY", "PRACTITIONER_BUSY"],
  }),
  cancelSession: endpoint({
    method: "POST",
    path: "/sessions/{id}/cancel",
    summary: "取消时段",
    permission: "session:plan",
    input: z.strictObject({ id: Id, reason: line(200, 2) }),
    output: Session,
    refusals: ["SESSION_CANCELLED"],
  }),
  checkIn: endpoint({
    method: "POST",
    path: "/sessions/{id}/check-in",
    summary: "签到",
    permission: "session:serve",
    input: ref,
    output: Session,
    refusals: ["NOT_ON_DUTY", "CHECK_IN_TOO_EARLY", "SESSION_OVER", "SESSION_CANCELLED"],
  }),
  checkOut: endpoint({
    method: "POST",
    path: "/sessions/{id}/check-out",
    summary: "签退",
    permission: "session:serve",
    input: ref,
    output: Session,
    refusals: ["NOT_CHECKED_IN"],
  }),
  listPatterns: endpoint({
    method: "GET",
    path: "/session-patterns",
    summary: "每周安排",
    permission: "session:plan",
    input: z.strictObject({ clinicId: Id.optional(), ...paging }),
    output: listOf(SessionPattern),
  }),
  savePattern: endpoint({
    method: "POST",
    path: "/session-patterns",
    summary: "新增每周安排",
    permission: "session:plan",
    status: 201,
    input: z.strictObject({
      clinicId: Id,
      form: ServiceForm,
      timeType: TimeType,
      weekday: z.number().int().min(1).max(7),
      nthWeek: z.number().int().min(1).max(5).nullable(),
      starts: ClockTime,
      ends: ClockTime,
      capacity: z.number().int().min(0).max(200),
      room: line(40, 1),
      practitionerIds: z.array(Id).max(20),
      validFrom: CivilDate,
      validTo: CivilDate.nullable(),
    }),
    output: SessionPattern,
    refusals: ["TIMES_WRONG", "PRACTITIONER_UNKNOWN"],
  }),
  endPattern: endpoint({
    method: "POST",
    path: "/session-patterns/{id}/end",
    summary: "停止每周安排",
    permission: "session:plan",
    input: z.strictObject({ id: Id, validTo: CivilDate }),
    output: Done,
  }),
  publishFromPatterns: endpoint({
    method: "POST",
    path: "/session-patterns/publish",
    summary: "按每周安排发布时段",
    permission: "session:plan",
    input: z.strictObject({ clinicId: Id.optional(), from: CivilDate, to: CivilDate }),
    output: z.object({
      created: z.number().int(),
      skippedHolidays: z.number().int(),
      /** Nobody of the pattern was free at that time. */ skippedBusy: z.number().int(),
    }),
    refusals: ["TIMES_WRONG"],
  }),
};
