import type { FigureCode, WorkItem } from "./contract.ts";

/** What a figure is called, and how it is computed, in one sentence each. */
export const figureLabels: Record<FigureCode, { label: string; unit: string; formula: string }> = {
  opened: { label: "新登记", unit: "件", formula: "这段时间登记的事项数。" },
  closed: { label: "已办结", unit: "件", formula: "这段时间办结、现在仍是办结状态的事项数。" },
  waiting: { label: "正在等", unit: "人", formula: "今天取了号、还没开始接待的人数（包括刚叫到号的）。" },
  serving: { label: "正在接待", unit: "人", formula: "今天取了号、正在接待的人数。" },
  appointmentsKept: { label: "预约已到", unit: "个", formula: "今天的预约里，人已经到了或已经办完的。" },
  appointmentsToCome: { label: "预约未到", unit: "个", formula: "今天的预约里，还没到的。" },
  appointmentsNoShow: { label: "预约没来", unit: "个", formula: "今天的预约里，记为没来的。" },
  sessions: { label: "坐诊场次", unit: "场", formula: "这段时间已发布的坐诊场次。" },
  onDuty: { label: "此刻有人坐诊", unit: "场", formula: "此刻正在进行、有人签到还没签退的坐诊场次。" },
  late: { label: "已超时", unit: "件", formula: "有一块正在走的表已经过了时限的事项数，停表的不算。" },
  dueToday: { label: "今天到期", unit: "件", formula: "有一块正在走的表今天到期的事项数，停表的不算。" },
  onTime: { label: "按时办到", unit: "%", formula: "按时办到的 ÷ 这段时间到期的时限，没到期的不算。" },
  satisfaction: {
    label: "满意率",
    unit: "%",
    formula: "非常满意、满意、基本满意的 ÷ 有等级的评价；不评不算满意。区间是 90% 威尔逊区间。",
  },
  participation: { label: "参评率", unit: "%", formula: "评价了的 ÷ 留了联系方式、邀请了评价的。" },
  denied: { label: "说服务没有发生", unit: "件", formula: "当事人说这次服务没有发生的事项数。" },
  emptySessions: { label: "没有人来的场次", unit: "场", formula: "已经结束、没有人来过的坐诊场次。" },
  offHours: { label: "错时服务占比", unit: "%", formula: "夜间、周末等错时场次的时长 ÷ 全部场次的时长。" },
};

export const notes = {
  nobodyToday: "今天没有人来。这很正常。",
  emptySessions: "没有人来也很正常：有人在，就是服务。",
  noRatings: "还没有人评价。不评不算满意。",
  fewRatings: "评价不到 10 个，只供参考。",
};

export const unclassified = "还没有分类";

export const workLabels: Record<WorkItem["kind"], string> = {
  late: "超时",
  session: "要签到",
  waiting: "在等的人",
  openConsultation: "没写完的记录",
  appointment: "今天的预约",
  dueToday: "今天到期",
};

export const moveLabels: Record<string, string> = {
  checkIn: "签到",
  receive: "报到",
  call: "叫号",
  saveNote: "接着写",
};

export const appointmentStates: Record<string, string> = {
  booked: "还没到",
  checkedIn: "已报到",
  served: "已办完",
  noShow: "没来",
};

export const refusals = {} as const;
