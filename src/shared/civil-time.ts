/**
 * Civil time of the city. Instants are `Date`; civil dates are strings `YYYY-MM-DD`; times of day are `HH:mm`.
 * The zone is named here and nowhere else (docs/architecture.md "Time, money, names").
 */

/** IANA name of the zone that every date of the system is in. */
export const ZONE = "Asia/Shanghai";

/** Civil date `YYYY-MM-DD` in {@link ZONE}. */
export type CivilDate = string;
/** Time of day `HH:mm`, 00:00–23:59. */
export type TimeOfDay = string;

/** A civil date or time of day that does not exist, or is not written as `YYYY-MM-DD` / `HH:mm`. */
export class CivilTimeError extends Error {
  readonly value: string;
  constructor(value: string, expected: string) {
    super(`"${value}" is not ${expected}`);
    this.name = "CivilTimeError";
    this.value = value;
  }
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const WEEKDAYS = ["一", "二", "三", "四", "五", "六", "日"] as const;

// Since 1991-09-15 the zone has been at +08:00 without summer time; before that, Intl knows.
const FIXED_SINCE = Date.UTC(1992, 0, 1);
const FIXED_OFFSET = 480 * MINUTE;
const zoneFormat = new Intl.DateTimeFormat("en-US", { timeZone: ZONE, timeZoneName: "longOffset" });

function offsetAt(epoch: number): number {
  if (epoch >= FIXED_SINCE) return FIXED_OFFSET;
  const name = zoneFormat.formatToParts(epoch).find((part) => part.type === "timeZoneName")?.value ?? "";
  const found = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(name);
  if (!found) return FIXED_OFFSET;
  const size = (Number(found[2]) * 60 + Number(found[3])) * MINUTE + Number(found[4] ?? 0) * 1000;
  return found[1] === "-" ? -size : size;
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, "0");
}

/** Days since 1970-01-01 of a civil date. Throws {@link CivilTimeError} for dates such as 2026-02-30. */
function dayNumber(date: CivilDate): number {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!found) throw new CivilTimeError(date, "a date written YYYY-MM-DD");
  const probe = new Date(0);
  probe.setUTCFullYear(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
  if (probe.toISOString().slice(0, 10) !== date) throw new CivilTimeError(date, "a date of the calendar");
  return probe.getTime() / DAY;
}

function dateOfDay(day: number): CivilDate {
  const text = new Date(day * DAY).toISOString();
  if (!/^\d{4}-/.test(text)) throw new CivilTimeError(text, "a date between the years 0000 and 9999");
  return text.slice(0, 10);
}

function local(instant: Date): Date {
  const epoch = instant.getTime();
  if (Number.isNaN(epoch)) throw new CivilTimeError(String(instant), "an instant");
  return new Date(epoch + offsetAt(epoch));
}

/** True for an existing date written `YYYY-MM-DD`. */
export function isCivilDate(text: string): boolean {
  try {
    dayNumber(text);
    return true;
  } catch {
    return false;
  }
}

/** The same date, or {@link CivilTimeError} when it does not exist (2026-02-30). */
export function civilDateOf(text: string): CivilDate {
  dayNumber(text);
  return text;
}

/** Civil date of an instant in the zone. Throws {@link CivilTimeError} for an invalid `Date`. */
export function civilDate(instant: Date): CivilDate {
  return local(instant).toISOString().slice(0, 10);
}

/** Time of day of an instant in the zone, `HH:mm`, seconds cut off. */
export function civilTime(instant: Date): TimeOfDay {
  return local(instant).toISOString().slice(11, 16);
}

/** Instant of a civil date and time of day. Throws {@link CivilTimeError} for impossible ones (25:00, 2026-02-30). */
export function instantOf(date: CivilDate, time: TimeOfDay): Date {
  const wall = dayNumber(date) * DAY + minutesOfDay(time) * MINUTE;
  return new Date(wall - offsetAt(wall - FIXED_OFFSET));
}

