// The table is read instead of calling the library: its functions mix UTC parsing with the machine's own zone and
// give wrong days west of Greenwich (seen with chinese-days 1.5.7 under TZ=America/New_York).
import table from "chinese-days/dist/chinese-days.json" with { type: "json" };
import { addDays, type CivilDate, civilDateOf, weekdayOf } from "./civil-time.ts";

/** Days of a city that differ from the State Council's calendar, from the city pack. Both lists hold civil dates. */
export interface LocalDays {
  /** Days off in this city. */
  holidays?: readonly string[];
  /** Working days in this city; wins over everything. */
  workdays?: readonly string[];
}

const daysOff: Record<string, string> = table.holidays;
const makeUpDays: Record<string, string> = table.workdays;

/**
 * The last year whose public holidays are known (the State Council publishes them each November).
 * Later dates count Monday–Friday only: an update of `chinese-days` moves the clocks that run into that year.
 */
export const LAST_HOLIDAY_YEAR: number = Math.max(...Object.keys(daysOff).map((date) => Number(date.slice(0, 4))));

/**
 * Whether offices work on a civil date: Monday–Friday without public holidays, plus make-up days (调休上班).
 * Throws CivilTimeError for a date that does not exist.
 */
export function isWorkingDay(date: CivilDate, local?: LocalDays): boolean {
  const weekday = weekdayOf(date);
  if (local?.workdays?.includes(date)) return true;
  if (local?.holidays?.includes(date)) return false;
  if (makeUpDays[date] !== undefined) return true;
  return weekday <= 5 && daysOff[date] === undefined;
}

/** The public holiday's Chinese name (春节) on a date, or undefined. */
export function holidayName(date: CivilDate): string | undefined {
  return daysOff[date]?.split(",")[1];
}

/**
 * The `n`-th working day after `date` (the day itself is not counted); before it for negative `n`.
 * With n = 0: the date itself when it is a working day, else the next one.
 */
export function addWorkingDays(date: CivilDate, n: number, local?: LocalDays): CivilDate {
  if (!Number.isInteger(n)) throw new RangeError(`working days are whole: ${n}`);
  let day = civilDateOf(date);
  if (n === 0) {
    while (!isWorkingDay(day, local)) day = addDays(day, 1);
    return day;
  }
  const step = n > 0 ? 1 : -1;
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, step);
    if (isWorkingDay(day, local)) left -= 1;
  }
  return day;
}

/** Working days after `from` up to and including `to`; when `to` is earlier, minus those after `to` up to `from`. */
export function workingDaysBetween(from: CivilDate, to: CivilDate, local?: LocalDays): number {
  civilDateOf(from);
  civilDateOf(to);
  if (to < from) return -workingDaysBetween(to, from, local) || 0;
  let count = 0;
  for (let day = from; day < to; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, local)) count += 1;
  }
  return count;
}
