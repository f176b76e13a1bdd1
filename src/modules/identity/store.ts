import type { OperationContext } from "../../platform/context.ts";
import { type Database, sql, type Timestamp, tables } from "../../platform/database.ts";
import { NotFound } from "../../shared/refusal.ts";
import type { StaffRole } from "./rules.ts";

export interface IdentityTables {
  accounts: {
    id: string;
    loginName: string;
    displayName: string;
    passwordHash: string | null;
    passwordSetAt: Timestamp | null;
    disabledAt: Timestamp | null;
    lastSeenAt: Timestamp | null;
    createdAt: Timestamp;
  };
  accountPasswords: { id: string; accountId: string; passwordHash: string; setAt: Timestamp };
  signInFailures: {
    nameLookup: string;
    failures: number;
    lastFailedAt: Timestamp | null;
    lockedUntil: Timestamp | null;
  };
  roleGrants: {
    id: string;
    accountId: string;
    role: StaffRole;
    unitPath: string;
    unitName: string;
    clinicId: string | null;
    practitionerId: string | null;
    givenBy: string | null;
    givenAt: Timestamp;
    revokedAt: Timestamp | null;
    suspendedAt: Timestamp | null;
  };
  loginLinks: {
    tokenHash: string;
    accountId: string;
    createdAt: Timestamp;
    expiresAt: Timestamp;
    usedAt: Timestamp | null;
  };
  signIns: {
    id: string;
    tokenHash: string;
    kind: "staff" | "resident";
    accountId: string | null;
    grantId: string | null;
    residentId: string | null;
    createdAt: Timestamp;
    seenAt: Timestamp;
    expiresAt: Timestamp;
    endedAt: Timestamp | null;
    ip: string;
    userAgent: string;
  };
  rateLimits: { key: string; tokens: number; updatedAt: Timestamp };
}

export const q = (holder: { db: Database }) => tables<IdentityTables>(holder);

export type AccountRow = { [K in keyof IdentityTables["accounts"]]: string | null } & {
  id: string;
  loginName: string;
  displayName: string;
};

/** A live grant as rows give it. */
export interface GrantRow {
  id: string;
  accountId: string;
  role: StaffRole;
  unitPath: string;
  unitName: string;
  clinicId: string | null;
  practitionerId: string | null;
}

const grantColumns = ["id", "accountId", "role", "unitPath", "unitName", "clinicId", "practitionerId"] as const;

