export const levelLabels: Record<number, string> = {
  5: "非常满意",
  4: "满意",
  3: "基本满意",
  2: "不满意",
  1: "非常不满意",
};

export const labels = {
  denied: "服务没有发生",
  silent: "还没有评价",
  moves: { contacted: "记下联系情况" },
};

export const refusals = {
  ALREADY_RATED: "您已经评价过了，谢谢您。一件事只评一次。",
  RATING_EXPIRED: "评价的时间已经过了（办结后 30 天）。有话想说，请打 12348 或直接找司法所。",
  LEVEL_MISSING: "请选一个满意程度，再提交评价。",
  PROGRESS_NOT_FOUND: "没有找到这件事。请核对编号和登记时留的手机号。",
  NOT_BAD: "这不是差评，不用记联系情况。",
  ALREADY_CONTACTED: "这条差评已经有人联系过当事人。",
} as const;
