import { CommitThenThrow, operation } from "../../../platform/operation.ts";
import { refusal } from "../../../shared/refusal.ts";
import { identityContract } from "../contract.ts";
import { takeToken } from "../limits.ts";
import { setPassword } from "../passwords.ts";
import { startingGrant } from "../rules.ts";
import { startSession } from "../sessions.ts";
import { endSessions, grantsOf, lastGrantOf, lockAccount, spendLink } from "../store.ts";
import { clearFailures } from "../store-limits.ts";

/**
 * Signs in by a one-time link and sets the password; a demo opens without one. Whatever is refused after the link was
 * recognised leaves it unused, so that a weak password does not cost the link.
 */
export const useLink = operation(identityContract.useLink, async (ctx, { token, password }) => {
  await takeToken(ctx, `link ${ctx.request.ip}`, { perMinute: 20, burst: 60 });
  const accountId = await spendLink(ctx, ctx.hashSecret(token));
  const account = accountId === undefined ? undefined : await lockAccount(ctx, { id: accountId });
  if (!account || account.disabledAt) throw new CommitThenThrow(refusal("LINK_INVALID"));
  ctx.about("identity", account.id);
  const grant = startingGrant(await grantsOf(ctx, [account.id]), await lastGrantOf(ctx, account.id));
  if (!grant) throw refusal("NO_GRANT");
  if (password !== undefined) {
    await setPassword(ctx, account, password);
    // Whoever was signed in with the password before is not any more.
    await endSessions(ctx, { accountId: account.id });
  } else if (!ctx.demo) throw refusal("PASSWORD_REQUIRED");
  await clearFailures(ctx, account.loginName);
  return { token: await startSession(ctx, { accountId: account.id, grantId: grant.id }), loginName: account.loginName };
});
