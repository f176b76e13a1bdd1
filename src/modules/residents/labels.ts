/** Chinese words of this module: groups, needs, refusals. */
export const groupLabels = {
  woman: "妇女",
  farmer: "农民",
  migrantWorker: "农民工",
  elderly: "老年人",
  disabled: "残疾人",
  minor: "未成年人",
  lowIncome: "低收入",
  seriouslyIll: "重病患者",
  veteran: "军人军属、退役军人",
} as const;

export const needLabels = {
  dialect: "说方言",
  signLanguage: "手语",
  wheelchair: "轮椅",
  largePrint: "大字",
  homeVisit: "上门",
} as const;

export const refusals = {
  PHONE_INVALID: "这个号码好像不对。手机号是 11 位数字，请再看一看。",
  ID_NUMBER_INVALID: "这个身份证号好像不对，请对着证件再看一看。不写也可以。",
  CODE_WRONG: "验证码不对，请看短信再填一次。",
  CODE_EXPIRED: "这个验证码不能用了，请重新要一个。",
} as const;
