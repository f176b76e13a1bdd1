/**
 * Dates as people say them: “2023年3月受伤”, “9月走的”, “上个月”, “去年年底”, “半年前”, “三个月没发工资”.
 * A mention is a range of days; whoever computes a limitation starts from the earliest day of it.
 * Without a year the latest past occurrence is meant.
 */
import { addDays, weekdayOf } from "../../shared/civil-time.ts";
import { type Day, lastOfMonth, makeDay, plusMonths } from "./days.ts";
import { NUMBER, readNumber } from "./numerals.ts";

export type DateMention = {
  kind: "date" | "ago" | "duration";
  /** place in the folded text */
  start: number;
  end: number;
  /** earliest and latest day meant; for a duration: today minus it, until today */
  from: Day;
  to: Day;
  precision: "day" | "month" | "rough";
};

const YEAR = "([0-9]{4}|[0-9]{2}|[一二][〇零九二一三四五六七八]{3})";
const N = "([0-9]{1,2}|[一二三四五六七八九十廿]{1,3})";
const PART = "(初|月初|上旬|中旬|中|下旬|底|末|月底)?";

const fullYear = (text: string, today: Day): number | undefined => {
  const n = readNumber(text);
  if (n === undefined) return undefined;
  if (n >= 1900) return n <= 2199 ? n : undefined;
  if (n > 99) return undefined;
  const century = 2000 + n;
  return century <= Number(today.slice(0, 4)) + 1 ? century : 1900 + n;
};

type Range = { from: Day; to: Day; precision: DateMention["precision"] };

const monthRange = (year: number, month: number, part: string | undefined): Range | undefined => {
  const last = month >= 1 && month <= 12 ? lastOfMonth(year, month) : 31;
  const [a, b] =
    part === undefined ? [1, last] : /初|上旬/.test(part) ? [1, 10] : /中/.test(part) ? [11, 20] : [21, last];
  const from = makeDay(year, month, a!);
  const to = makeDay(year, month, b!);
  return from && to ? { from, to, precision: part ? "rough" : "month" } : undefined;
};

const dayRange = (day: Day | undefined): Range | undefined =>
  day === undefined ? undefined : { from: day, to: day, precision: "day" };

/** Parts of a year; the new year festival moves with the moon, so it is given as the span it can fall into. */
const SEASONS: [RegExp, (year: number) => [Day, Day]][] = [
  [/年底|年末|年尾/, (y) => [`${y}-12-01`, `${y}-12-31`]],
  [/年初|年头/, (y) => [`${y}-01-01`, `${y}-02-28`]],
  [/上半年/, (y) => [`${y}-01-01`, `${y}-06-30`]],
  [/下半年/, (y) => [`${y}-07-01`, `${y}-12-31`]],
  [/春节|过年|年关|正月|年三十/, (y) => [`${y}-01-21`, `${y}-02-20`]],
  [/五一|劳动节/, (y) => [`${y}-05-01`, `${y}-05-05`]],
  [/国庆|十一长假/, (y) => [`${y}-10-01`, `${y}-10-07`]],
  [/元旦/, (y) => [`${y}-01-01`, `${y}-01-03`]],
  [/春天|开春/, (y) => [`${y}-03-01`, `${y}-05-31`]],
  [/夏天|暑假/, (y) => [`${y}-06-01`, `${y}-08-31`]],
  [/秋天/, (y) => [`${y}-09-01`, `${y}-11-30`]],
  [/冬天/, (y) => [`${y}-11-01`, `${y}-12-31`]],
];
const SEASON =
  "(年底|年末|年尾|年初|年头|上半年|下半年|春节|过年|年关|正月|年三十|五一|劳动节|国庆|元旦|春天|开春|夏天|暑假|秋天|冬天)";

const seasonRange = (year: number, word: string): Range | undefined => {
  const season = SEASONS.find(([re]) => re.test(word));
  if (!season) return undefined;
  const [from, to] = season[1](year);
  return { from, to, precision: "rough" };
};

