import { CommitThenThrow, operation } from "../../../platform/operation.ts";
import { done } from "../../../shared/contract.ts";
import { notFound, refusal } from "../../../shared/refusal.ts";
import { identityContract } from "../contract.ts";
import { takeToken } from "../limits.ts";
import { checkPassword, setPassword } from "../passwords.ts";
import { forgetCallers } from "../sessions.ts";
import { changeSessionGrant, endSessions, findGrant, getAccount } from "../store.ts";
import { meView } from "../views.ts";

export const me = operation(identityContract.me, (ctx) => meView(ctx));

/** Ends the session on the server; the cookie goes too (SEC-17). */
export const signOut = operation(identityContract.signOut, async (ctx) => {
  if (ctx.caller.kind === "staff" || ctx.caller.kind === "resident") {
    ctx.about("identity", ctx.caller.signInId);
    await endSessions(ctx, { id: ctx.caller.signInId });
  }
  ctx.setSession(null);
  forgetCallers();
  return done;
});

/** Changes one's own password; other sessions of the account end. An account without one sets its first. */
export const changePassword = operation(identityContract.changePassword, async (ctx, { current, next }) => {
  if (ctx.caller.kind !== "staff") throw notFound();
  const { accountId, signInId } = ctx.caller;
  ctx.about("identity", accountId);
  await takeToken(ctx, `password ${accountId}`, { perMinute: 1, burst: 5 });
  const account = await getAccount(ctx, accountId);
  if (account.passwordHash !== null && !(await checkPassword(current, account.passwordHash)))
    throw new CommitThenThrow(refusal("SIGN_IN_FAILED"));
  await setPassword(ctx, account, next);
  await endSessions(ctx, { accountId, except: signInId });
  forgetCallers();
  return done;
});

/** The session goes on under another of one's own grants. */
export const useGrant = operation(identityContract.useGrant, async (ctx, { id }) => {
  if (ctx.caller.kind !== "staff") throw notFound();
  const grant = await findGrant(ctx, id);
  if (grant?.accountId !== ctx.caller.accountId) throw notFound();
  await changeSessionGrant(ctx, ctx.caller.signInId, id);
  forgetCallers();
  return await meView(ctx, id);
});
