import { z } from "zod";
import { CivilDate, endpoint, Id, Instant, line, listOf, paging, prose } from "../../shared/contract.ts";
import { Outcome } from "../matters/contract.ts";

export const Consultation = z.object({
  id: Id,
  matterId: Id,
  matterNumber: z.string(),
  sessionId: Id.nullable(),
  ticketId: Id.nullable(),
  practitionerId: Id,
  practitionerName: z.string(),
  state: z.enum(["open", "signed"]),
  /** Null for whoever may know that it took place but not what was said. */
  note: z.string().nullable(),
  outcome: Outcome.nullable(),
  deferredTo: CivilDate.nullable(),
  revision: z.number().int(),
  startedAt: Instant,
  signedAt: Instant.nullable(),
  sheetId: Id.nullable(),
  can: z.array(z.string()),
});
export type Consultation = z.infer<typeof Consultation>;

/** 法律建议书（处方）: what the person takes home. */
export const SheetBody = z.strictObject({
  problem: prose(1_000, 1),
  advice: prose(4_000, 1),
  steps: z.array(line(300, 1)).max(10),
  bring: z.array(line(100, 1)).max(15),
  deadline: z.strictObject({ text: line(200, 1), date: CivilDate.nullable() }).nullable(),
  laws: z.array(line(120, 1)).max(10),
});
export type SheetBody = z.infer<typeof SheetBody>;

export const AdviceSheet = z.object({
  id: Id,
  number: z.string(),
  matterId: Id,
  matterNumber: z.string(),
  clinicName: z.string(),
  practitionerName: z.string(),
  employer: z.string(),
  residentName: z.string().nullable(),
  body: SheetBody,
  verifyCode: z.string(),
  issuedAt: Instant,
  voidedAt: Instant.nullable(),
});
export type AdviceSheet = z.infer<typeof AdviceSheet>;

export const consultationsContract = {
  start: endpoint({
    method: "POST",
    path: "/consultations",
    summary: "开始接待并记录",
    permission: "consultation:write",
    status: 201,
    input: z.strictObject({ matterId: Id, ticketId: Id.optional(), sessionId: Id.optional() }),
    output: Consultation,
    refusals: ["MATTER_CLOSED"],
  }),
  saveNote: endpoint({
    method: "PUT",
    path: "/consultations/{id}/note",
    summary: "保存咨询记录",
    permission: "consultation:write",
    input: z.strictObject({
      id: Id,
      note: prose(20_000),
      /** Revision the writer saw: two tabs never overwrite each other. */ revision: z.number().int().min(0),
    }),
    output: Consultation,
    refusals: ["CONSULTATION_SIGNED", "NOTE_CHANGED_ELSEWHERE"],
  }),
  sign: endpoint({
    method: "POST",
    path: "/consultations/{id}/sign",
    summary: "签发咨询记录",
    permission: "consultation:write",
    input: z.strictObject({ id: Id, outcome: Outcome, deferredTo: CivilDate.optional() }),
    output: Consultation,
    refusals: ["CONSULTATION_SIGNED", "NOTE_EMPTY", "DATE_IN_PAST"],
  }),
  get: endpoint({
    method: "GET",
    path: "/consultations/{id}",
    summary: "一次咨询",
    permission: "consultation:read",
    sensitive: true,
    input: z.strictObject({ id: Id }),
    output: Consultation,
  }),
  list: endpoint({
    method: "GET",
    path: "/consultations",
    summary: "咨询记录",
    permission: "consultation:read",
    sensitive: true,
    input: z.strictObject({ matterId: Id.optional(), sessionId: Id.optional(), ...paging }),
    output: listOf(Consultation),
  }),
  issueSheet: endpoint({
    method: "POST",
    path: "/consultations/{id}/sheet",
    summary: "出具法律建议书（处方）",
    permission: "consultation:write",
    status: 201,
    input: z.strictObject({ id: Id, ...SheetBody.shape }),
    output: AdviceSheet,
    refusals: ["SHEET_ISSUED"],
  }),
  getSheet: endpoint({
    method: "GET",
    path: "/sheets/{id}",
    summary: "一份法律建议书",
    permission: "consultation:read",
    sensitive: true,
    input: z.strictObject({ id: Id }),
    output: AdviceSheet,
  }),
  verifySheet: endpoint({
    method: "POST",
    path: "/sheets/verify",
    summary: "核对法律建议书真伪",
    permission: "sheet:verify",
    proof: true,
    input: z.strictObject({ number: line(40, 1), code: line(20, 1) }),
    output: z.object({
      valid: z.boolean(),
      number: z.string(),
      clinicName: z.string(),
      issuedAt: Instant,
      voided: z.boolean(),
    }),
    refusals: ["SHEET_NOT_FOUND"],
  }),
};
