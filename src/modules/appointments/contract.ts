import { z } from "zod";
import { CivilDate, endpoint, Id, Instant, line, listOf, paging, queryList } from "../../shared/contract.ts";

export const appointmentStates = ["held", "booked", "checkedIn", "served", "cancelled", "noShow", "expired"] as const;
export const AppointmentState = z.enum(appointmentStates);
export type AppointmentState = z.infer<typeof AppointmentState>;

/** How many people can come along with whoever is served. */
export const MOST_COMPANIONS = 5;
export const Companions = z.number().int().min(0).max(MOST_COMPANIONS);

export const Appointment = z.object({
  id: Id,
  sessionId: Id,
  matterId: Id,
  matterNumber: z.string(),
  clinicId: Id,
  clinicName: z.string(),
  state: AppointmentState,
  madeBy: z.enum(["self", "proxy", "staff"]),
  position: z.number().int(),
  /** People who come along, besides the one who is served. */
  companions: Companions,
  startsAt: Instant,
  endsAt: Instant,
  room: z.string(),
  practitionerName: z.string().nullable(),
  heldUntil: Instant.nullable(),
  bookedAt: Instant,
  cancelReason: z.string().nullable(),
  /** Masked above the clinic; null when none was given, and for the resident himself. */
  residentName: z.string().nullable(),
  /** Only in the answer to whoever booked: opens the cancel page without signing in. */
  cancelToken: z.string().optional(),
  can: z.array(z.string()),
});
export type Appointment = z.infer<typeof Appointment>;

const ref = z.strictObject({ id: Id });

export const appointmentsContract = {
  book: endpoint({
    method: "POST",
    path: "/appointments",
    summary: "预约一个时段",
    permission: "appointment:book",
    status: 201,
    input: z.strictObject({
      sessionId: Id,
      matterId: Id,
      /** Keep the seat for ten minutes while the answers are checked. */ hold: z.boolean().optional(),
      /** People who come along; nothing said is 0, or what was said when the seat was held. */
      companions: Companions.optional(),
    }),
    output: Appointment,
    refusals: ["SESSION_FULL", "SESSION_NOT_OPEN", "MATTER_HAS_BOOKING", "MATTER_CLOSED"],
  }),
  confirm: endpoint({
    method: "POST",
    path: "/appointments/{id}/confirm",
    summary: "确认预约",
    permission: "appointment:book",
    input: ref,
    output: Appointment,
    refusals: ["HOLD_EXPIRED", "APPOINTMENT_OVER"],
  }),
  cancel: endpoint({
    method: "POST",
    path: "/appointments/{id}/cancel",
    summary: "取消预约",
    permission: "appointment:cancel",
    input: z.strictObject({ id: Id, reason: line(200).optional() }),
    output: Appointment,
    refusals: ["APPOINTMENT_OVER"],
  }),
  list: endpoint({
    method: "GET",
    path: "/appointments",
    summary: "预约列表",
    permission: "appointment:read",
    input: z.strictObject({
      clinicId: Id.optional(),
      sessionId: Id.optional(),
      matterId: Id.optional(),
      from: CivilDate.optional(),
      to: CivilDate.optional(),
      state: queryList(AppointmentState).optional(),
      q: line(40).optional(),
      ...paging,
    }),
    output: listOf(Appointment),
  }),
  get: endpoint({
    method: "GET",
    path: "/appointments/{id}",
    summary: "一个预约",
    permission: "appointment:read",
    input: ref,
    output: Appointment,
  }),
  noShow: endpoint({
    method: "POST",
    path: "/appointments/{id}/no-show",
    summary: "记为未到",
    permission: "appointment:receive",
    input: ref,
    output: Appointment,
    refusals: ["APPOINTMENT_OVER", "TOO_EARLY"],
  }),
  getByToken: endpoint({
    method: "POST",
    path: "/appointments/by-token",
    summary: "凭取消链接查看预约",
    permission: "appointment:token",
    proof: true,
    input: z.strictObject({ token: line(60, 10) }),
    output: Appointment,
  }),
  cancelByToken: endpoint({
    method: "POST",
    path: "/appointments/cancel-by-token",
    summary: "凭取消链接取消预约",
    permission: "appointment:token",
    proof: true,
    input: z.strictObject({ token: line(60, 10), reason: line(200).optional() }),
    output: Appointment,
    refusals: ["APPOINTMENT_OVER"],
  }),
};