const YEAR_WORD: Record<string, number> = { 今年: 0, 去年: -1, 旧年: -1, 上年: -1, 前年: -2, 大前年: -3 };
const DAY_WORD: Record<string, number> = {
  今天: 0,
  今早: 0,
  今朝: 0,
  刚才: 0,
  刚刚: 0,
  昨天: -1,
  昨晚: -1,
  昨日: -1,
  昨夜: -1,
  前天: -2,
  前日: -2,
  大前天: -3,
};
const UNIT_DAYS: Record<string, number> = { 天: 1, 日: 1, 周: 7, 星期: 7, 礼拜: 7 };

/** today minus n units, n may be a half. */
const before = (today: Day, n: number, unit: string): Day => {
  const days = UNIT_DAYS[unit];
  if (days !== undefined) return addDays(today, -Math.round(n * days));
  const months = unit === "年" ? n * 12 : n;
  return Number.isInteger(months) ? plusMonths(today, -months) : addDays(plusMonths(today, -Math.floor(months)), -15);
};

type Rule = { re: RegExp; kind: DateMention["kind"]; read: (m: RegExpExecArray, today: Day) => Range | undefined };
const rule = (source: string, read: Rule["read"], kind: Rule["kind"] = "date"): Rule => ({
  re: new RegExp(source, "g"),
  kind,
  read,
});

/** For a month and day without a year: the latest one that is not in the future. */
const latestPast = (today: Day, make: (year: number) => Range | undefined): Range | undefined => {
  const year = Number(today.slice(0, 4));
  const now = make(year);
  return now && now.from <= today ? now : make(year - 1);
};

