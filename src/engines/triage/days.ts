/**
 * Civil dates (YYYY-MM-DD) as plain calendar arithmetic, no clock and no zone.
 * Periods follow 民法典第二百零一、二百零二条: the first day is not counted; a period of months or years ends on the
 * corresponding day, or on the last day of the month if there is none. 第二百零三条 (a last day that is a public
 * holiday moves to the next working day) is deliberately not applied: the earlier day is the safe one.
 */
import type { CivilDate } from "../../shared/civil-time.ts";

export type Day = CivilDate;

const pad = (n: number, width: number): string => String(n).padStart(width, "0");

export const lastOfMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The day, clipped into its month; undefined outside of 1900–2199. */
export const makeDay = (year: number, month: number, day: number): Day | undefined => {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(day, lastOfMonth(year, month)), 2)}`;
};

export const plusMonths = (day: Day, months: number): Day => {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(Number(day.slice(8, 10)), lastOfMonth(year, month)), 2)}`;
};

/** “2027年3月2日” */
export const inWords = (day: Day): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
