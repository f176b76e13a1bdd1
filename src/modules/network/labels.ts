export const tierLabels = { city: "市级", district: "区级", town: "镇（街道）", village: "村（社区）" } as const;

export const clinicStateLabels = {
  planned: "筹备中",
  running: "正常开放",
  paused: "暂停开放",
  closed: "已撤销",
} as const;

/** Names of the moves in a clinic's `can`. */
export const clinicMoves = {
  change: "修改公示信息",
  pause: "暂停开放",
  reopen: "恢复开放",
  close: "撤销门诊",
} as const;

export const refusals = {
  PAUSE_NEEDS_REASON: "暂停开放要写明原因，群众才不会白跑。",
} as const;
