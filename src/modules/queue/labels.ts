import type { z } from "zod";
import type { PriorityReason, TicketState } from "./contract.ts";

/** Chinese words of this module: states of a ticket, why somebody goes first, refusals. */
export const stateLabels: Record<TicketState, string> = {
  waiting: "等候",
  called: "已叫号",
  serving: "接待中",
  finished: "已接待",
  skipped: "过号",
  left: "已离开",
};

/** Said openly beside the ticket: whoever waits may know why somebody goes first. */
export const priorityLabels: Record<z.infer<typeof PriorityReason>, string> = {
  elderly: "老年人",
  disabled: "残疾人",
  pregnant: "孕妇",
  veteran: "军人军属、退役军人",
  minor: "未成年人",
  urgent: "情况紧急",
};

export const refusals: Record<string, string> = {
  MATTER_HAS_TICKET: "这件事今天已经取过号了，不用再取。",
  MATTER_CLOSED: "这件事已经办结。要接着办，请先恢复办理，再取号。",
  TICKET_STATE: "这个号刚被别人处理过了。列表已经换成最新的。",
  APPOINTMENT_OVER: "这个预约已经结束或取消了。可以给他取个号。",
  NOT_TODAY: "这个预约不是今天的，不能报到。可以给他取个号。",
};
