import { addDays, type CivilDate, daysBetween, instantOf, weekdayOf, weekOfMonth } from "../../shared/civil-time.ts";
import { type Lifecycle, movesFrom } from "../../shared/lifecycle.ts";
import { holidayName, isWorkingDay, type LocalDays } from "../../shared/working-days.ts";

export const sessionStates = ["draft", "published", "cancelled"] as const;
export type SessionState = (typeof sessionStates)[number];

/** What happens to a session. A published one goes back to nothing: it can only be cancelled, with a reason. */
export const sessionMoves = {
  publish: { from: ["draft"], to: "published" },
  cancel: { from: ["draft", "published"], to: "cancelled" },
} as const satisfies Lifecycle<SessionState>;

/** Sign-in opens this long before a session starts. */
export const CHECK_IN_MINUTES = 30;
/** A month's roster and the next: the most that is published at once. */
export const PUBLISH_DAYS = 62;
/** Longest session; `sessions` has the same check, and the search for open clinics counts on it. */
const LONGEST_HOURS = 24;

const MINUTE = 60_000;

/** Why a span cannot be a session's: it must end after it starts, within 24 hours. */
export function timesRefusal(startsAt: Date, endsAt: Date): "TIMES_WRONG" | undefined {
  const length = endsAt.getTime() - startsAt.getTime();
  return length > 0 && length <= LONGEST_HOURS * 60 * MINUTE ? undefined : "TIMES_WRONG";
}

/** Why dates cannot be published: the last before the first, or more than 62 days. */
export function publishRefusal(from: CivilDate, to: CivilDate): "TIMES_WRONG" | undefined {
  const days = daysBetween(from, to) + 1;
  return days >= 1 && days <= PUBLISH_DAYS ? undefined : "TIMES_WRONG";
}

/** Why somebody cannot sign in now (F4): at most 30 minutes before the start, and not after the end. */
export function checkInRefusal(
  session: { state: SessionState; startsAt: Date; endsAt: Date },
  now: Date,
): "SESSION_CANCELLED" | "SESSION_OVER" | "CHECK_IN_TOO_EARLY" | undefined {
  if (session.state === "cancelled") return "SESSION_CANCELLED";
  if (now >= session.endsAt) return "SESSION_OVER";
  if (now.getTime() < session.startsAt.getTime() - CHECK_IN_MINUTES * MINUTE) return "CHECK_IN_TOO_EARLY";
  return undefined;
}

export interface Pattern {
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  /** 1–5: which of its weekday in the month; null for every week. */
  nthWeek: number | null;
  /** Time of day `HH:mm` in the city's zone. */
  starts: string;
  ends: string;
  validFrom: CivilDate;
  /** Last day, or null without end. */
  validTo: CivilDate | null;
}

export interface Occurrences {
  sessions: { date: CivilDate; startsAt: Date; endsAt: Date }[];
  /** Days left out because they are public holidays. */
  holidays: CivilDate[];
}

/**
 * The sessions of a pattern on the civil dates `from`–`to`, both included, in order. Public holidays are left out and
 * named: nobody sits on 春节. A make-up workday at a weekend keeps its weekend pattern and gets no weekday's.
 */
export function occurrences(pattern: Pattern, from: CivilDate, to: CivilDate, local?: LocalDays): Occurrences {
  const first = from < pattern.validFrom ? pattern.validFrom : from;
  const last = pattern.validTo !== null && pattern.validTo < to ? pattern.validTo : to;
  const found: Occurrences = { sessions: [], holidays: [] };
  if (last < first) return found;
  const ahead = (pattern.weekday - weekdayOf(first) + 7) % 7;
  for (let date = addDays(first, ahead); date <= last; date = addDays(date, 7)) {
    if (pattern.nthWeek !== null && weekOfMonth(date) !== pattern.nthWeek) continue;
    if (isHoliday(date, local)) found.holidays.push(date);
    else
      found.sessions.push({
        date,
        startsAt: instantOf(date, pattern.starts),
        endsAt: instantOf(date, pattern.ends),
      });
  }
  return found;
}

function isHoliday(date: CivilDate, local?: LocalDays): boolean {
  if (weekdayOf(date) <= 5) return !isWorkingDay(date, local);
  if (local?.workdays?.includes(date)) return false;
  return holidayName(date) !== undefined || (local?.holidays?.includes(date) ?? false);
}

export interface Span {
  /** Milliseconds since the epoch. */
  start: number;
  end: number;
}

/** True when two spans share a moment; one that begins when the other ends does not. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** What everybody has to do already, by practitioner; `take` writes a span down unless the person is busy then. */
export function diary(): { take(practitionerId: string, span: Span): boolean } {
  const byPerson = new Map<string, Span[]>();
  return {
    take(practitionerId, span) {
      const spans = byPerson.get(practitionerId);
      if (!spans) byPerson.set(practitionerId, [span]);
      else if (spans.some((other) => overlaps(other, span))) return false;
      else spans.push(span);
      return true;
    },
  };
}

/** Whether two weekly patterns can ever be at the same time: same weekday, weeks that meet, times that overlap. */
export function patternsClash(
  a: Pick<Pattern, "weekday" | "nthWeek" | "starts" | "ends">,
  b: Pick<Pattern, "weekday" | "nthWeek" | "starts" | "ends">,
): boolean {
  return (
    a.weekday === b.weekday &&
    (a.nthWeek === null || b.nthWeek === null || a.nthWeek === b.nthWeek) &&
    a.starts < b.ends &&
    b.starts < a.ends
  );
}

/** What a change of capacity asks of the seats: so many new ones, or so many free ones withdrawn. */
export function seatChange(
  standing: number,
  free: number,
  capacity: number,
): { add: number; withdraw: number } | "SEATS_TAKEN" {
  const less = standing - capacity;
  if (less > free) return "SEATS_TAKEN";
  return { add: Math.max(0, -less), withdraw: Math.max(0, less) };
}

export interface SessionFacts {
  state: SessionState;
  unitPath: string;
  startsAt: Date;
  endsAt: Date;
  free: number;
  duty: { practitionerId: string; checkedInAt: string | null; checkedOutAt: string | null }[];
}

/**
 * What a caller may do with a session now: lifecycle ∩ permission ∩ reach, in the order buttons are shown.
 * @param may.plan holds `session:plan` and reaches the session's unit
 * @param may.serveAs practitioner id of a caller with `session:serve`, else null
 * @param may.book holds `appointment:book`
 */
export function sessionCan(
  session: SessionFacts,
  may: { plan: boolean; serveAs: string | null; book: boolean },
  now: Date,
): string[] {
  const can: string[] = [];
  if (may.book && session.state === "published" && session.free > 0 && now < session.endsAt) can.push("book");
  const own = session.duty.find((person) => person.practitionerId === may.serveAs);
  if (own && session.state === "published") {
    const present = own.checkedInAt !== null && own.checkedOutAt === null;
    if (!present && checkInRefusal(session, now) === undefined) can.push("checkIn");
    if (present) can.push("checkOut");
  }
  if (may.plan) {
    const moves = movesFrom(sessionMoves, session.state);
    if (session.state !== "cancelled") can.push("change");
    can.push(...moves.filter((move) => move !== "publish" || session.duty.length > 0));
  }
  return can;
}
