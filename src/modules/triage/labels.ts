export const refusals = {} as const;

/** Said under every answer of the triage. */
export const disclaimer = "这不是法律意见。拿不准就打 12348，有人接听。";

/** What a flag means to whoever sits at the window, danger first. */
export const flagAdvice: Readonly<Record<string, { label: string; danger: boolean; advice: string }>> = {
  VIOLENCE_NOW: {
    label: "可能正在受伤害",
    danger: true,
    advice: "先问现在安全吗。不安全就打 110，有伤打 120，陪着等人来。",
  },
  SELF_HARM: {
    label: "可能想不开",
    danger: true,
    advice: "不要让他一个人待着。马上叫负责人，打 12356 心理援助热线；有危险打 110。",
  },
  CHILD_IN_DANGER: { label: "孩子可能有危险", danger: true, advice: "先打 110。必须报告的情形要当场报，再登记。" },
  VIOLENCE_AT_HOME: {
    label: "可能有家庭暴力",
    danger: true,
    advice: "请到单独的房间谈。可以报警、申请人身安全保护令，优先安排。",
  },
  DETAINED: {
    label: "可能有人被羁押",
    danger: false,
    advice: "问清关在哪里、什么时候。值班律师可以先会见，优先安排。",
  },
  ELDER_FRAUD: { label: "可能是骗老人", danger: false, advice: "钱刚转出去就马上打 110 止付，再登记。" },
  GROUP_WAGES: {
    label: "可能是群体欠薪",
    danger: false,
    advice: "问清几个人、多少钱。可以一起登记，法律援助当日受理。",
  },
  LIMITATION_NEAR: { label: "时效可能快到了", danger: false, advice: "问清日期，今天就安排见律师。" },
};
