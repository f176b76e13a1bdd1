import type { LicenceKind, Profession } from "./contract.ts";

export const professionLabels: Record<Profession, string> = {
  lawyer: "律师",
  grassrootsLegalWorker: "基层法律服务工作者",
  notary: "公证员",
  mediator: "人民调解员",
  judge: "法官",
  prosecutor: "检察官",
  police: "民警",
  legalAidLawyer: "法律援助律师",
  lawSavvyResident: "法律明白人",
  fiveElders: "五老",
  justiceStaff: "司法所工作人员",
  publicityWorker: "普法宣传员",
};

export const licenceLabels: Record<LicenceKind, string> = {
  lawyerLicence: "律师执业证",
  legalWorkerLicence: "基层法律服务工作者执业证",
  notaryLicence: "公证员执业证",
  none: "不需要执业证",
};

export const stateLabels = { active: "在岗", suspended: "暂停服务", left: "已离开" } as const;

/** Names of the moves in a person's `can`. */
export const moveLabels = { change: "修改资料", suspend: "暂停服务", resume: "恢复服务", leave: "离开队伍" } as const;

export const refusals = {
  LICENCE_MISSING: "这个职业要登记对应的执业证和证号。请补上后再保存。",
} as const;
