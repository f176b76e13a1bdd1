import type { AppointmentState } from "./contract.ts";

export const stateLabels: Record<AppointmentState, string> = {
  held: "为您留着",
  booked: "已预约",
  checkedIn: "已报到",
  served: "已接待",
  cancelled: "已取消",
  noShow: "未到",
  expired: "没有确认，已放开",
};

export const madeByLabels: Record<"self" | "proxy" | "staff", string> = {
  self: "本人",
  proxy: "代办员",
  staff: "工作人员",
};

export const moveLabels: Record<string, string> = {
  confirm: "确认预约",
  checkIn: "报到",
  noShow: "记为未到",
  cancel: "取消预约",
};

export const refusals: Record<string, string> = {
  SESSION_FULL: "这个时间刚被约满了。请看看最近的其他空位。",
  SESSION_NOT_OPEN: "这个时间已经不能约了：取消了，或者已经结束。请另选一个时间。",
  MATTER_HAS_BOOKING: "这件事已经约过时间了。要换时间，请先取消原来的预约。",
  MATTER_CLOSED: "这件事已经办结，不能再预约。有新问题，请再说一次。",
  HOLD_EXPIRED: "留位的 10 分钟过了，号位已经放开。请重新选一个时间。",
  APPOINTMENT_OVER: "这个预约已经结束，不能再改。",
  TOO_EARLY: "还没到开始的时间，不能记为未到。",
};

/** How many come along, in a sentence to whoever booked. */
export const companionsWords = (companions: number): string =>
  companions === 0 ? "就您自己" : `和 ${companions} 个人一起来`;

/** The same beside a name, for staff; nothing where nobody comes along. */
export const companionsNote = (companions: number): string | undefined =>
  companions === 0 ? undefined : `同来 ${companions} 人`;

/** What a cancelled appointment says when the clinic is at fault. */
export const nobodyCame = "坐诊的人没有到";
export const leftUnserved = "报到后离开";
