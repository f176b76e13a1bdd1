export { roleLabels } from "../../shared/permissions.ts";

/** What each refusal says to the person in front of the screen. */
export const refusals = {
  SIGN_IN_FAILED: "账号或密码不对。请检查大小写后再试。",
  ACCOUNT_LOCKED: "连续输错次数太多，这个账号暂时登录不了。请过一会儿再试，急用请找安全管理员解锁。",
  NO_GRANT: "您的账号还没有身份。请联系安全管理员授予身份，再用这个链接或密码登录。",
  LINK_INVALID: "这个链接已经用过或者过期了。请联系管理员重新发一个。",
  PASSWORD_REQUIRED: "请先设置密码。",
  PASSWORD_WEAK: "这个密码太容易被猜到。请换一个。",
  PASSWORD_REUSED: "这个密码最近用过。请换一个和前五次都不同的密码。",
  LOGIN_NAME_TAKEN: "这个账号名已经有人用了。请换一个。",
  OWN_ACCOUNT: "不能对自己的账号做这件事。请由另一位管理员来做。",
  ADMIN_ACCOUNT: "管理员账号的登录链接只能在服务器上生成。请联系机房运维人员。",
  TWO_ADMIN_ROLES: "管理员身份只能单独担任：同一个人不能再有第二个身份。",
  GRANT_EXISTS: "他在这个单位已经有这个身份了。",
  GRANT_INCOMPLETE: "身份和单位对不上，或者还缺门诊、人员。请检查后再授予。",
} as const;

/** What to change about a weak password; key is `data.reason` of PASSWORD_WEAK. */
export const passwordReasons = {
  short: "密码至少要 12 个字符。",
  simple: "密码要有大写字母、小写字母、数字、符号中的三种。",
  context: "密码里不要有账号、姓名、地名、单位名或 12348。",
  common: "这是常见的密码或有规律的组合。请换成别人想不到的。",
} as const;

/** Names of the moves in an account's `can`. */
export const accountMoves = {
  newLink: "生成登录链接",
  disableAccount: "停用账号",
  enableAccount: "启用账号",
  unlockAccount: "解锁账号",
  giveGrant: "授予身份",
} as const;
