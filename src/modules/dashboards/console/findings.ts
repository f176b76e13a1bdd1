import { weekdayOf } from "../../../shared/civil-time.ts";

const weekdays = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"] as const;

interface Share {
  code: string;
  label: string;
  n: number;
  share: number;
}

/** What stands above the chart of kinds. A kind is only named as the most where it really is. */
export function categoryFinding(categories: readonly Share[]): string {
  const known = categories.filter((one) => one.code !== "" && one.n > 0).toSorted((a, b) => b.n - a.n);
  const [first, second] = known;
  if (!first) return "这段时间还没有分过类的事项";
  const share = `${Math.round(first.share * 100)}%`;
  if (second && second.n === first.n) return `${first.label}和${second.label}最多，各占 ${share}`;
  return `${first.label}最多，占 ${share}`;
}

/** What stands above the chart of days: the average, and the weekday that has most where one stands out. */
export function dayFinding(days: readonly { day: string; n: number }[]): string {
  const all = days.reduce((sum, one) => sum + one.n, 0);
  if (all === 0) return "这段时间没有人来。这很正常。";
  const average = all / days.length;
  const sums = weekdays.map((label, place) => {
    const own = days.filter((one) => weekdayOf(one.day) === place + 1);
    return { label, mean: own.length === 0 ? 0 : own.reduce((sum, one) => sum + one.n, 0) / own.length };
  });
  const [most] = sums.toSorted((a, b) => b.mean - a.mean);
  const said = `平均每天 ${average < 10 ? average.toFixed(1) : Math.round(average)} 件`;
  // Three weeks at least, and a fifth above the average: less is chance.
  return most && days.length >= 21 && all >= 30 && most.mean > average * 1.2 ? `${said}，${most.label}最多` : said;
}

interface Estimate {
  label: string;
  low: number;
  high: number;
}

/** What may be said when shares with intervals stand beside each other: nothing, where all of them overlap. */
export function estimateFinding(rows: readonly Estimate[]): string {
  const best = rows.toSorted((a, b) => b.low - a.low)[0];
  const low = best && rows.filter((row) => row.high < best.low).toSorted((a, b) => a.high - b.high);
  if (!best || !low || low.length === 0) return "满意率差不多：区间都重叠，分不出高低";
  const names = low
    .slice(0, 2)
    .map((row) => row.label)
    .join("、");
  return `${names}${low.length > 2 ? `等 ${low.length} 个单位` : ""}的满意率低于${best.label}，不是偶然`;
}
