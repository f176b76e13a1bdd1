import { CommitThenThrow, operation } from "../../../platform/operation.ts";
import { isMobile, normalisePhone } from "../../../shared/phone.ts";
import { refusal } from "../../../shared/refusal.ts";
import { startSession, takeToken } from "../../identity/index.ts";
import { residentsContract } from "../contract.ts";
import { codeLimits, codeRefusal } from "../rules.ts";
import { countAttempt, lockCode, useCode, verifiedResident } from "../store.ts";

/** Signs in whoever can read the code that was sent to the phone; the first time the resident's row is made. */
export const login = operation(residentsContract.login, async (ctx, input) => {
  const phone = normalisePhone(input.phone);
  if (phone === undefined || !isMobile(phone)) throw refusal("PHONE_INVALID");
  const phoneLookup = ctx.lookup("phone", phone);
  if (!ctx.demo) await takeToken(ctx, `login.guess:${phoneLookup}`, codeLimits.guesses);
  const row = await lockCode(ctx, phoneLookup);
  const refused = codeRefusal(
    row && {
      expiresAt: new Date(row.expiresAt),
      usedAt: row.usedAt === null ? null : new Date(row.usedAt),
      attempts: row.attempts,
    },
    ctx.now,
  );
  // Guesses are counted although the answer is a refusal, else five would be endless.
  if (!row || refused) throw new CommitThenThrow(refusal("CODE_EXPIRED"));
  if (row.codeHash !== ctx.hashSecret(`${row.id}:${input.code.normalize("NFKC").replace(/\s/g, "")}`)) {
    await countAttempt(ctx, row.id);
    throw new CommitThenThrow(refusal("CODE_WRONG"));
  }
  if (!(await useCode(ctx, row.id))) throw refusal("CODE_EXPIRED");
  const city = ctx.pack.area(ctx.pack.defaultArea).path;
  const residentId = await verifiedResident(ctx, phone, city);
  ctx.about("residents", residentId);
  const token = await startSession(ctx, { residentId });
  return { token, residentId };
});
