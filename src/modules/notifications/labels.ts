/** Chinese words of this module. */
export const stateLabels = { queued: "待发送", sent: "已发送", failed: "没有发出", expired: "过期未发" } as const;
export const channelLabels = { inApp: "站内消息", sms: "短信" } as const;
export const refusals = {} as const;
