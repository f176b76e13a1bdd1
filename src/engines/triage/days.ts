/**
 * Civil dates (YYYY-MM-DD) as plain calendar arithmetic, no clock and no zone.
 * Periods follow 民法典第二百零一、二百零二条: the first day is not counted; a period of months or years ends on the
 * corresponding day, or on the last day of the month if there is none. 第二百零三条 (a last day that is a public
 * holiday moves to the next working day) is deliberately not applied: the earlier day is the safe one.
 */

export type Day = string;

const DAY_MS = 86_400_000;

const toTime = (day: Day): number => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));
const pad = (n: number, width: number): string => String(n).padStart(width, "0");

export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(toTime(text)).toISOString().slice(0, 10) === text;

export const lastOfMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The day, clipped into its month; undefined outside of 1900–2199. */
export const makeDay = (year: number, month: number, day: number): Day | undefined => {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(day, lastOfMonth(year, month)), 2)}`;
};

export const plusDays = (day: Day, days: number): Day => new Date(toTime(day) + days * DAY_MS).toISOString().slice(0, 10);

export const plusMonths = (day: Day, months: number): Day => {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(Number(day.slice(8, 10)), lastOfMonth(year, month)), 2)}`;
};

export const daysBetween = (a: Day, b: Day): number => Math.round((toTime(b) - toTime(a)) / DAY_MS);

/** 1 = Monday … 7 = Sunday. */
export const weekday = (day: Day): number => ((new Date(toTime(day)).getUTCDay() + 6) % 7) + 1;

/** “2027年3月2日” */
export const inWords = (day: Day): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
