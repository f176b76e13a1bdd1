/** Dates, spans and counts as faces.md writes them. Formatting for people only: nothing here decides. */
import { addDays, civilDate, civilTime, formatDate, formatSpan, isCivilDate } from "../../shared/civil-time.ts";
import { formatMoney } from "../../shared/money.ts";

type When = Date | string | number;

const dateOf = (when: When): string =>
  typeof when === "string" && isCivilDate(when) ? when : civilDate(new Date(when));

/** 3月5日（周四）; with the year where it is not this one: 2027年3月2日（周二）. Takes instants and civil dates. */
export const day = (when: When, now: When = Date.now()): string => formatDate(dateOf(when), dateOf(now));

/** 18:30 */
export const clock = (when: When): string => civilTime(new Date(when));

/** 3月5日（周四）18:30 */
export const dayClock = (when: When, now?: When): string => `${day(when, now)}${clock(when)}`;

/** 18:30–20:30, with the day in front when `withDay`. */
export const span = (from: When, to: When, withDay = false): string =>
  withDay ? formatSpan(new Date(from), new Date(to), dateOf(Date.now())) : `${clock(from)}–${clock(to)}`;

/** 今天 09:12 · 昨天 17:40 · 3月5日（周四）18:30: for timelines and lists. */
export function moment(when: When, now: When = Date.now()): string {
  const date = dateOf(when);
  const today = dateOf(now);
  if (date === today) return `今天 ${clock(when)}`;
  if (date === addDays(today, -1)) return `昨天 ${clock(when)}`;
  return dayClock(when, now);
}

/** 10,000 */
export const count = (value: number): string => value.toLocaleString("zh-CN");

/** fen → 1,280.50 元 */
export const yuan = formatMoney;

/** 0.873 → 87% */
export const percent = (share: number, digits = 0): string => `${(share * 100).toFixed(digits)}%`;
