export const refusals = {} as const;

/** Said under every answer of the triage. */
export const disclaimer = "这不是法律意见。拿不准就打 12348，有人接听。";
