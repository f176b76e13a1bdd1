import { addDays, type CivilDate, startOfDay } from "../../shared/civil-time.ts";
import { comparableSatisfaction, participation, SMALL_SAMPLE, satisfaction } from "../ratings/rules.ts";
import type { AreaRow, areaSorts, Figure, FigureCode } from "./contract.ts";
import { figureLabels, notes } from "./labels.ts";

/** Figures of the day, in the order of the page. */
export const todayCodes: readonly FigureCode[] = [
  "late",
  "dueToday",
  "waiting",
  "serving",
  "appointmentsToCome",
  "appointmentsKept",
  "appointmentsNoShow",
  "sessions",
  "onDuty",
  "emptySessions",
  "opened",
  "closed",
];
/** Figures of a span of days. */
export const monthCodes: readonly FigureCode[] = ["opened", "closed", "onTime", "offHours", "emptySessions"];
/** Ratings are for the tiers: who is rated does not see them (一事一评). */
export const ratingCodes: readonly FigureCode[] = ["satisfaction", "participation", "denied"];

/** A share as percent with one decimal. */
export const percent = (share: number): number => Math.round(share * 1_000) / 10;

/** Whose lists a figure opens. */
export interface Addressee {
  /** Area that was asked for. */
  area: string | null;
  /** Code of the reach's area, for the public roster that is bound to no reach. */
  reachArea: string | null;
  clinicId: string | null;
  practitionerId: string | null;
}

/**
 * Console address whose list shows exactly the records behind a figure: the module's own list where its filters can say
 * it, else the records page of the figure.
 * @param period first and last civil day, both counted
 */
export function listAddress(code: FigureCode, who: Addressee, period: { from: CivilDate; to: CivilDate }): string {
  const area: Record<string, string> = who.area === null ? {} : { area: who.area };
  const { from, to } = period;
  const at = (page: string, search: Record<string, string>) =>
    `/console/${page}?${new URLSearchParams(search).toString()}`;
  switch (code) {
    case "opened":
      return at("matters", { from, to, ...area });
    case "closed":
      return at("matters", { state: "closed", closedFrom: from, closedTo: to, ...area });
    case "late":
      return at("matters", { clock: "late", ...area });
    case "dueToday":
      return at("matters", { clock: "today", ...area });
    case "sessions":
    case "offHours": {
      const place: Record<string, string> =
        who.clinicId !== null && who.area === null
          ? { clinicId: who.clinicId }
          : who.reachArea === null
            ? {}
            : { area: who.reachArea };
      const person: Record<string, string> = who.practitionerId === null ? {} : { practitionerId: who.practitionerId };
      const span = { from: startOfDay(from).toISOString(), to: startOfDay(addDays(to, 1)).toISOString() };
      return at("sessions", { ...span, ...(who.practitionerId !== null && who.area === null ? {} : place), ...person });
    }
    case "satisfaction":
      return at("ratings", { rated: "true", from, to, ...area });
    case "participation":
      return at("ratings", { contact: "true", from, to, ...area });
    case "denied":
      return at("ratings", { denied: "true", from, to, ...area });
    case "appointmentsKept":
    case "appointmentsToCome":
    case "appointmentsNoShow":
      // The list of appointments knows no areas.
      if (who.area !== null) break;
      return at("appointments", { from, to, state: appointmentStatesOf[code] });
  }
  return at("records", { figure: code, from, to, ...area });
}

const appointmentStatesOf = {
  appointmentsKept: "checkedIn,served",
  appointmentsToCome: "booked",
  appointmentsNoShow: "noShow",
};

/** A figure out of its counts. @param hits the upper part of a share, `of` the lower one */
export function figureOf(
  code: FigureCode,
  count: { n: number; hits: number; of: number },
  list: string,
  options: { today: boolean },
): Figure {
  const plain: Figure = {
    code,
    ...figureLabels[code],
    value: count.n,
    n: count.n,
    interval: null,
    list,
    tone: "plain",
    note: null,
  };
  const alarm = (tone: Figure["tone"]): Figure => ({ ...plain, tone: count.n > 0 ? tone : "plain" });
  switch (code) {
    case "late":
      return alarm("seal");
    case "dueToday":
    case "denied":
      return alarm("attention");
    case "opened":
      return { ...plain, note: options.today && count.n === 0 ? notes.nobodyToday : null };
    // Zero visitors is an honest number and never a bad one.
    case "emptySessions":
      return { ...plain, note: count.n > 0 ? notes.emptySessions : null };
    case "onTime":
    case "offHours":
      return { ...plain, value: count.of === 0 ? null : percent(count.hits / count.of) };
    case "participation": {
      const share = participation(count.hits, count.n);
      return { ...plain, value: share === null ? null : percent(share) };
    }
    case "satisfaction": {
      const found = satisfaction({ rated: count.n, satisfied: count.hits });
      if (found === null) return { ...plain, value: null, note: notes.noRatings };
      return {
        ...plain,
        value: percent(found.value),
        interval: { low: percent(found.low), high: percent(found.high) },
        note: count.n < SMALL_SAMPLE ? notes.fewRatings : null,
      };
    }
    default:
      return plain;
  }
}

/** Every civil day of a period in order, days without records as 0. */
export function fillDays(
  found: readonly { day: CivilDate; n: number }[],
  from: CivilDate,
  to: CivilDate,
): { day: CivilDate; n: number }[] {
  const byDay = new Map(found.map((row) => [row.day, row.n]));
  const days: { day: CivilDate; n: number }[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push({ day, n: byDay.get(day) ?? 0 });
  return days;
}

/** Shares of the whole: add up to 1 unless there is nothing. */
export function withShares<T extends { n: number }>(rows: readonly T[]): (T & { share: number })[] {
  const all = rows.reduce((sum, row) => sum + row.n, 0);
  return rows.map((row) => ({ ...row, share: all === 0 ? 0 : row.n / all }));
}

type Counted = Omit<AreaRow, "satisfaction" | "comparable">;

/** Adds satisfaction to rows; small samples are compared drawn towards the share of all rows together (D1). */
export function withSatisfaction(rows: readonly Counted[]): AreaRow[] {
  const rated = rows.reduce((sum, row) => sum + row.rated, 0);
  const share = rated === 0 ? 0 : rows.reduce((sum, row) => sum + row.satisfied, 0) / rated;
  return rows.map((row) => ({
    ...row,
    satisfaction: satisfaction(row),
    comparable: row.rated === 0 ? null : comparableSatisfaction(row, share),
  }));
}

/** Rows in the asked order, most first unless `up`; rows without satisfaction stand last, equal ones by code. */
export function sortAreas(rows: readonly AreaRow[], sort: (typeof areaSorts)[number], up: boolean): AreaRow[] {
  const byCode = (a: AreaRow, b: AreaRow) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
  // Codes go up by nature.
  if (sort === "code") return [...rows].sort(byCode);
  const value = (row: AreaRow) => (sort === "satisfaction" ? row.comparable : row[sort]);
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return x === y ? byCode(a, b) : x === null ? 1 : -1;
    return (up ? x - y : y - x) || byCode(a, b);
  });
}

/** What comes first among the things that wait: the late ones, then people, then what can still be done in time. */
export const workOrder = ["late", "session", "waiting", "openConsultation", "appointment", "dueToday"] as const;

/** Number of a ticket as it is printed and called: A012. */
export const ticketLabel = (letter: string, number: number): string => `${letter}${String(number).padStart(3, "0")}`;
