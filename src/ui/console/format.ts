/** Dates, spans and counts as faces.md writes them. Formatting for people only: nothing here decides. */
const zone = "Asia/Shanghai";
const days = ["日", "一", "二", "三", "四", "五", "六"];
const parts = new Intl.DateTimeFormat("zh-CN", {
  timeZone: zone,
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

type When = Date | string | number;

function read(when: When): { year: string; month: string; day: string; clock: string; weekday: string } {
  const at = new Date(when);
  const found = Object.fromEntries(parts.formatToParts(at).map((part) => [part.type, part.value]));
  const { year = "", month = "", day = "", hour = "", minute = "" } = found;
  const weekday = days[new Date(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}T00:00:00Z`).getUTCDay()];
  return { year, month, day, clock: `${hour}:${minute}`, weekday: weekday ?? "" };
}

/** Civil dates `YYYY-MM-DD` are read as they stand, instants in the city's zone. */
const instant = (when: When): When =>
  typeof when === "string" && /^\d{4}-\d{2}-\d{2}$/.test(when) ? `${when}T12:00:00+08:00` : when;

/** 3月5日（周四）; with the year where it is not this one: 2027年3月2日（周二）. */
export function day(when: When, now: When = Date.now()): string {
  const at = read(instant(when));
  const year = at.year === read(now).year ? "" : `${at.year}年`;
  return `${year}${at.month}月${at.day}日（周${at.weekday}）`;
}

/** 18:30 */
export const clock = (when: When): string => read(when).clock;

/** 3月5日（周四）18:30 */
export const dayClock = (when: When, now?: When): string => `${day(when, now)}${clock(when)}`;

/** 18:30–20:30, or with the day in front when `withDay`. */
export const span = (from: When, to: When, withDay = false): string =>
  `${withDay ? day(from) : ""}${clock(from)}–${clock(to)}`;

/** 今天 09:12 · 昨天 17:40 · 3月5日（周四）18:30: for timelines and lists. */
export function moment(when: When, now: When = Date.now()): string {
  const at = read(when);
  const today = read(now);
  const yesterday = read(new Date(now).getTime() - 86_400_000);
  const same = (other: typeof at) => at.year === other.year && at.month === other.month && at.day === other.day;
  if (same(today)) return `今天 ${at.clock}`;
  if (same(yesterday)) return `昨天 ${at.clock}`;
  return `${day(when, now)}${at.clock}`;
}

/** 10,000 */
export const count = (value: number): string => value.toLocaleString("zh-CN");

/** fen → 1,280.50 元 */
export const yuan = (fen: number): string =>
  `${(fen / 100).toLocaleString("zh-CN", { minimumFractionDigits: fen % 100 === 0 ? 0 : 2, maximumFractionDigits: 2 })} 元`;

/** 0.873 → 87% */
export const percent = (share: number, digits = 0): string => `${(share * 100).toFixed(digits)}%`;

/** 大约 10–20 分钟 */
export const wait = (low: number, high: number): string =>
  low === high ? `大约 ${low} 分钟` : `大约 ${low}–${high} 分钟`;
