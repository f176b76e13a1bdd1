import { type Lifecycle, movesFrom } from "../../shared/lifecycle.ts";
import type { AppointmentState } from "./contract.ts";

/** What happens to an appointment. `leave`: came, signed in at the window and went away unserved. */
export const appointmentMoves = {
  confirm: { from: ["held"], to: "booked" },
  checkIn: { from: ["booked"], to: "checkedIn" },
  serve: { from: ["booked", "checkedIn"], to: "served" },
  cancel: { from: ["held", "booked"], to: "cancelled" },
  leave: { from: ["checkedIn"], to: "cancelled" },
  noShow: { from: ["booked"], to: "noShow" },
  expire: { from: ["held"], to: "expired" },
} as const satisfies Lifecycle<AppointmentState>;

/** States in which a seat belongs to an appointment and its matter can have no other. */
export const liveStates = ["held", "booked", "checkedIn"] as const satisfies readonly AppointmentState[];

/** How long a seat is kept while the answers are checked. */
export const HOLD_MINUTES = 10;

/** The instant until which a hold made now keeps its seat. */
export const holdUntil = (now: Date): Date => new Date(now.getTime() + HOLD_MINUTES * 60_000);

/** Why a session cannot be booked: it is called off or over. One that runs can be, for whoever is on the way. */
export function sessionRefusal(session: { state: string; endsAt: Date }, now: Date): "SESSION_NOT_OPEN" | undefined {
  return session.state === "published" && now < session.endsAt ? undefined : "SESSION_NOT_OPEN";
}

/** Why nothing can be booked for a matter. */
export function matterRefusal(matter: { state: string }): "MATTER_CLOSED" | undefined {
  return matter.state === "closed" || matter.state === "withdrawn" ? "MATTER_CLOSED" : undefined;
}

export interface Standing {
  state: AppointmentState;
  sessionId: string;
  /** Milliseconds since the epoch; null when it is not held. */
  heldUntil: number | null;
  /** Made by, or for, the one who asks now. */
  own: boolean;
}

/**
 * What a request to book does with the appointment that the matter has already.
 * - `none`: there is nothing in the way
 * - `same`: asked again (double click, retry): the answer is the standing one
 * - `confirm`: the same seat was only held and is booked now
 * - `replace`: a hold that ran out, or the caller's own hold elsewhere: he picked another time
 * - `refuse`: MATTER_HAS_BOOKING
 */
export function standingAnswer(
  standing: Standing | undefined,
  asked: { sessionId: string; hold: boolean },
  now: Date,
): "none" | "same" | "confirm" | "replace" | "refuse" {
  if (!standing || !(liveStates as readonly string[]).includes(standing.state)) return "none";
  const ranOut = standing.heldUntil !== null && standing.heldUntil <= now.getTime();
  if (ranOut) return "replace";
  if (!standing.own) return "refuse";
  if (standing.sessionId === asked.sessionId) return standing.state === "held" && !asked.hold ? "confirm" : "same";
  return standing.state === "held" ? "replace" : "refuse";
}

/** “Not come” can only be said once the session has begun. */
export function noShowRefusal(
  appointment: { state: AppointmentState; startsAt: Date },
  now: Date,
): "APPOINTMENT_OVER" | "TOO_EARLY" | undefined {
  if (!(appointmentMoves.noShow.from as readonly string[]).includes(appointment.state)) return "APPOINTMENT_OVER";
  return now < appointment.startsAt ? "TOO_EARLY" : undefined;
}

/** What a booking that nobody came to becomes when its session is over: the fault is named where it lies. */
export function afterSession(presentPeople: number): "noShow" | "cancelled" {
  return presentPeople > 0 ? "noShow" : "cancelled";
}

/**
 * What the caller may do now, in the order buttons are shown: lifecycle ∩ permission (reach was checked by finding it).
 */
export function appointmentCan(
  appointment: { state: AppointmentState; startsAt: Date; heldUntil: Date | null },
  may: { book: boolean; cancel: boolean; receive: boolean },
  now: Date,
): string[] {
  const shown = { confirm: may.book, checkIn: may.receive, noShow: may.receive, cancel: may.cancel } as const;
  const ranOut = appointment.heldUntil !== null && appointment.heldUntil <= now;
  return (Object.keys(shown) as (keyof typeof shown)[]).filter(
    (move) =>
      shown[move] &&
      movesFrom(appointmentMoves, appointment.state).includes(move) &&
      !(move === "confirm" && ranOut) &&
      !(move === "noShow" && now < appointment.startsAt),
  );
}
