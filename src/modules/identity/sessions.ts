import type { Caller, OperationContext, Platform } from "../../platform/context.ts";
import { inTransaction, type Wall } from "../../platform/transaction.ts";
import { NotFound } from "../../shared/refusal.ts";
import { isSessionAlive, isTouchDue, mustSetPassword, sessionLimits } from "./rules.ts";
import {
  endOldestSessions,
  findGrant,
  findSession,
  insertSession,
  lockAccount,
  touchAccount,
  touchSession,
} from "./store.ts";

const systemWall: Wall = { reach: "/", residentId: null, practitionerId: null, accountId: null, role: "system" };
const anonymous: Caller = { kind: "anonymous" };

/** How long one process may believe what it read of a session: revoking works within this time everywhere (REL-22). */
const BELIEF_MS = 900;
const MAX_REMEMBERED = 5_000;

interface Remembered {
  caller: Caller;
  /** Monotonic milliseconds. */
  readAt: number;
  kind: "staff" | "resident";
  /** The app's clock. */
  seenAt: Date;
  expiresAt: Date;
}

const remembered = new WeakMap<Platform, Map<string, Remembered>>();
let generation = 0;
const generations = new WeakMap<Platform, number>();

/** Drops what this process remembers of sessions; for operations that end or change one. */
export function forgetCallers(): void {
  generation += 1;
}

/**
 * Who holds a session token: the resident or the staff member with the grant the session acts under; anonymous for
 * tokens that are unknown, ended, idle (SEC-02) or whose account or grant does not live any more (SEC-06, REL-22).
 * @param token the secret of the cookie or the Authorization header
 */
export async function resolveCaller(platform: Platform, token: string): Promise<Caller> {
  const hash = platform.vault.hashSecret(token);
  const cache = cacheOf(platform);
  const now = platform.clock();
  const known = cache.get(hash);
  const believed = known && performance.now() - known.readAt < BELIEF_MS && !isTouchDue(known, now);
  if (believed && isSessionAlive(known.kind, known, now)) return known.caller;
  cache.delete(hash);
  const read = generation;
  const found = await findSession({ db: platform.database }, hash);
  const times = found && { seenAt: new Date(found.seenAt), expiresAt: new Date(found.expiresAt) };
  const session = found && times && isSessionAlive(found.kind, times, now) ? { ...found, ...times } : undefined;
  if (found && session && isTouchDue(session, now)) {
    await inTransaction(platform.database, systemWall, (db) => touchSession({ db }, found, now));
    session.seenAt = now;
  }
  const caller = session && callerOf(session, now, platform.demo);
  if (!session || !caller) return anonymous;
  // A change that was made while we read must not be forgotten over what we read.
  if (read === generation) {
    if (cache.size >= MAX_REMEMBERED) cache.delete(cache.keys().next().value ?? "");
    cache.set(hash, {
      caller,
      readAt: performance.now(),
      kind: session.kind,
      seenAt: session.seenAt,
      expiresAt: session.expiresAt,
    });
  }
  return caller;
}

function cacheOf(platform: Platform): Map<string, Remembered> {
  const known = remembered.get(platform);
  if (known && generations.get(platform) === generation) return known;
  const fresh = new Map<string, Remembered>();
  remembered.set(platform, fresh);
  generations.set(platform, generation);
  return fresh;
}

type FoundSession = Omit<NonNullable<Awaited<ReturnType<typeof findSession>>>, "seenAt" | "expiresAt">;

function callerOf(session: FoundSession, now: Date, demo: boolean): Caller | undefined {
  if (session.kind === "resident")
    return session.residentId ? { kind: "resident", residentId: session.residentId, signInId: session.id } : undefined;
  const { accountId, grantId, role, unitPath, displayName } = session;
  if (!accountId || !grantId || !role || !unitPath || displayName === null) return undefined;
  return {
    kind: "staff",
    accountId,
    grantId,
    name: displayName,
    role,
    reach: unitPath,
    clinicId: session.clinicId,
    practitionerId: session.practitionerId,
    signInId: session.id,
    mustSetPassword: mustSetPassword(session.passwordSetAt ? new Date(session.passwordSetAt) : null, now, demo),
  };
}

/**
 * Starts a session and hands its token to the transport (cookie). Of a staff member's sessions the newest two live.
 * Runs under the system's wall: in `proof` endpoints, jobs and set-up.
 * @param who the resident, or the account and the grant it acts under
 * @returns the token, for callers that hand it on themselves
 * @throws NotFound when the account is disabled or the grant is not a live one of the account
 */
export async function startSession(
  ctx: OperationContext,
  who: { residentId: string } | { accountId: string; grantId: string },
  options: { lasting?: boolean } = {},
): Promise<string> {
  const kind = "residentId" in who ? "resident" : "staff";
  if ("accountId" in who) {
    const account = await lockAccount(ctx, { id: who.accountId });
    const grant = await findGrant(ctx, who.grantId);
    if (!account || account.disabledAt || grant?.accountId !== account.id) throw new NotFound();
    await endOldestSessions(ctx, account.id, sessionLimits.parallelStaff - 1);
    await touchAccount(ctx, account.id, ctx.now);
  }
  const token = ctx.newSecret();
  // A test's clock jumps; the people it signed in stay.
  const seenAt = options.lasting ? new Date(ctx.now.getTime() + 400 * 86_400_000) : ctx.now;
  await insertSession(ctx, {
    id: ctx.newId(),
    tokenHash: ctx.hashSecret(token),
    kind,
    accountId: "accountId" in who ? who.accountId : null,
    grantId: "accountId" in who ? who.grantId : null,
    residentId: "residentId" in who ? who.residentId : null,
    seenAt,
    expiresAt: new Date(seenAt.getTime() + sessionLimits[kind].absolute),
  });
  ctx.setSession(token);
  return token;
}
