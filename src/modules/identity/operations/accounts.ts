import type { OperationContext } from "../../../platform/context.ts";
import { violates } from "../../../platform/database.ts";
import { operation } from "../../../platform/operation.ts";
import { done } from "../../../shared/contract.ts";
import { refusal } from "../../../shared/refusal.ts";
import { makeLink } from "../accounts.ts";
import { identityContract } from "../contract.ts";
import { linkRefusal, MAX_LINK_HOURS } from "../rules.ts";
import { forgetCallers } from "../sessions.ts";
import { endSessions, getAccount, grantsOf, insertAccount, listAccounts as listRows, setDisabled } from "../store.ts";
import { clearFailures } from "../store-limits.ts";
import { accountViews } from "../views.ts";

export const listAccounts = operation(identityContract.listAccounts, async (ctx, { q, page, size }) => {
  const { items, total } = await listRows(ctx, { search: q, page, size });
  return { items: await accountViews(ctx, items), total };
});

async function linkFor(ctx: OperationContext, accountId: string) {
  const { path, expiresAt } = await makeLink(ctx, accountId, MAX_LINK_HOURS);
  return { url: `${ctx.publicUrl}${path}`, expiresAt: expiresAt.toISOString() };
}

/** A new account has no password and no role: it opens by the link, once the security administrator gave it a role. */
export const createAccount = operation(identityContract.createAccount, async (ctx, account) => {
  try {
    const id = await insertAccount(ctx, account);
    return { id, link: await linkFor(ctx, id) };
  } catch (error) {
    if (violates(error, "accounts_login_name_key")) throw refusal("LOGIN_NAME_TAKEN");
    throw error;
  }
});

export const newLink = operation(identityContract.newLink, async (ctx, { id }) => {
  const account = await getAccount(ctx, id);
  const roles = (await grantsOf(ctx, [id])).map((grant) => grant.role);
  const refused = linkRefusal({ own: isOwn(ctx, id), roles, hasPassword: account.passwordHash !== null });
  if (refused) throw refusal(refused);
  return await linkFor(ctx, id);
});

/** Disables an account: its sessions end at once (SEC-06, REL-22). */
export const disableAccount = operation(identityContract.disableAccount, async (ctx, { id }) => {
  if (isOwn(ctx, id)) throw refusal("OWN_ACCOUNT");
  await setDisabled(ctx, id, ctx.now);
  await endSessions(ctx, { accountId: id });
  forgetCallers();
  return done;
});

export const enableAccount = operation(identityContract.enableAccount, async (ctx, { id }) => {
  await setDisabled(ctx, id, null);
  return done;
});

export const unlockAccount = operation(identityContract.unlockAccount, async (ctx, { id }) => {
  await clearFailures(ctx, (await getAccount(ctx, id)).loginName);
  return done;
});

/** True when the caller is the account. */
export function isOwn(ctx: OperationContext, accountId: string): boolean {
  return ctx.caller.kind === "staff" && ctx.caller.accountId === accountId;
}
