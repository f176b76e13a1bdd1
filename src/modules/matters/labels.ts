/** Chinese words of this module: states, channels, outcomes, events, refusals. */
export const stateLabels = {
  open: "已登记",
  serving: "正在办",
  deferred: "约期答复",
  closed: "已办结",
  withdrawn: "已撤回",
} as const;

export const channelLabels = {
  visit: "来访",
  call: "来电",
  letter: "来信",
  online: "网上",
  event: "活动现场",
  round: "上门",
} as const;

export const outcomeLabels = {
  advised: "已给出法律意见",
  legalAidApplied: "已帮助申请法律援助",
  mediationStarted: "已转人民调解",
  otherDepartment: "已告知归哪个部门管",
  documentDrafted: "已代写文书",
  notaryHandedOver: "已移交公证",
  notLegal: "不是法律问题，已指路",
  residentLeft: "当事人自行离开",
} as const;

export const flagLabels: Readonly<Record<string, string>> = {
  VIOLENCE_NOW: "正在受伤害",
  SELF_HARM: "有轻生念头",
  CHILD_IN_DANGER: "孩子有危险",
  VIOLENCE_AT_HOME: "家庭暴力",
  DETAINED: "有人被羁押",
  ELDER_FRAUD: "老人被骗",
  GROUP_WAGES: "群体欠薪",
  LIMITATION_NEAR: "时效快到",
};

/** Names of moves and works, as the matter's page shows them. */
export const moveLabels: Readonly<Record<string, string>> = {
  classify: "确定类别",
  addNote: "记一笔",
  defer: "约期答复",
  pauseClock: "停表",
  resumeClock: "继续计时",
  close: "办结",
  reopen: "恢复办理",
  reveal: "查看完整信息",
};

/** What happened, for staff; kinds that higher modules add are theirs to word. */
export const eventLabels: Readonly<Record<string, string>> = {
  opened: "登记",
  classified: "确定类别",
  assigned: "交给法律服务人员",
  note: "记一笔",
  serve: "开始办理",
  defer: "约期答复",
  close: "办结",
  reopen: "恢复办理",
  withdraw: "撤回",
  clockPaused: "停表",
  clockResumed: "继续计时",
  revealed: "查看完整信息",
  contactChanged: "更正来访人信息",
  appointmentMissed: "约好的时间没有来",
  sessionCancelled: "门诊取消了这次坐诊",
  ratingBad: "收到差评",
  ratingDenied: "群众说没有接待过",
  ratingContacted: "已联系差评群众",
};

/** The same for the person himself, in plain words. What is not here is no step of his. */
export const stepLabels: Readonly<Record<string, string>> = {
  opened: "您的事已经登记。",
  assigned: "已经安排人办您的事。",
  serve: "开始办您的事。",
  defer: "要再查一查，约好日子答复您。",
  close: "已经答复您。",
  reopen: "接着办您的事。",
  withdraw: "您的事已经撤回。",
  clockPaused: "在等您补充，补来了接着办。",
  clockResumed: "接着办您的事。",
  revealed: "上级查看过您的完整信息。",
  appointmentBooked: "约好了时间。",
  appointmentCancelled: "预约取消了。",
  appointmentMissed: "约好的时间没有等到您，可以再约。",
  sessionCancelled: "那一次门诊取消了，可以改约。",
  ticketTaken: "取了号，在排队。",
  consultationSigned: "给您的答复已经记下。",
  sheetIssued: "法律建议书已经出好。",
  ratingContacted: "已就您的评价联系过您。",
};

export const refusals = {
  CLINIC_UNKNOWN: "没有找到这个门诊，请重新选一个。",
  CATEGORY_UNKNOWN: "没有这个类别，请重新选一个。",
  PHONE_INVALID: "这个号码好像不对。手机号是 11 位数字，请再看一看。",
  ID_NUMBER_INVALID: "这个身份证号好像不对，请对着证件再看一看。不写也可以。",
  GUARDIAN_NEEDED: "不满十四周岁，请爸爸妈妈或者照顾您的人一起来办。遇到危险先打 110。",
  CONSENT_NEEDED: "替别人登记，要先问过本人。请选“本人口头同意”或“本人书面同意”。",
  MATTER_CLOSED: "这件事已经办结了。要接着办，请先恢复办理。",
  MATTER_NOT_CLOSED: "这件事还在办，不用恢复。",
  CLOCK_NOT_RUNNING: "这块表现在没有在走。",
  CLOCK_NOT_PAUSABLE: "按规定这块表不能停。",
  PROGRESS_NOT_FOUND: "没有查到。请对一对编号，再看看是不是登记时留的那个手机号。",
} as const;