/** Minutes since midnight, 0–1439, of a time of day `HH:mm`. Throws {@link CivilTimeError}. */
export function minutesOfDay(time: TimeOfDay): number {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!found) throw new CivilTimeError(time, "a time of day written HH:mm");
  return Number(found[1]) * 60 + Number(found[2]);
}

/** The civil date `n` days later (earlier for negative `n`); `n` is a whole number. */
export function addDays(date: CivilDate, n: number): CivilDate {
  return dateOfDay(dayNumber(date) + n);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Weekday, 1 Monday … 7 Sunday. */
export function weekdayOf(date: CivilDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (((((dayNumber(date) + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** First instant of a civil date. */
export function startOfDay(date: CivilDate): Date {
  return instantOf(date, "00:00");
}

/** Last millisecond of a civil date (23:59:59.999): the latest moment that still keeps a limit counted in days. */
export function endOfDay(date: CivilDate): Date {
  return new Date(startOfDay(addDays(date, 1)).getTime() - 1);
}

/**
 * `3月5日（周四）`; with the year, `2027年3月5日（周五）`, when the year is not that of `reference`
 * (a civil date, usually today). Without a reference no year is written.
 */
export function formatDate(date: CivilDate, reference?: CivilDate): string {
  const weekday = WEEKDAYS[weekdayOf(date) - 1];
  const year =
    reference !== undefined && reference.slice(0, 4) !== date.slice(0, 4) ? `${Number(date.slice(0, 4))}年` : "";
  return `${year}${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日（周${weekday}）`;
}

/** Time of day as people write it: `9:00`, `18:30`. */
export function formatTime(instant: Date): string {
  return civilTime(instant).replace(/^0/, "");
}

/** `3月5日（周四）18:30–20:30`; over midnight both days are named. `reference` as in {@link formatDate}. */
export function formatSpan(start: Date, end: Date, reference?: CivilDate): string {
  const from = civilDate(start);
  const to = civilDate(end);
  const tail = from === to ? formatTime(end) : `${formatDate(to, reference)}${formatTime(end)}`;
  return `${formatDate(from, reference)}${formatTime(start)}–${tail}`;
}

/**
 * An expected wait in minutes as an honest range: `大约 10–20 分钟`, above 50 minutes in half hours,
 * `不用等` for zero or less.
 */
export function formatWait(minutes: number): string {
  if (!(minutes > 0)) return "不用等";
  if (minutes <= 5) return "大约 5 分钟";
  if (minutes > 50) {
    const low = Math.max(0.5, Math.floor(minutes / 36) / 2);
    const high = Math.max(low + 0.5, Math.ceil(minutes / 22) / 2);
    return `大约 ${low}–${high} 小时`;
  }
  const low = Math.max(5, Math.round((minutes * 0.7) / 5) * 5);
  const high = Math.max(low + 5, Math.ceil((minutes * 1.25) / 5) * 5);
  return `大约 ${low}–${high} 分钟`;
}

/** A length in minutes: `45 分钟`, `2 小时`, `2 小时 15 分钟`. Rounded to whole minutes; negative counts as 0. */
export function formatDuration(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return `${rest} 分钟`;
  return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分钟`;
}

/** `今天` / `今晚` (from 18:00) / `明天` / `3月5日（周四）`, seen from `now`; the year is named when it is another. */
export function todayLabel(instant: Date, now: Date): string {
  const date = civilDate(instant);
  const today = civilDate(now);
  if (date === today) return civilTime(instant) >= "18:00" ? "今晚" : "今天";
  if (date === addDays(today, 1)) return "明天";
  return formatDate(date, today);
}

/** Month `YYYY-MM` of a civil date. */
export function monthOf(date: CivilDate): string {
  return date.slice(0, 7);
}

/** Which one of its weekday in the month a date is, 1–5: the second Tuesday gives 2. */
export function weekOfMonth(date: CivilDate): number {
  dayNumber(date);
  return Math.ceil(Number(date.slice(8, 10)) / 7);
}

/** Minutes since midnight, 0–1439, as `HH:mm`. */
export function timeOfMinutes(minutes: number): TimeOfDay {
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
