import type { OperationContext } from "../../platform/context.ts";
import { violates } from "../../platform/database.ts";
import { notFound } from "../../shared/refusal.ts";
import { MAX_LINK_HOURS, type StaffRole } from "./rules.ts";
import { startSession } from "./sessions.ts";
import { grantsOf, insertAccount, insertGrant, insertLink, lockAccount, setDisabled } from "./store.ts";

/**
 * The account of a login name; made without password where there is none (SEC-05: it opens by a one-time link only).
 * For set-up, demo and the command line.
 * @param options.mustExist makes no account; a disabled one is opened again, which only the server's operator may do so
 * @returns the account's id
 * @throws NotFound with `mustExist` where nobody has the name
 */
export async function ensureAccount(
  ctx: OperationContext,
  account: { loginName: string; displayName: string },
  options: { mustExist?: boolean } = {},
): Promise<string> {
  const found = await lockAccount(ctx, { loginName: account.loginName });
  if (!found && options.mustExist) throw notFound();
  if (!found) return await insertAccount(ctx, account);
  if (options.mustExist && found.disabledAt) await setDisabled(ctx, found.id, null);
  return found.id;
}

/**
 * A one-time link that signs an account in and sets its password: single use, at most 24 hours (SEC-05). Earlier links
 * of the account stop working. The secret stands behind `#`, where no server and no proxy writes it down.
 * @param hours how long it works
 * @returns path of the link on this site
 */
export async function mintLink(ctx: OperationContext, accountId: string, hours: number): Promise<string> {
  return (await makeLink(ctx, accountId, hours)).path;
}

/** As {@link mintLink}, with the instant at which the link ends. */
export async function makeLink(
  ctx: OperationContext,
  accountId: string,
  hours: number,
): Promise<{ path: string; expiresAt: Date }> {
  const token = ctx.newSecret();
  const expiresAt = new Date(ctx.now.getTime() + Math.min(hours, MAX_LINK_HOURS) * 3_600_000);
  await insertLink(ctx, { tokenHash: ctx.hashSecret(token), accountId, expiresAt });
  return { path: `/console/sign-in#link=${token}`, expiresAt };
}

/**
 * Gives an account a role at a unit, once: a live grant of the same role at the same unit is kept.
 * For set-up, demo and the command line; people use `giveGrant`.
 * @returns the grant's id
 * @throws Error where the account would hold two administrator roles (SEC-07)
 */
export async function grantTo(
  ctx: OperationContext,
  accountId: string,
  grant: {
    role: StaffRole;
    unitPath: string;
    unitName: string;
    clinicId?: string | null;
    practitionerId?: string | null;
  },
): Promise<string> {
  await lockAccount(ctx, { id: accountId });
  const same = (await grantsOf(ctx, [accountId])).find(
    (one) => one.role === grant.role && one.unitPath === grant.unitPath,
  );
  if (same) return same.id;
  try {
    const row = await insertGrant(ctx, {
      accountId,
      role: grant.role,
      unitPath: grant.unitPath,
      unitName: grant.unitName,
      clinicId: grant.clinicId ?? null,
      practitionerId: grant.practitionerId ?? null,
    });
    return row.id;
  } catch (error) {
    if (violates(error, "role_grants_one_admin"))
      throw new Error("An account holds one administrator role at most (SEC-07).");
    throw error;
  }
}

let testAccounts = 0;

/** For tests: a fresh account with one grant, signed in; returns its token, which no jump of the test's clock ends. */
export async function signInForTest(
  ctx: OperationContext,
  grant: { role: StaffRole; unitPath: string; clinicId?: string; practitionerId?: string; name?: string },
): Promise<string> {
  testAccounts += 1;
  const loginName = `test.${grant.role.toLowerCase()}.${testAccounts}.${ctx.newId().slice(-6)}`;
  const accountId = await ensureAccount(ctx, { loginName, displayName: grant.name ?? `测试${testAccounts}` });
  const grantId = await grantTo(ctx, accountId, { ...grant, unitName: "测试单位" });
  return await startSession(ctx, { accountId, grantId }, { lasting: true });
}
