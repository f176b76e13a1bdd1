import { z } from "zod";
import { job, on } from "../../platform/module.ts";
import { isMobile } from "../../shared/phone.ts";
import { codeRequested, residentsByIds } from "../residents/index.ts";
import { afterTry, isStale } from "./rules.ts";
import { sendSms } from "./sms.ts";
import { lockQueued, settle } from "./store.ts";

/** Sends what waits for one resident. What was not taken is tried again later, with growing pauses. */
export const deliver = job("notifications.deliver", z.object({ residentId: z.uuid() }), async (ctx, { residentId }) => {
  const waiting = await lockQueued(ctx, residentId);
  if (waiting.length === 0) return;
  const phone = (await residentsByIds(ctx, [residentId], { full: true })).get(residentId)?.phone;
  let wait: number | undefined;
  for (const { id, template, text, attempts, createdAt } of waiting) {
    if (!phone || !isMobile(phone) || isStale(new Date(createdAt), ctx.now)) {
      await settle(ctx, id, "expired", attempts);
      continue;
    }
    const after = afterTry(await tried(sendSms({ phone, text, template }, ctx.log), ctx.log), attempts + 1);
    await settle(ctx, id, after.state, attempts + 1);
    if (after.state === "queued") wait = Math.min(wait ?? after.waitMs, after.waitMs);
  }
  if (wait !== undefined)
    await ctx.send("notifications.deliver", { residentId }, { startAfter: new Date(ctx.now.getTime() + wait) });
});

/** Sends a login code; too late it is not worth sending. Both values come sealed. */
export const sendCode = job(
  "notifications.sendCode",
  z.object({ phoneSealed: z.string(), codeSealed: z.string(), expiresAt: z.iso.datetime({ offset: true }) }),
  async (ctx, { phoneSealed, codeSealed, expiresAt }) => {
    if (ctx.now >= new Date(expiresAt)) return;
    const text = `【法律门诊】验证码 ${ctx.open(codeSealed)}，10 分钟内有效。谁要都别给。`;
    await sendSms({ phone: ctx.open(phoneSealed), text, template: "loginCode" }, ctx.log);
  },
);

export const onCodeRequested = on(codeRequested, async (ctx, data) => await ctx.send("notifications.sendCode", data));

async function tried(sending: Promise<void>, log: { warn(data: object, text: string): void }): Promise<boolean> {
  try {
    await sending;
    return true;
  } catch (error) {
    log.warn({ reason: error instanceof Error ? error.name : "unknown" }, "an SMS was not taken");
    return false;
  }
}
