import type { PriorityReason, TicketState } from "./contract.ts";

export const stateLabels: Record<TicketState, string> = {
  waiting: "等候",
  called: "已叫号",
  serving: "接待中",
  finished: "已接待",
  skipped: "过号",
  left: "已离开",
};

/** Shown openly on the board, so that nobody wonders why somebody goes first. */
export const priorityLabels: Record<PriorityReason, string> = {
  elderly: "老人优先",
  disabled: "残疾人优先",
  pregnant: "孕妇优先",
  veteran: "军人优先",
  minor: "未成年人优先",
  urgent: "急事优先",
};

export const moveLabels: Record<string, string> = {
  call: "叫这一位",
  start: "开始接待",
  recall: "再叫一次",
  skip: "过号",
  requeue: "重新排队",
  finish: "接待完毕",
  leave: "已离开",
};

/** Called by this word where somebody gave no name (S32). */
export const unnamed = "来访人";

export const refusals: Record<string, string> = {
  MATTER_HAS_TICKET: "这件事已经取过号了，在排队名单里。",
  MATTER_CLOSED: "这件事已经办结，不能再取号。有新问题，请先登记。",
  APPOINTMENT_OVER: "这个预约已经结束或者取消，不能报到。可以直接取号排队。",
  NOT_TODAY: "这个预约不是今天的。可以直接取号排队。",
  TICKET_STATE: "这个号刚刚有人处理过了。名单已经更新，请再看一眼。",
};
