import { dayClock } from "./format.ts";
import { Icon, type IconName } from "./icons.tsx";
import type { Tone } from "./status.tsx";

/** One time limit of a matter, as the matters contract answers it. The server words what is left, in working days where the law says so. */
export interface ClockView {
  /** What must be done: “法援审查”. */
  name: string;
  dueAt: string;
  pausedAt?: string | null;
  pauseReason?: string | null;
  stoppedAt?: string | null;
  met?: boolean | null;
  late: boolean;
  /** “还剩 3 天”, “晚 2 小时”, “已停表” */
  text: string;
}

const soon = 86_400_000;

/** The tone and icon that its lateness deserves. Pure: `now` is given. */
export function clockTone(view: ClockView, now: number): { tone: Tone; icon: IconName; running: boolean } {
  if (view.stoppedAt && !view.late) return { tone: "good", icon: "check", running: false };
  if (view.stoppedAt) return { tone: "plain", icon: "alert", running: false };
  if (view.pausedAt) return { tone: "plain", icon: "pause", running: false };
  if (view.late) return { tone: "seal", icon: "alert", running: true };
  return { tone: Date.parse(view.dueAt) - now < soon ? "attention" : "plain", icon: "clock", running: true };
}

interface ClockProps {
  view: ClockView;
  now?: number;
  /** For a table cell: “还剩 3 小时” without the name. */
  short?: boolean;
}

/** “法援审查还剩 3 天”, with the day it is due below. */
export function Clock({ view, now = Date.now(), short }: ClockProps) {
  const { tone, icon, running } = clockTone(view, now);
  const due = `最晚 ${dayClock(view.dueAt, now)}`;
  if (short) {
    return (
      <span className="lc-clock-short" data-tone={tone} title={`${view.name}，${due}`}>
        <Icon name={icon} size={14} />
        {view.text}
      </span>
    );
  }
  return (
    <div className="lc-clock" data-tone={tone}>
      <Icon name={icon} size={16} />
      <div>
        {view.name}
        <b>{view.text}</b>
        {view.pausedAt && !view.stoppedAt && view.pauseReason && `（${view.pauseReason}）`}
        {running && <small>{due}</small>}
      </div>
    </div>
  );
}
