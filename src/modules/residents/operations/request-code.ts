import { randomInt } from "node:crypto";
import { operation } from "../../../platform/operation.ts";
import { isMobile, normalisePhone } from "../../../shared/phone.ts";
import { refusal } from "../../../shared/refusal.ts";
import { takeToken } from "../../identity/index.ts";
import { residentsContract } from "../contract.ts";
import { codeRequested } from "../facts.ts";
import { CODE_MINUTES, codeLimits } from "../rules.ts";
import { insertCode } from "../store.ts";

/** Sends a login code. The answer is the same whether the phone is known or not. In demo mode it carries the code. */
export const requestCode = operation(residentsContract.requestCode, async (ctx, input) => {
  const phone = normalisePhone(input.phone);
  if (phone === undefined || !isMobile(phone)) throw refusal("PHONE_INVALID");
  const phoneLookup = ctx.lookup("phone", phone);
  // A demo city is tried by many from one address, and sends nothing that costs money.
  if (!ctx.demo) {
    await takeToken(ctx, `login.code.ip:${ctx.request.ip}`, codeLimits.ip);
    for (const { per, ...limit } of codeLimits.number) await takeToken(ctx, `login.code.${per}:${phoneLookup}`, limit);
  }
  const id = ctx.newId();
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const expiresAt = new Date(ctx.now.getTime() + CODE_MINUTES * 60_000);
  await insertCode(ctx, { id, phoneLookup, codeHash: ctx.hashSecret(`${id}:${code}`), expiresAt });
  const answer = { sent: true as const, expiresAt: expiresAt.toISOString() };
  if (ctx.demo) return { ...answer, demoCode: code };
  await ctx.announce(codeRequested, {
    phoneSealed: ctx.seal(phone),
    codeSealed: ctx.seal(code),
    expiresAt: answer.expiresAt,
  });
  return answer;
});
