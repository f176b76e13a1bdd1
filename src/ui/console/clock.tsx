import { remaining } from "../../shared/time-limit.ts";
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

/** The clock as a plain sentence with the tone its lateness deserves. Pure: `now` is given. */
export function sayClock(view: ClockView, now: number): { text: string; strong: string; tone: Tone; icon: IconName } {
  const due = view.dueAt ? new Date(view.dueAt).getTime() : undefined;
  if (view.state === "met") return { text: `${view.label}已按时完成`, strong: "", tone: "good", icon: "check" };
  if (view.state === "cancelled") return { text: `${view.label}不再计时`, strong: "", tone: "plain", icon: "dot" };
  if (view.state === "paused") {
    // The same words count forwards here: how long it has been paused.
    const rest = view.since ? remaining(new Date(view.since), new Date(now)).text.replace(/^(晚|还剩)/, "") : "";
    return { text: `${view.label}已停表`, strong: rest, tone: "plain", icon: "pause" };
  }
  if (due === undefined) return { text: view.label, strong: "", tone: "plain", icon: "dot" };
  const said = remaining(new Date(due), new Date(now));
  const late = view.state === "missed" || said.late;
  const size = view.left ? ` ${Math.abs(view.left.value)} ${view.left.unit}` : said.text.replace(/^(晚|还剩)/, "");
  if (late) return { text: `${view.label}晚了`, strong: size, tone: "seal", icon: "alert" };
  return {
    text: `${view.label}还剩`,
    strong: size,
    tone: due - now < 86_400_000 ? "attention" : "plain",
    icon: "clock",
  };
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
