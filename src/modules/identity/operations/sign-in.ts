import { CommitThenThrow, operation } from "../../../platform/operation.ts";
import { refusal } from "../../../shared/refusal.ts";
import { identityContract } from "../contract.ts";
import { takeToken } from "../limits.ts";
import { checkPassword } from "../passwords.ts";
import { afterFailure, isLocked, mustSetPassword, startingGrant } from "../rules.ts";
import { startSession } from "../sessions.ts";
import { grantsOf, lastGrantOf, lockAccount } from "../store.ts";
import { clearFailures, lockFailures, saveFailures } from "../store-limits.ts";

/** An office of thirty people behind one address starts its day at once. */
const PER_ADDRESS = { perMinute: 20, burst: 60 };

/**
 * Signs a staff member in. A name that nobody has, a disabled account and a wrong password answer alike, take the same
 * time and are counted alike (SEC-02).
 */
export const signIn = operation(identityContract.signIn, async (ctx, { loginName, password }) => {
  const name = loginName.toLowerCase();
  await takeToken(ctx, `sign-in ${ctx.request.ip}`, PER_ADDRESS);
  const failures = await lockFailures(ctx, name);
  if (isLocked(failures, ctx.now))
    throw new CommitThenThrow(refusal("ACCOUNT_LOCKED", { lockedUntil: failures.lockedUntil?.toISOString() }));
  const account = await lockAccount(ctx, { loginName: name });
  const usable = account && !account.disabledAt ? account : undefined;
  if (!(await checkPassword(password, usable?.passwordHash ?? null)) || !usable) {
    const after = afterFailure(failures, ctx.now);
    await saveFailures(ctx, name, after);
    const locked = after.lockedUntil && { lockedUntil: after.lockedUntil.toISOString() };
    throw new CommitThenThrow(locked ? refusal("ACCOUNT_LOCKED", locked) : refusal("SIGN_IN_FAILED"));
  }
  ctx.about("identity", usable.id);
  await clearFailures(ctx, name);
  const grant = startingGrant(await grantsOf(ctx, [usable.id]), await lastGrantOf(ctx, usable.id));
  if (!grant) throw new CommitThenThrow(refusal("NO_GRANT"));
  const token = await startSession(ctx, { accountId: usable.id, grantId: grant.id });
  const setAt = usable.passwordSetAt ? new Date(usable.passwordSetAt) : null;
  return { token, mustSetPassword: mustSetPassword(setAt, ctx.now, ctx.demo) };
});