const RULES: Rule[] = [
  rule(`${YEAR}[年./-]${N}[月./-]${N}[日号]?`, (m, today) => {
    const y = fullYear(m[1]!, today);
    return y === undefined ? undefined : dayRange(makeDay(y, readNumber(m[2]!) ?? 0, readNumber(m[3]!) ?? 0));
  }),
  rule(`${YEAR}年的?${N}月份?${PART}`, (m, today) => {
    const y = fullYear(m[1]!, today);
    return y === undefined ? undefined : monthRange(y, readNumber(m[2]!) ?? 0, m[3]);
  }),
  rule(`${YEAR}(?:年的?)?${SEASON}`, (m, today) => {
    const y = fullYear(m[1]!, today);
    return y === undefined ? undefined : seasonRange(y, m[2]!);
  }),
  rule(`([0-9]{4}|[12二一][〇零九][〇零一二三四五六七八九]{2})年(?!前|多|以)`, (m, today) => {
    const y = fullYear(m[1]!, today);
    return y === undefined ? undefined : { from: `${y}-01-01`, to: `${y}-12-31`, precision: "rough" };
  }),
  rule(`(今年|去年|旧年|上年|大前年|前年)的?${N}月(?:份)?(?:${N}[日号]|${PART})`, (m, today) => {
    const y = Number(today.slice(0, 4)) + YEAR_WORD[m[1]!]!;
    const month = readNumber(m[2]!) ?? 0;
    return m[3] ? dayRange(makeDay(y, month, readNumber(m[3]) ?? 0)) : monthRange(y, month, m[4]);
  }),
  rule(`(今年|去年|旧年|上年|大前年|前年)的?(?:${SEASON}|(底|初))`, (m, today) =>
    seasonRange(Number(today.slice(0, 4)) + YEAR_WORD[m[1]!]!, m[2] ?? `年${m[3]}`),
  ),
  rule(`(去年|旧年|大前年|前年)`, (m, today) => {
    const y = Number(today.slice(0, 4)) + YEAR_WORD[m[1]!]!;
    return { from: `${y}-01-01`, to: `${y}-12-31`, precision: "rough" };
  }),
  rule(`(上上个?月|前个月|上个?月|这个月|本月)(?:的?${N}[日号]|${PART})`, (m, today) => {
    const back = /上上|前个/.test(m[1]!) ? 2 : /上/.test(m[1]!) ? 1 : 0;
    const day = plusMonths(`${today.slice(0, 7)}-01`, -back);
    const [y, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
    return m[2] ? dayRange(makeDay(y, month, readNumber(m[2]) ?? 0)) : monthRange(y, month, m[3]);
  }),
  rule(`(?<![0-9一二三四五六七八九十年])${N}月(?:份)?${N}[日号]`, (m, today) =>
    latestPast(today, (y) => dayRange(makeDay(y, readNumber(m[1]!) ?? 0, readNumber(m[2]!) ?? 0))),
  ),
  rule(`(?<![0-9一二三四五六七八九十年个])${N}月份?${PART}`, (m, today) =>
    latestPast(today, (y) => monthRange(y, readNumber(m[1]!) ?? 0, m[2])),
  ),
  rule(`(上上?|这|本)个?(?:周|星期|礼拜)([一二三四五六日天])?`, (m, today) => {
    const back = m[1] === "上上" ? 14 : m[1] === "上" ? 7 : 0;
    const monday = addDays(today, 1 - weekdayOf(today) - back);
    if (!m[2]) return { from: monday, to: addDays(monday, 6), precision: "rough" };
    const index = "一二三四五六日".indexOf(m[2] === "天" ? "日" : m[2]);
    return dayRange(addDays(monday, index));
  }),
  rule(`(大前天|今天|今早|今朝|刚才|昨天|昨晚|昨日|昨夜|前天|前日)`, (m, today) =>
    dayRange(addDays(today, DAY_WORD[m[1]!]!)),
  ),
  rule(`(前几天|前两天|前些天|这几天|这两天)`, (_m, today) => ({
    from: addDays(today, -7),
    to: today,
    precision: "rough",
  })),
  rule(
    `(半|${NUMBER})(多)?(?:个)?(半)?(天|周|星期|礼拜|(?<=个|个半)月|年)(多|半)?(?:以前|之前|前)(?!后)`,
    (m, today) => ago(m, today),
    "ago",
  ),
  rule(
    `(半|${NUMBER})(多)?(?:个)?(半)?(天|周|星期|礼拜|(?<=个|个半)月|年)(多|半)?`,
    (m, today) => ago(m, today),
    "duration",
  ),
  rule(`(?<![0-9月一二三四五六七八九十])${N}[号日](?!楼|线|车|店|院|房|人|工)`, (m, today) => {
    const n = readNumber(m[1]!) ?? 0;
    const here = makeDay(Number(today.slice(0, 4)), Number(today.slice(5, 7)), n);
    return dayRange(here && here > today ? plusMonths(here, -1) : here);
  }),
];

function ago(m: RegExpExecArray, today: Day): Range | undefined {
  const n = readNumber(m[1]!);
  if (n === undefined || n > 200) return undefined;
  const value = n + (m[3] || m[5] === "半" ? 0.5 : 0);
  const more = m[2] || m[5] === "多";
  const unit = m[4]!;
  const to = before(today, value, unit);
  // “一年多前” may be nearly two years: the earlier end is the safe one
  const from = more ? before(today, value < 10 ? value + 1 : value * 2, unit) : to;
  if (from < "1900-01-01") return undefined;
  return { from, to, precision: UNIT_DAYS[unit] === 1 && !more ? "day" : "rough" };
}

/** Every date in the folded text, longest rules first, none overlapping another; at most 200. */
export const findDates = (text: string, today: Day): DateMention[] => {
  const found: DateMention[] = [];
  for (const { re, kind, read } of RULES) {
    re.lastIndex = 0;
    for (let m = re.exec(text); m && found.length < 200; m = re.exec(text)) {
      const [start, end] = [m.index, m.index + m[0].length];
      if (found.some((d) => start < d.end && end > d.start)) continue;
      const range = read(m, today);
      if (!range) continue;
      if (kind !== "duration") found.push({ kind, start, end, ...range });
      else found.push({ kind, start, end, from: range.from, to: range.to, precision: range.precision });
    }
  }
  return found.sort((a, b) => a.start - b.start);
};
