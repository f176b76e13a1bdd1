import { civilDate, formatDate, formatSpan, formatTime, todayLabel } from "../../shared/civil-time.ts";
import type { ClinicCard, ServiceForm, TimeType } from "./contract.ts";
import type { SessionState } from "./rules.ts";

/** The seven forms of service, in the notice's words (N3.4d). */
export const formLabels: Record<ServiceForm, string> = {
  expertClinic: "专家门诊",
  lawyerSitIn: "律师坐诊",
  eventClinic: "活动义诊",
  outcall: "预约出诊",
  onlineTriage: "网络分诊",
  homeRound: "上门巡诊",
  jointConsultation: "综合会诊",
};

export const timeTypeLabels: Record<TimeType, string> = {
  regular: "日间门诊",
  night: "夜门诊",
  weekend: "周末门诊",
  marketDay: "赶集门诊",
  event: "活动门诊",
};

export const stateLabels: Record<SessionState, string> = {
  draft: "未发布",
  published: "已发布",
  cancelled: "已取消",
};

export const weekdayLabels = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"] as const;

export const moveLabels: Record<string, string> = {
  book: "预约这个时间",
  checkIn: "签到",
  checkOut: "签退",
  change: "修改",
  publish: "发布",
  cancel: "取消这次坐诊",
};

export const refusals: Record<string, string> = {
  TIMES_WRONG: "时间不对：结束要晚于开始，一次坐诊不超过 24 小时；一次最多发布 62 天。",
  PRACTITIONER_BUSY: "这个时间，其中有人已经在别处坐诊。请换一个时间，或者换一个人。",
  PRACTITIONER_UNKNOWN: "名单里有人不在册，或者已经停止服务。请重新选人。",
  SESSION_CANCELLED: "这次坐诊已经取消，不能再改。需要的话，请新安排一次。",
  SEATS_TAKEN: "已经有人预约，号位不能减到这么少。请先和约好的人商量改期。",
  NOBODY_ON_DUTY: "还没有安排坐诊的人。请先选人，再发布。",
  NOT_ON_DUTY: "这次坐诊没有安排您，不能签到。排班有变请找司法所。",
  CHECK_IN_TOO_EARLY: "还没到签到时间。开始前 30 分钟起可以签到。",
  SESSION_OVER: "这次坐诊已经结束，不能再签到。",
  NOT_CHECKED_IN: "您还没有签到，不用签退。",
};

/** “今天 14:00–17:30”, “今晚 18:30–20:30”, “11月25日（周三）9:00–11:30”, seen from `now`. */
export function timeWords(startsAt: string, endsAt: string, now: Date): string {
  const start = new Date(startsAt);
  return `${todayLabel(start, now)} ${formatTime(start)}–${formatTime(new Date(endsAt))}`;
}

/** “11月25日（周三）9:00–11:30”: for what is kept, printed or photographed, where “tomorrow” would soon be wrong. */
export function dateWords(startsAt: string, endsAt: string, now: Date): string {
  return formatSpan(new Date(startsAt), new Date(endsAt), civilDate(now));
}

/** “今天（周一）”, “明天（周二）”, “11月25日（周三）”: a day as the head of a list, seen from `now`. */
export function dayWords(instant: string, now: Date): string {
  const at = new Date(instant);
  const label = todayLabel(at, now).replace("今晚", "今天");
  return label.length > 2 ? label : `${label}${formatDate(civilDate(at)).replace(/^.*日/, "")}`;
}

/** Whether anyone is at a clinic, in words: “现在有人，到 17:30”, “今晚 18:30–20:30 有人”, “现在没有人，明天 9:00 开门”. */
export function openWords(
  card: Pick<ClinicCard, "open" | "openUntil" | "nextStartsAt" | "nextEndsAt">,
  now: Date,
): { kind: "open" | "later" | "closed"; text: string } {
  if (card.open)
    return { kind: "open", text: card.openUntil ? `现在有人，到 ${formatTime(new Date(card.openUntil))}` : "现在有人" };
  if (!card.nextStartsAt || !card.nextEndsAt) return { kind: "closed", text: "近两个月还没有排班，请先打电话问" };
  const start = new Date(card.nextStartsAt);
  if (civilDate(start) === civilDate(now))
    return { kind: "later", text: `${timeWords(card.nextStartsAt, card.nextEndsAt, now)} 有人` };
  return { kind: "closed", text: `现在没有人，${todayLabel(start, now)} ${formatTime(start)} 开门` };
}

/** Who serves, in one line: “律师 周文远，擅长劳动、交通事故”; of more than two only how many. `nameOf` words a profession. */
export function dutyWords(
  duty: readonly { name: string; profession: string; goodAt: readonly string[] }[],
  nameOf: (profession: string) => string,
): string {
  const first = duty[0];
  if (!first) return "";
  if (duty.length === 1) {
    const goodAt = first.goodAt.length ? `，擅长${first.goodAt.slice(0, 3).join("、")}` : "";
    return `${nameOf(first.profession)} ${first.name}${goodAt}`;
  }
  if (duty.length === 2) return duty.map(({ name, profession }) => `${nameOf(profession)} ${name}`).join("、");
  return [...Map.groupBy(duty, (person) => person.profession)]
    .map(([profession, people]) => `${nameOf(profession)} ${people.length} 人`)
    .join("、");
}