/** The account, or 404. Visible to the administrators, the system and its owner. */
export async function getAccount(ctx: OperationContext, id: string): Promise<AccountRow> {
  const row = await q(ctx).selectFrom("accounts").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

/** The account, locked until the transaction ends: sessions and passwords of one account change one after the other. */
export async function lockAccount(
  ctx: OperationContext,
  by: { id: string } | { loginName: string },
): Promise<AccountRow | undefined> {
  const query = q(ctx).selectFrom("accounts").selectAll().forUpdate();
  return await ("id" in by
    ? query.where("id", "=", by.id)
    : query.where("loginName", "=", by.loginName)
  ).executeTakeFirst();
}

export async function insertAccount(
  ctx: OperationContext,
  account: { loginName: string; displayName: string },
): Promise<string> {
  const id = ctx.newId();
  await q(ctx)
    .insertInto("accounts")
    .values({
      id,
      ...account,
      passwordHash: null,
      passwordSetAt: null,
      disabledAt: null,
      lastSeenAt: null,
      createdAt: ctx.now,
    })
    .execute();
  return id;
}

/** One page of accounts by login name, with how many there are. `search` is a part of login or display name. */
export async function listAccounts(ctx: OperationContext, page: { search?: string; page: number; size: number }) {
  let query = q(ctx).selectFrom("accounts");
  if (page.search) {
    const pattern = `%${page.search.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
    query = query.where((e) => e.or([e("loginName", "like", pattern), e(sql`lower(display_name)`, "like", pattern)]));
  }
  const { total } = await query.select((e) => e.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  const items = await query
    .selectAll()
    .orderBy("loginName")
    .limit(page.size)
    .offset((page.page - 1) * page.size)
    .execute();
  return { items, total };
}

/** Disables (`at`) or enables (null) an account; 404 when it is not there. */
export async function setDisabled(ctx: OperationContext, id: string, at: Date | null): Promise<void> {
  const { numUpdatedRows } = await q(ctx)
    .updateTable("accounts")
    // Enabling counts as being seen: otherwise the next night would disable the account again (SEC-06).
    .set(at ? { disabledAt: at } : { disabledAt: null, lastSeenAt: ctx.now })
    .where("id", "=", id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new NotFound();
}

/** Disables accounts that nobody used since `before` and ends their sessions; returns how many. */
export async function disableIdle(ctx: OperationContext, before: Date): Promise<number> {
  const rows = await q(ctx)
    .updateTable("accounts")
    .set({ disabledAt: ctx.now })
    .where("disabledAt", "is", null)
    .where(sql<boolean>`coalesce(last_seen_at, created_at) < ${before}`)
    .returning("id")
    .execute();
  for (const { id } of rows) await endSessions(ctx, { accountId: id });
  return rows.length;
}

/** Live grants of accounts, oldest first. */
export async function grantsOf(ctx: OperationContext, accountIds: string[]): Promise<GrantRow[]> {
  if (accountIds.length === 0) return [];
  return await q(ctx)
    .selectFrom("roleGrants")
    .select(grantColumns)
    .where("accountId", "in", accountIds)
    .where("revokedAt", "is", null)
    .where("suspendedAt", "is", null)
    .orderBy("givenAt")
    .orderBy("id")
    .execute();
}

/** A live grant, or undefined; a suspended one only on request. */
export async function findGrant(
  ctx: OperationContext,
  id: string,
  options: { suspended?: boolean } = {},
): Promise<GrantRow | undefined> {
  let query = q(ctx).selectFrom("roleGrants").select(grantColumns).where("id", "=", id).where("revokedAt", "is", null);
  if (!options.suspended) query = query.where("suspendedAt", "is", null);
  return await query.executeTakeFirst();
}

/** Errors: unique violations of `role_grants_once` and `role_grants_one_admin`, which callers map to refusals. */
export async function insertGrant(ctx: OperationContext, grant: Omit<GrantRow, "id">): Promise<GrantRow> {
  const row = { id: ctx.newId(), ...grant };
  const givenBy = ctx.caller.kind === "staff" ? ctx.caller.accountId : null;
  await q(ctx)
    .insertInto("roleGrants")
    .values({ ...row, givenBy, givenAt: ctx.now, revokedAt: null, suspendedAt: null })
    .execute();
  return row;
}

/** Takes a grant back and ends the sessions under it; false when it was not live. */
export async function revokeGrantRow(ctx: OperationContext, id: string): Promise<boolean> {
  const { numUpdatedRows } = await q(ctx)
    .updateTable("roleGrants")
    .set({ revokedAt: ctx.now })
    .where("id", "=", id)
    .where("revokedAt", "is", null)
    .executeTakeFirst();
  await endSessions(ctx, { grantId: id });
  return numUpdatedRows === 1n;
}

/** Stops (or opens again) every grant of a practitioner whom the caller manages (REL-22). */
export async function setGrantsSuspended(
  ctx: OperationContext,
  practitionerId: string,
  at: Date | null,
): Promise<void> {
  await q(ctx)
    .updateTable("roleGrants")
    .set({ suspendedAt: at })
    .where("practitionerId", "=", practitionerId)
    .where("revokedAt", "is", null)
    .execute();
}

export async function insertSession(ctx: OperationContext, row: IdentitySession): Promise<void> {
  await q(ctx)
    .insertInto("signIns")
    .values({
      ...row,
      createdAt: ctx.now,
      endedAt: null,
      ip: ctx.request.ip.slice(0, 60),
      userAgent: ctx.request.userAgent.slice(0, 200),
    })
    .execute();
}

interface IdentitySession {
  id: string;
  tokenHash: string;
  kind: "staff" | "resident";
  accountId: string | null;
  grantId: string | null;
  residentId: string | null;
  seenAt: Date;
  expiresAt: Date;
}

/** Ends sessions at once; `except` stays. */
export async function endSessions(
  ctx: OperationContext,
  of: { id?: string; accountId?: string; grantId?: string; except?: string },
): Promise<void> {
  let query = q(ctx).updateTable("signIns").set({ endedAt: ctx.now }).where("endedAt", "is", null);
  if (of.id) query = query.where("id", "=", of.id);
  if (of.accountId) query = query.where("accountId", "=", of.accountId);
  if (of.grantId) query = query.where("grantId", "=", of.grantId);
  if (of.except) query = query.where("id", "<>", of.except);
  await query.execute();
}

/** Ends all but the newest `keep` living sessions of an account, whose row the caller has locked. */
export async function endOldestSessions(ctx: OperationContext, accountId: string, keep: number): Promise<void> {
  await q(ctx)
    .updateTable("signIns")
    .set({ endedAt: ctx.now })
    .where("accountId", "=", accountId)
    .where("endedAt", "is", null)
    .where("id", "not in", (e) =>
      e
        .selectFrom("signIns")
        .select("id")
        .where("accountId", "=", accountId)
        .where("endedAt", "is", null)
        .where(sql<boolean>`expires_at > ${ctx.now}`)
        .orderBy("createdAt", "desc")
        .orderBy("id", "desc")
        .limit(keep),
    )
    .execute();
}

/** The caller's session goes on under another grant of the same account. */
export async function changeSessionGrant(ctx: OperationContext, signInId: string, grantId: string): Promise<void> {
  await q(ctx).updateTable("signIns").set({ grantId }).where("id", "=", signInId).execute();
}

/** What a session token stands for: one row of session, account and grant. */
export interface SessionRow {
  id: string;
  kind: "staff" | "resident";
  residentId: string | null;
  accountId: string | null;
  seenAt: string;
  expiresAt: string;
  displayName: string | null;
  passwordSetAt: string | null;
  grantId: string | null;
  role: StaffRole | null;
  unitPath: string | null;
  clinicId: string | null;
  practitionerId: string | null;
}

/** The living session of a token hash; disabled accounts and grants that do not live have none. */
export async function findSession(holder: { db: Database }, tokenHash: string): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`select * from session_by_token(${tokenHash})`.execute(holder.db);
  return rows[0];
}

/** Notes that a session, and the account behind it, was used. */
export async function touchSession(holder: { db: Database }, session: SessionRow, now: Date): Promise<void> {
  await q(holder).updateTable("signIns").set({ seenAt: now }).where("id", "=", session.id).execute();
  if (session.accountId) await touchAccount(holder, session.accountId, now);
}

/** Notes that an account was used: it stays open for another 60 days (SEC-06). */
export async function touchAccount(holder: { db: Database }, id: string, now: Date): Promise<void> {
  await q(holder).updateTable("accounts").set({ lastSeenAt: now }).where("id", "=", id).execute();
}

/** Keeps a new link and ends the account's earlier ones. */
export async function insertLink(
  ctx: OperationContext,
  link: { tokenHash: string; accountId: string; expiresAt: Date },
): Promise<void> {
  await q(ctx)
    .updateTable("loginLinks")
    .set({ usedAt: ctx.now })
    .where("accountId", "=", link.accountId)
    .where("usedAt", "is", null)
    .execute();
  await q(ctx)
    .insertInto("loginLinks")
    .values({ ...link, createdAt: ctx.now, usedAt: null })
    .execute();
}

/** Uses a link up: its account the first time within its hours, else undefined. Compare-and-set: two clicks, one wins. */
export async function spendLink(ctx: OperationContext, tokenHash: string): Promise<string | undefined> {
  const row = await q(ctx)
    .updateTable("loginLinks")
    .set({ usedAt: ctx.now })
    .where("tokenHash", "=", tokenHash)
    .where("usedAt", "is", null)
    .where(sql<boolean>`expires_at > ${ctx.now}`)
    .returning("accountId")
    .executeTakeFirst();
  return row?.accountId;
}

/** The last `count` password hashes, newest first. */
export async function passwordHashes(ctx: OperationContext, accountId: string, count: number): Promise<string[]> {
  const rows = await q(ctx)
    .selectFrom("accountPasswords")
    .select("passwordHash")
    .where("accountId", "=", accountId)
    .orderBy("setAt", "desc")
    .orderBy("id", "desc")
    .limit(count)
    .execute();
  return rows.map((row) => row.passwordHash);
}

export async function savePassword(ctx: OperationContext, accountId: string, passwordHash: string): Promise<void> {
  await q(ctx)
    .updateTable("accounts")
    .set({ passwordHash, passwordSetAt: ctx.now })
    .where("id", "=", accountId)
    .execute();
  await q(ctx)
    .insertInto("accountPasswords")
    .values({ id: ctx.newId(), accountId, passwordHash, setAt: ctx.now })
    .execute();
}

/** The grant under which an account acted last, or undefined. */
export async function lastGrantOf(ctx: OperationContext, accountId: string): Promise<string | undefined> {
  const row = await q(ctx)
    .selectFrom("signIns")
    .select("grantId")
    .where("accountId", "=", accountId)
    .orderBy("createdAt", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.grantId ?? undefined;
}
