import type { ClockView } from "./clock.tsx";
import type { StateWords } from "./status.tsx";

export type State = "open" | "serving" | "deferred" | "closed";
export interface Row {
  id: string;
  number: string;
  title: string;
  person: string;
  category: string;
  clinic: string;
  state: State;
  openedAt: string;
  clock: ClockView;
}

export const states: StateWords<State> = {
  open: { label: "已登记", tone: "action", icon: "file" },
  serving: { label: "接待中", tone: "plain", icon: "people" },
  deferred: { label: "约期答复", tone: "attention", icon: "clock" },
  closed: { label: "已办结", tone: "good" },
};
const names = ["张*", "阿卜杜勒·买买提", "𠮷田㛃", "未留姓名", "欧阳*", "李**"];
const titles = [
  "六名工人讨薪",
  "宅基地翻建被邻居阻拦",
  "相邻漏水，勤业三村",
  "离婚财产怎么分",
  "交通事故，对方全责但不肯赔，保险公司也一直拖着不理赔，已经拖了半年",
  "老人赡养，三个子女互相推",
];
const categories = ["劳动报酬", "宅基地", "相邻关系", "婚姻家庭", "交通事故", "赡养"];
const clinics = ["五星街道法律门诊", "勤业三村社区法律门诊", "常州市公共法律服务中心（市级法律门诊）"];
const keys: State[] = ["open", "serving", "deferred", "closed"];
const now = Date.now();

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

function clockOf(i: number): ClockView {
  const hours = [-2, 3, 70, 30, -50, 100][i % 6] ?? 1;
  const dueAt = new Date(now + hours * 3_600_000).toISOString();
  const size = Math.abs(hours) >= 24 ? `${Math.floor(Math.abs(hours) / 24)} 天` : `${Math.abs(hours)} 小时`;
  if (i % 11 === 5)
    return { name: "约期答复", dueAt, pausedAt: dueAt, pauseReason: "等镇规划办回话", late: false, text: "已停表" };
  if (i % 4 === 3) return { name: "约期答复", dueAt, stoppedAt: dueAt, met: true, late: false, text: "已按时完成" };
  return {
    name: pick(["法援审查", "转办签收", "约期答复"], i),
    dueAt,
    late: hours < 0,
    text: `${hours < 0 ? "晚" : "还剩"} ${size}`,
  };
}

export const rows: Row[] = Array.from({ length: 10_000 }, (_, i) => ({
  id: `m${i}`,
  number: `WX-2026-11-${String(10_000 - i).padStart(5, "0")}`,
  title: pick(titles, i),
  person: pick(names, i * 7 + 1),
  category: pick(categories, i),
  clinic: pick(clinics, i * 5),
  state: pick(keys, i),
  openedAt: new Date(now - i * 47 * 60_000).toISOString(),
  clock: clockOf(i),
}));

export const later = <T>(value: T, ms = 120): Promise<T> => new Promise((done) => setTimeout(() => done(value), ms));
