import { z } from "zod";
import { endpoint, Id, Instant, line, listOf } from "../../shared/contract.ts";

export const ticketStates = ["waiting", "called", "serving", "finished", "skipped", "left"] as const;
export const TicketState = z.enum(ticketStates);
export type TicketState = z.infer<typeof TicketState>;
export const priorityReasons = ["elderly", "disabled", "pregnant", "veteran", "minor", "urgent"] as const;
export const PriorityReason = z.enum(priorityReasons);
export type PriorityReason = z.infer<typeof PriorityReason>;

export const Ticket = z.object({
  id: Id,
  /** A012 walk-in, B004 booked */ label: z.string(),
  clinicId: Id,
  sessionId: Id.nullable(),
  matterId: Id,
  matterNumber: z.string(),
  appointmentId: Id.nullable(),
  state: TicketState,
  priority: z.number().int(),
  priorityReason: PriorityReason.nullable(),
  maskedName: z.string(),
  categoryLabel: z.string().nullable(),
  room: z.string().nullable(),
  practitionerId: Id.nullable(),
  takenAt: Instant,
  calledAt: Instant.nullable(),
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  callCount: z.number().int(),
  waitedMinutes: z.number().int(),
  can: z.array(z.string()),
});
export type Ticket = z.infer<typeof Ticket>;

export const Board = z.object({
  now: Instant,
  clinicName: z.string(),
  open: z.boolean(),
  current: z.array(
    z.object({
      ticket: z.string(),
      name: z.string(),
      room: z.string().nullable(),
      calledAt: Instant,
      callCount: z.number().int(),
    }),
  ),
  next: z.array(
    z.object({
      ticket: z.string(),
      room: z.string().nullable(),
      waitText: z.string(),
      priority: z.boolean(),
      /** Why somebody goes first, shown openly: “老人优先”. */ priorityText: z.string().nullable(),
    }),
  ),
});
export type Board = z.infer<typeof Board>;

const ref = z.strictObject({ id: Id });
const wrong = ["TICKET_STATE"] as const;

export const queueContract = {
  take: endpoint({
    method: "POST",
    path: "/tickets",
    summary: "取号",
    permission: "ticket:take",
    status: 201,
    input: z.strictObject({ matterId: Id, sessionId: Id.optional(), priorityReason: PriorityReason.optional() }),
    output: Ticket,
    refusals: ["MATTER_HAS_TICKET", "MATTER_CLOSED"],
  }),
  checkIn: endpoint({
    method: "POST",
    path: "/appointments/{id}/check-in",
    summary: "预约报到",
    permission: "appointment:receive",
    input: z.strictObject({ id: Id, priorityReason: PriorityReason.optional() }),
    output: Ticket,
    refusals: ["APPOINTMENT_OVER", "NOT_TODAY", "MATTER_HAS_TICKET"],
  }),
  list: endpoint({
    method: "GET",
    path: "/clinics/{clinicId}/queue",
    summary: "今天的排队",
    permission: "ticket:read",
    input: z.strictObject({
      clinicId: Id,
      all: z.union([z.boolean(), z.enum(["true", "false"]).transform((v) => v === "true")]).optional(),
    }),
    output: listOf(Ticket),
  }),
  callNext: endpoint({
    method: "POST",
    path: "/clinics/{clinicId}/queue/next",
    summary: "叫下一位",
    permission: "ticket:call",
    input: z.strictObject({ clinicId: Id, sessionId: Id.optional(), room: line(40, 1) }),
    output: Ticket.nullable(),
  }),
  call: endpoint({
    method: "POST",
    path: "/tickets/{id}/call",
    summary: "叫这一位",
    permission: "ticket:call",
    input: z.strictObject({ id: Id, room: line(40, 1) }),
    output: Ticket,
    refusals: wrong,
  }),
  recall: endpoint({
    method: "POST",
    path: "/tickets/{id}/recall",
    summary: "再叫一次",
    permission: "ticket:call",
    input: ref,
    output: Ticket,
    refusals: wrong,
  }),
  skip: endpoint({
    method: "POST",
    path: "/tickets/{id}/skip",
    summary: "过号",
    permission: "ticket:call",
    input: ref,
    output: Ticket,
    refusals: wrong,
  }),
  requeue: endpoint({
    method: "POST",
    path: "/tickets/{id}/requeue",
    summary: "重新排队",
    permission: "ticket:take",
    input: ref,
    output: Ticket,
    refusals: wrong,
  }),
  start: endpoint({
    method: "POST",
    path: "/tickets/{id}/start",
    summary: "开始接待",
    permission: "ticket:call",
    input: ref,
    output: Ticket,
    refusals: wrong,
  }),
  finish: endpoint({
    method: "POST",
    path: "/tickets/{id}/finish",
    summary: "接待完毕",
    permission: "ticket:call",
    input: ref,
    output: Ticket,
    refusals: wrong,
  }),
  leave: endpoint({
    method: "POST",
    path: "/tickets/{id}/leave",
    summary: "已离开",
    permission: "ticket:take",
    input: ref,
    output: Ticket,
    refusals: wrong,
  }),
  board: endpoint({
    method: "GET",
    path: "/boards/{clinicId}",
    summary: "候诊屏",
    permission: "board:read",
    proof: true,
    input: z.strictObject({ clinicId: Id }),
    output: Board,
  }),
};
