import { clock as clockTime, day } from "./format.ts";
import { Icon, type IconName } from "./icons.tsx";
import type { Tone } from "./status.tsx";

/** One time limit of a matter, as the server answers it. */
export interface ClockView {
  /** What must be done: “法援审查”. */
  label: string;
  state: "running" | "paused" | "met" | "missed" | "cancelled";
  /** ISO instant it is due, null while it does not run. */
  dueAt?: string | null;
  /** When the law counts working days the server counts them. */
  left?: { value: number; unit: "工作日" | "天" | "小时" | "分钟" };
  /** When it was met or paused. */
  since?: string | null;
  /** Why: “农民工讨薪，当日”. */
  note?: string;
}

const minute = 60_000;
const hour = 60 * minute;
const whole = 24 * hour;

/** 3 天 · 5 小时 · 20 分钟 */
export function lasting(ms: number): string {
  const size = Math.abs(ms);
  if (size >= 2 * whole) return `${Math.floor(size / whole)} 天`;
  if (size >= 2 * hour) return `${Math.floor(size / hour)} 小时`;
  return `${Math.max(1, Math.floor(size / minute))} 分钟`;
}

/** The clock as a plain sentence with the tone its lateness deserves. Pure: `now` is given. */
export function sayClock(view: ClockView, now: number): { text: string; strong: string; tone: Tone; icon: IconName } {
  const due = view.dueAt ? new Date(view.dueAt).getTime() : undefined;
  if (view.state === "met") return { text: `${view.label}已按时完成`, strong: "", tone: "good", icon: "check" };
  if (view.state === "cancelled") return { text: `${view.label}不再计时`, strong: "", tone: "plain", icon: "dot" };
  if (view.state === "paused") {
    const rest = view.since ? ` ${lasting(now - new Date(view.since).getTime())}` : "";
    return { text: `${view.label}已停表`, strong: rest, tone: "plain", icon: "pause" };
  }
  if (due === undefined) return { text: view.label, strong: "", tone: "plain", icon: "dot" };
  if (view.state === "missed" || due < now) {
    const late = view.left ? `${Math.abs(view.left.value)} ${view.left.unit}` : lasting(now - due);
    return { text: `${view.label}晚了`, strong: ` ${late}`, tone: "seal", icon: "alert" };
  }
  const left = view.left ? `${view.left.value} ${view.left.unit}` : lasting(due - now);
  return { text: `${view.label}还剩`, strong: ` ${left}`, tone: due - now < whole ? "attention" : "plain", icon: "clock" };
}

interface ClockProps {
  view: ClockView;
  now?: number;
  /** Only the short form, for a table cell: “还剩 3 小时”. */
  short?: boolean;
}

export function Clock({ view, now = Date.now(), short }: ClockProps) {
  const said = sayClock(view, now);
  const due = view.dueAt && (view.state === "running" || view.state === "missed") ? view.dueAt : undefined;
  const title = due ? `期限 ${day(due, now)}${clockTime(due)}` : undefined;
  if (short) {
    return (
      <span className="lc-clock-short" data-tone={said.tone} title={title}>
        <Icon name={said.icon} size={14} />
        {said.text.slice(view.label.length) || said.text}
        {said.strong}
      </span>
    );
  }
  return (
    <div className="lc-clock" data-tone={said.tone}>
      <Icon name={said.icon} size={16} />
      <div>
        {said.text}
        <b>{said.strong}</b>
        {view.note && `（${view.note}）`}
        {title && <small>{title}</small>}
      </div>
    </div>
  );
}
