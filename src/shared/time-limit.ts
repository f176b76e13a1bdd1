import { addDays, type CivilDate, civilDate, daysBetween, endOfDay } from "./civil-time.ts";
import { addWorkingDays, type LocalDays, workingDaysBetween } from "./working-days.ts";

/** Units of the clocks (domain brief §4: D calendar days, WD working days, H hours). */
export const TIME_LIMIT_UNITS = ["minutes", "hours", "days", "workingDays", "sameDay"] as const;
export type TimeLimitUnit = (typeof TIME_LIMIT_UNITS)[number];

/** How long something may take. `amount` is a whole number ≥ 0; `sameDay` ignores it. */
export interface TimeLimit {
  amount: number;
  unit: TimeLimitUnit;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * The last moment that keeps a limit (SLA-01 … SLA-31).
 * minutes, hours: exact. days: end of the n-th civil day after the start's day. workingDays: end of the n-th working
 * day (the start's day does not count). sameDay: end of the start's day.
 * `pausedMs` (milliseconds ≥ 0) is time that did not count: the limit runs as if it had started that much later.
 * When the moments of the pause are known use {@link resume}, which is exact for working days.
 */
export function dueAt(start: Date, limit: TimeLimit, pausedMs = 0, local?: LocalDays): Date {
  if (!(limit.amount >= 0)) throw new RangeError(`a limit cannot be negative: ${limit.amount}`);
  if (!(pausedMs >= 0)) throw new RangeError(`a pause cannot be negative: ${pausedMs}`);
  const from = new Date(start.getTime() + pausedMs);
  switch (limit.unit) {
    case "minutes":
      return new Date(from.getTime() + limit.amount * MINUTE);
    case "hours":
      return new Date(from.getTime() + limit.amount * HOUR);
    default:
      return endOfDay(dayAfter(civilDate(from), limit, local));
  }
}

function dayAfter(day: CivilDate, limit: TimeLimit, local?: LocalDays): CivilDate {
  if (limit.unit === "workingDays") return addWorkingDays(day, limit.amount, local);
  return limit.unit === "days" ? addDays(day, limit.amount) : day;
}

/**
 * The new due moment after a pause (中止计时: supplement of papers, waiting for the resident).
 * What was left at `pausedAt`, in the unit's own calendar, is left again at `resumedAt`: milliseconds for minutes and
 * hours, civil days for days and sameDay, working days for workingDays. A pause within one day changes no day limit.
 * Throws RangeError when `resumedAt` is before `pausedAt`.
 */
export function resume(due: Date, limit: TimeLimit, pausedAt: Date, resumedAt: Date, local?: LocalDays): Date {
  const span = resumedAt.getTime() - pausedAt.getTime();
  if (!(span >= 0)) throw new RangeError("a clock cannot resume before it paused");
  if (limit.unit === "minutes" || limit.unit === "hours") return new Date(due.getTime() + span);
  const paused = civilDate(pausedAt);
  const resumed = civilDate(resumedAt);
  if (paused === resumed) return due;
  const dueDay = civilDate(due);
  if (limit.unit === "workingDays")
    return endOfDay(addWorkingDays(resumed, workingDaysBetween(paused, dueDay, local), local));
  return endOfDay(addDays(resumed, daysBetween(paused, dueDay)));
}

/** What a clock says: whether it is late, and a plain phrase. */
export interface Remaining {
  late: boolean;
  text: string;
}

/**
 * `还剩 3 天` · `还剩 5 小时` · `还剩 20 分钟` · `晚 2 小时`. From 24 hours on counted in civil days, below that in whole
 * hours, below one hour in minutes. Exactly at the due moment nothing is late.
 */
export function remaining(due: Date, now: Date): Remaining {
  const span = due.getTime() - now.getTime();
  const late = span < 0;
  const size = Math.abs(span);
  const word = late ? "晚" : "还剩";
  if (size >= DAY) {
    const days = Math.max(1, Math.abs(daysBetween(civilDate(now), civilDate(due))));
    return { late, text: `${word} ${days} 天` };
  }
  if (size >= HOUR) return { late, text: `${word} ${Math.floor(size / HOUR)} 小时` };
  const minutes = late ? Math.max(1, Math.floor(size / MINUTE)) : Math.floor(size / MINUTE);
  return { late, text: !late && minutes === 0 ? "还剩不到 1 分钟" : `${word} ${minutes} 分钟` };
}
