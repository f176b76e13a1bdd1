import type { OperationContext } from "../../platform/context.ts";
import { sql } from "../../platform/database.ts";
import type { Failures } from "./rules.ts";
import { q } from "./store.ts";

/** Takes a token: 0 when there was one, else the seconds until there is one. One statement, so that parallel callers queue. */
export async function drawToken(
  ctx: OperationContext,
  key: string,
  { perMinute, burst }: { perMinute: number; burst: number },
): Promise<number> {
  const filled = sql`least(${burst}::float8, b.tokens + greatest(0, extract(epoch from ${ctx.now}::timestamptz - b.updated_at)) / 60 * ${perMinute}::float8)`;
  const taken = await sql<{ tokens: number }>`
    insert into rate_limits as b (key, tokens, updated_at) values (${key}, ${burst}::float8 - 1, ${ctx.now})
    on conflict (key) do update set tokens = ${filled} - 1, updated_at = excluded.updated_at
      where ${filled} >= 1
    returning tokens`.execute(q(ctx));
  if (taken.rows.length > 0) return 0;
  const left = await sql<{ tokens: number }>`select ${filled} as tokens from rate_limits b where key = ${key}`.execute(
    q(ctx),
  );
  return Math.max(1, Math.ceil(((1 - (left.rows[0]?.tokens ?? 0)) / perMinute) * 60));
}

const nameKey = (ctx: OperationContext, loginName: string) => ctx.lookup("login", loginName.toLowerCase());

/** The failures under a login name, locked until the transaction ends: attempts at one name come one after the other. */
export async function lockFailures(ctx: OperationContext, loginName: string): Promise<Failures> {
  const nameLookup = nameKey(ctx, loginName);
  await q(ctx)
    .insertInto("signInFailures")
    .values({ nameLookup, failures: 0, lastFailedAt: null, lockedUntil: null })
    .onConflict((on) => on.column("nameLookup").doNothing())
    .execute();
  const row = await q(ctx)
    .selectFrom("signInFailures")
    .selectAll()
    .where("nameLookup", "=", nameLookup)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return {
    failures: row.failures,
    lastFailedAt: row.lastFailedAt ? new Date(row.lastFailedAt) : null,
    lockedUntil: row.lockedUntil ? new Date(row.lockedUntil) : null,
  };
}

export async function saveFailures(ctx: OperationContext, loginName: string, failures: Failures): Promise<void> {
  await q(ctx).updateTable("signInFailures").set(failures).where("nameLookup", "=", nameKey(ctx, loginName)).execute();
}

/** Forgets the failures under a login name: after a success, and when the security administrator unlocks. */
export async function clearFailures(ctx: OperationContext, loginName: string): Promise<void> {
  await saveFailures(ctx, loginName, { failures: 0, lastFailedAt: null, lockedUntil: null });
}

/** Until when these login names are locked; names that are not are left out. */
export async function locksOf(ctx: OperationContext, loginNames: readonly string[]): Promise<Map<string, string>> {
  if (loginNames.length === 0) return new Map();
  const names = new Map(loginNames.map((name) => [nameKey(ctx, name), name]));
  const rows = await q(ctx)
    .selectFrom("signInFailures")
    .select(["nameLookup", "lockedUntil"])
    .where("nameLookup", "in", [...names.keys()])
    .where(sql<boolean>`locked_until > ${ctx.now}`)
    .execute();
  return new Map(rows.map((row) => [names.get(row.nameLookup) ?? "", row.lockedUntil ?? ""]));
}

/** Buckets that are full again, and failures that are forgotten anyway. */
export async function sweepCounters(ctx: OperationContext): Promise<void> {
  const old = new Date(ctx.now.getTime() - 48 * 3_600_000);
  await q(ctx).deleteFrom("rateLimits").where("updatedAt", "<", sql<string>`${old}`).execute();
  await sql`delete from sign_in_failures where coalesce(last_failed_at, ${old}) <= ${old} and coalesce(locked_until, ${old}) <= ${old}`.execute(
    q(ctx),
  );
}
