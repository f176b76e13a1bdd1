import type { z } from "zod";
import type { Outcome } from "../matters/contract.ts";

export const outcomeWords: Record<z.infer<typeof Outcome>, string> = {
  advised: "已解答",
  legalAidApplied: "已协助申请法律援助",
  mediationStarted: "已转人民调解",
  otherDepartment: "已告知主管部门",
  documentDrafted: "已代写文书",
  notaryHandedOver: "已转公证",
  notLegal: "不是法律问题",
  residentLeft: "群众先行离开",
};

/** What service adds to the course of a matter, in staff's words; events of matters themselves are worded there. */
export const eventWords: Readonly<Record<string, string>> = {
  appointmentBooked: "约好时间",
  appointmentMoved: "改了预约时间",
  appointmentCancelled: "取消预约",
  appointmentNoShow: "约好的时间没有来",
  appointmentSessionCancelled: "门诊取消了这次坐诊",
  checkedIn: "预约报到",
  ticketTaken: "取号排队",
  ticketLeft: "没等到叫号，先走了",
  consultationStarted: "开始接待",
  consultationSigned: "签发咨询记录",
  sheetIssued: "出具法律建议书",
  ratingInvited: "已邀请评价",
  ratingContacted: "司法所已联系评价的人",
};

export const stateLabels = { open: "记录中", signed: "已签发" } as const;

export const refusals = {
  MATTER_CLOSED: "这件事项已经办结，要继续请先恢复办理。",
  CONSULTATION_SIGNED: "这份咨询记录已经签发，不能再改。",
  NOTE_CHANGED_ELSEWHERE: "这份记录在另一个页面改过了。您写的还在，请先复制，再刷新看看最新的。",
  NOTE_EMPTY: "请先写下咨询记录，再签发。",
  DATE_IN_PAST: "约期要在今天或以后。",
  SHEET_ISSUED: "这次咨询已经出过法律建议书。",
  SHEET_NOT_FOUND: "没有找到这份法律建议书，请核对编号和验证码。",
} as const;
