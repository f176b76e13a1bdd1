import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { CompiledQuery } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestApp, type TestApp, type TestGrant } from "../../../test/harness/app.ts";
import { indexOperations } from "../../platform/api.ts";
import { invoke } from "../../platform/operation.ts";
import { identityContract, type Me } from "./contract.ts";
import { ensureAccount, grantTo, identity, mintLink, resolveCaller, startSession, takeToken } from "./index.ts";

let app: TestApp;
let city: string;
let town: string;
const start = "2026-11-23T10:00:00+08:00";
const later = (minutes: number) => new Date(Date.parse(start) + minutes * 60_000);
const strong = "9fV!x2Lq#zR8";
const other = "hT4-kWm9%pYd";
beforeAll(async () => {
  app = await startTestApp();
  city = app.platform.pack.areas.find((area) => area.tier === "city")!.path;
  town = app.platform.pack.areas.find((area) => area.tier === "town")!.path;
}, 120_000);
beforeEach(() => app.setNow(start));
afterAll(async () => await app?.close());

const api = (token?: string) => app.as(identityContract, token);
const admin = async (role: TestGrant["role"]) => api(await app.staff({ role, unitPath: city }));
const unauthenticated = { status: 401 };
let names = 0;

/** An account with a grant and, through its link, a password. */
async function person(options: { password?: string; role?: "town" | "auditAdmin" } = {}) {
  names += 1;
  const loginName = `p${names}.${randomBytes(3).toString("hex")}`;
  const made = await app.system(async (ctx) => {
    const id = await ensureAccount(ctx, { loginName, displayName: "测试" });
    const role = options.role ?? "town";
    await grantTo(ctx, id, { role, unitPath: role === "town" ? town : city, unitName: "测试单位" });
    return { id, link: tokenOf(await mintLink(ctx, id, 24)) };
  });
  if (options.password) {
    const { token } = await api().useLink({ token: made.link, password: options.password });
    await api(token).signOut({});
  }
  return { ...made, loginName };
}
const tokenOf = (link: string) => link.split("#link=")[1]!;
const signIn = async (loginName: string, password: string) => (await api().signIn({ loginName, password })).token;

describe("one-time links (SEC-05)", () => {
  test("work once, of two clicks one wins, and set the password", async () => {
    const { link, loginName } = await person();
    const clicks = await Promise.allSettled([1, 2, 3].map(() => api().useLink({ token: link, password: strong })));
    expect(clicks.filter((one) => one.status === "fulfilled").length).toBe(1);
    for (const one of clicks)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "LINK_INVALID", status: 409 });
    expect(await api(await signIn(loginName, strong)).me({})).toMatchObject({ role: "town", kind: "staff" });
  });

  test("end after 24 hours, and when a newer one is made", async () => {
    const { link, id } = await person();
    const newer = await app.system(async (ctx) => tokenOf(await mintLink(ctx, id, 999)));
    await expect(api().useLink({ token: link })).rejects.toMatchObject({ code: "LINK_INVALID" });
    app.setNow(later(24 * 60));
    await expect(api().useLink({ token: newer })).rejects.toMatchObject({ code: "LINK_INVALID" });
    app.setNow(later(24 * 60 - 1));
    expect((await api().useLink({ token: newer })).token).toBeTruthy();
  });

  test("are not spent on a password that is refused", async () => {
    const { link } = await person();
    await expect(api().useLink({ token: link, password: "Password2026!" })).rejects.toMatchObject({
      code: "PASSWORD_WEAK",
      data: { reason: "common" },
    });
    expect((await api().useLink({ token: link, password: strong })).token).toBeTruthy();
  });

  test("ask for a password in production", async () => {
    const { link } = await person();
    const production = { ...app.platform, demo: false };
    const index = indexOperations([identity]);
    const use = (input: object) =>
      invoke(index, identityContract.useLink, input, {
        platform: production,
        caller: { kind: "anonymous" },
        request: { requestId: "t", ip: "", userAgent: "" },
        reply: {},
      });
    await expect(use({ token: link })).rejects.toMatchObject({ code: "PASSWORD_REQUIRED" });
    const { token } = (await use({ token: link, password: strong })) as { token: string };
    expect(await resolveCaller(production, token)).toMatchObject({ kind: "staff", mustSetPassword: false });
  });
});

describe("signing in (SEC-02)", () => {
  test("answers an unknown name and a wrong password alike, and locks both alike", async () => {
    const { loginName } = await person({ password: strong });
    for (const name of [loginName, "nobody.at.all"]) {
      const answers: unknown[] = [];
      for (let turn = 0; turn < 6; turn += 1)
        answers.push(
          await api()
            .signIn({ loginName: name, password: "wrong" })
            .catch((error) => [error.status, error.code, error.data?.lockedUntil ?? null]),
        );
      expect(answers).toEqual([
        ...Array.from({ length: 4 }, () => [409, "SIGN_IN_FAILED", null]),
        ...Array.from({ length: 2 }, () => [409, "ACCOUNT_LOCKED", later(15).toISOString()]),
      ]);
    }
    await expect(signIn(loginName, strong)).rejects.toMatchObject({ code: "ACCOUNT_LOCKED" });
    app.setNow(later(15));
    expect(await signIn(loginName, strong)).toBeTruthy();
    await expect(signIn(loginName, "wrong")).rejects.toMatchObject({ code: "SIGN_IN_FAILED" });
  });

  test("counts guesses that come all at once", async () => {
    const { loginName } = await person({ password: strong });
    app.setNow(later(60));
    const guesses = await Promise.allSettled(Array.from({ length: 12 }, () => signIn(loginName, "wrong")));
    const codes = guesses.map((one) => one.status === "rejected" && one.reason.code);
    expect(codes.filter((code) => code === "SIGN_IN_FAILED").length).toBe(4);
    expect(codes.filter((code) => code === "ACCOUNT_LOCKED").length).toBe(8);
  });

  test("is slowed per address, whatever names are tried", async () => {
    app.setNow(later(300));
    const tries: number[] = [];
    for (let turn = 0; turn < 70 && !tries.includes(429); turn += 1)
      tries.push(
        await api()
          .signIn({ loginName: `guess${turn % 3}`, password: "x" })
          .then(
            () => 200,
            (error) => error.status,
          ),
      );
    expect(tries.filter((status) => status === 409).length).toBe(60);
    expect(tries.at(-1)).toBe(429);
    app.setNow(later(301));
    await expect(signIn("guess-again", "x")).rejects.toMatchObject({ code: "SIGN_IN_FAILED" });
  }, 30_000);

  test("is refused without a grant, and by a disabled account as by no account", async () => {
    app.setNow(later(400));
    const { loginName, id } = await person({ password: strong });
    await app.system((ctx) =>
      ctx.db.executeQuery(sqlOf(`update accounts set disabled_at = '2026-11-23' where id = '${id}'`)),
    );
    await expect(signIn(loginName, strong)).rejects.toMatchObject({ code: "SIGN_IN_FAILED" });
    const link = await app.system(async (ctx) => {
      const empty = await ensureAccount(ctx, { loginName: `empty.${id.slice(-6)}`, displayName: "无" });
      return tokenOf(await mintLink(ctx, empty, 1));
    });
    await expect(api().useLink({ token: link, password: strong })).rejects.toMatchObject({ code: "NO_GRANT" });
  });
});

describe("sessions (SEC-02, REL-22)", () => {
  test("end 15 minutes after their last use, and after 8 hours whatever happens", async () => {
    const { loginName } = await person({ password: strong });
    app.setNow(later(500));
    const token = await signIn(loginName, strong);
    for (let minute = 514; minute < 500 + 480; minute += 14) {
      app.setNow(later(minute));
      expect((await api(token).me({})).kind).toBe("staff");
    }
    app.setNow(later(980));
    await expect(api(token).me({})).rejects.toMatchObject(unauthenticated);
    const idle = await signIn(loginName, strong);
    app.setNow(later(995));
    await expect(api(idle).me({})).rejects.toMatchObject(unauthenticated);
  });

  test("of one account are two at most: the oldest ends", async () => {
    const { loginName } = await person({ password: strong });
    const tokens: string[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      app.setNow(later(turn));
      tokens.push(await signIn(loginName, strong));
    }
    await expect(api(tokens[0]).me({})).rejects.toMatchObject(unauthenticated);
    for (const token of tokens.slice(1)) expect((await api(token).me({})).kind).toBe("staff");
  });

  test("of residents last 24 hours, 30 minutes unused", async () => {
    const residentId = "0197a000-0000-7000-8000-0000000000aa";
    const token = await app.system((ctx) => startSession(ctx, { residentId }));
    expect(await api(token).me({})).toMatchObject({ kind: "resident", role: "resident", grant: null });
    expect(await resolveCaller(app.platform, token)).toMatchObject({ kind: "resident", residentId });
    app.setNow(later(29));
    expect((await api(token).me({})).kind).toBe("resident");
    app.setNow(later(59));
    await expect(api(token).me({})).rejects.toMatchObject(unauthenticated);
  });

  test("end when one signs out; a guessed token is nobody", async () => {
    const token = await app.staff({ role: "town", unitPath: town });
    await api(token).signOut({});
    await expect(api(token).me({})).rejects.toMatchObject(unauthenticated);
    await expect(api("x".repeat(27)).me({})).rejects.toMatchObject(unauthenticated);
  });

  test("end within a second when another process takes them away", async () => {
    const token = await app.staff({ role: "town", unitPath: town });
    await api(token).me({});
    const [signInId] = [(await resolveCaller(app.platform, token)) as { signInId: string }].map((one) => one.signInId);
    await app.system((ctx) =>
      ctx.db.executeQuery(sqlOf(`update sign_ins set ended_at = '2026-11-23' where id = '${signInId}'`)),
    );
    await setTimeout(1_000);
    await expect(api(token).me({})).rejects.toMatchObject(unauthenticated);
  });

  test("go on under another grant of one's own, never under somebody else's", async () => {
    const { loginName, id } = await person({ password: strong });
    app.setNow(later(1));
    const token = await signIn(loginName, strong);
    const second = await app.system((ctx) => grantTo(ctx, id, { role: "city", unitPath: city, unitName: "市局" }));
    const foreign = ((await api(await app.staff({ role: "city", unitPath: city })).me({})) as Me).grant!.id;
    await expect(api(token).useGrant({ id: foreign })).rejects.toMatchObject({ status: 404 });
    expect(await api(token).useGrant({ id: second })).toMatchObject({ role: "city", grant: { id: second } });
    expect(await api(token).me({})).toMatchObject({ role: "city" });
    app.setNow(later(2));
    expect(await api(await signIn(loginName, strong)).me({})).toMatchObject({ role: "city" });
  });
});

describe("passwords (SEC-01)", () => {
  test("are changed with the current one; other sessions end; the last five do not come back", async () => {
    const { loginName } = await person({ password: strong });
    const token = await signIn(loginName, strong);
    app.setNow(later(1));
    const elsewhere = await signIn(loginName, strong);
    await expect(api(token).changePassword({ current: "wrong", next: other })).rejects.toMatchObject({
      code: "SIGN_IN_FAILED",
    });
    await expect(api(token).changePassword({ current: strong, next: strong })).rejects.toMatchObject({
      code: "PASSWORD_REUSED",
    });
    await api(token).changePassword({ current: strong, next: other });
    await expect(api(elsewhere).me({})).rejects.toMatchObject(unauthenticated);
    expect((await api(token).me({})).kind).toBe("staff");
    await expect(signIn(loginName, strong)).rejects.toMatchObject({ code: "SIGN_IN_FAILED" });
    expect(await signIn(loginName, other)).toBeTruthy();
  });

  test("of 200 signs count to the last one", async () => {
    const long = strong + "kq".repeat(94);
    const { loginName } = await person({ password: long });
    await expect(signIn(loginName, long.slice(0, -1))).rejects.toMatchObject({ code: "SIGN_IN_FAILED" });
    expect(await signIn(loginName, long)).toBeTruthy();
  });

  test("older than 90 days open the password page and nothing else", async () => {
    const { loginName } = await person({ password: strong, role: "auditAdmin" });
    app.setNow(later(90 * 1440));
    const { token, mustSetPassword } = await api().signIn({ loginName, password: strong });
    expect(mustSetPassword).toBe(true);
    expect(await api(token).me({})).toMatchObject({ mustSetPassword: true });
    await expect(api(token).listAudit({})).rejects.toMatchObject({ status: 403, code: "MUST_SET_PASSWORD" });
    await api(token).changePassword({ current: strong, next: other });
    expect((await api(token).listAudit({})).total).toBeGreaterThan(0);
  });

  test("are nowhere in the database as typed", async () => {
    const { id } = await person({ password: strong });
    const { rows } = await app.system((ctx) =>
      ctx.db.executeQuery<{ passwordHash: string }>(sqlOf(`select password_hash from accounts where id = '${id}'`)),
    );
    expect(rows[0]!.passwordHash).toMatch(/^scrypt\$15\$8\$1\$/);
  });
});

describe("administrators (SEC-07)", () => {
  test("an account lives through two of them: one makes it, another gives it a role", async () => {
    const system = await admin("systemAdmin");
    const security = await admin("securityAdmin");
    const loginName = `new.${randomBytes(3).toString("hex")}`;
    const { id, link } = await system.createAccount({ loginName, displayName: "新同事" });
    expect(link.url).toContain("/console/sign-in#link=");
    await expect(system.createAccount({ loginName, displayName: "另一位" })).rejects.toMatchObject({
      code: "LOGIN_NAME_TAKEN",
    });
    const grant = { id, role: "town" as const, unitPath: town, unitName: "司法所" };
    await expect(system.giveGrant(grant)).rejects.toMatchObject({ status: 403 });
    await expect(api().useLink({ token: tokenOf(link.url), password: strong })).rejects.toMatchObject({
      code: "NO_GRANT",
    });
    const given = await security.giveGrant(grant);
    expect(given).toMatchObject({ role: "town", roleLabel: "司法所", unitPath: town });
    await expect(security.giveGrant(grant)).rejects.toMatchObject({ code: "GRANT_EXISTS" });
    await expect(security.giveGrant({ ...grant, role: "clerk" })).rejects.toMatchObject({ code: "GRANT_INCOMPLETE" });
    const { token } = await api().useLink({ token: tokenOf(link.url), password: strong });
    expect(await api(token).me({})).toMatchObject({ role: "town", name: "新同事" });
    await security.revokeGrant({ id: given.id });
    await expect(api(token).me({})).rejects.toMatchObject(unauthenticated);
    await expect(security.revokeGrant({ id: given.id })).rejects.toMatchObject({ status: 404 });
  });

  test("nobody holds two of the three, nor one of them and another role, also when both are given at once", async () => {
    const security = await admin("securityAdmin");
    const give = (id: string, role: "systemAdmin" | "auditAdmin" | "city") =>
      security.giveGrant({ id, role, unitPath: city, unitName: "市局" });
    const id = await app.system((ctx) =>
      ensureAccount(ctx, { loginName: `two.${randomBytes(3).toString("hex")}`, displayName: "二" }),
    );
    const given = await Promise.allSettled([give(id, "systemAdmin"), give(id, "auditAdmin"), give(id, "city")]);
    expect(given.filter((one) => one.status === "fulfilled").length).toBe(1);
    for (const one of given)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "TWO_ADMIN_ROLES" });
  });

  test("the database itself refuses a second administrator role, and a role given to oneself", async () => {
    const id = await app.system((ctx) =>
      ensureAccount(ctx, { loginName: `db.${randomBytes(3).toString("hex")}`, displayName: "库" }),
    );
    const insert = (role: string, by: string | null) =>
      app.system((ctx) =>
        ctx.db.executeQuery(
          sqlOf(`insert into role_grants (id, account_id, role, unit_path, unit_name, given_by, given_at)
            values ('${ctx.newId()}', '${id}', '${role}', '${city}', 'x', ${by ? `'${by}'` : "null"}, '2026-11-23')`),
        ),
      );
    await expect(insert("systemAdmin", id)).rejects.toMatchObject({ code: "23514" });
    await insert("systemAdmin", null);
    await expect(insert("auditAdmin", null)).rejects.toMatchObject({ code: "23505" });
  });

  test("nobody acts on his own account", async () => {
    const security = await admin("securityAdmin");
    const mine = (await security.me({})).grant!.id;
    const { items } = await security.listAccounts({ size: 200 });
    const own = items.find((account) => account.grants.some((grant) => grant.id === mine))!;
    expect(own.can).toEqual([]);
    const refused = { status: 409, code: "OWN_ACCOUNT" };
    await expect(security.giveGrant({ id: own.id, role: "city", unitPath: city, unitName: "x" })).rejects.toMatchObject(
      refused,
    );
    await expect(security.revokeGrant({ id: mine })).rejects.toMatchObject(refused);
    await expect(security.disableAccount({ id: own.id })).rejects.toMatchObject(refused);
  });

  test("the system administrator makes no link into another administrator's account", async () => {
    const { id } = await person({ password: strong, role: "auditAdmin" });
    await expect((await admin("systemAdmin")).newLink({ id })).rejects.toMatchObject({
      status: 409,
      code: "ADMIN_ACCOUNT",
    });
    const { id: clerk } = await person({ password: strong });
    expect((await (await admin("systemAdmin")).newLink({ id: clerk })).url).toContain("#link=");
  });

  test("disabling ends every session at once; enabling and unlocking open again", async () => {
    const security = await admin("securityAdmin");
    const { id, loginName } = await person({ password: strong });
    const token = await signIn(loginName, strong);
    await security.disableAccount({ id });
    await expect(api(token).me({})).rejects.toMatchObject(unauthenticated);
    await expect(signIn(loginName, strong)).rejects.toMatchObject({ code: "SIGN_IN_FAILED" });
    await security.enableAccount({ id });
    for (let turn = 0; turn < 5; turn += 1) await signIn(loginName, "wrong").catch(() => undefined);
    const found = await security.listAccounts({ q: loginName.toUpperCase() });
    expect(found).toMatchObject({
      total: 1,
      items: [{ id, disabledAt: null, can: ["disableAccount", "unlockAccount", "giveGrant"] }],
    });
    expect(found.items[0]!.lockedUntil).not.toBeNull();
    await security.unlockAccount({ id });
    expect(await signIn(loginName, strong)).toBeTruthy();
  });

  test("only the audit administrator reads the audit, which names fields and never values", async () => {
    const { loginName } = await person({ password: strong });
    await signIn(loginName, "wrong-secret").catch(() => undefined);
    await expect((await admin("securityAdmin")).listAudit({})).rejects.toMatchObject({ status: 403 });
    const audit = await admin("auditAdmin");
    const { items } = await audit.listAudit({ action: "identity.signIn", size: 1 });
    expect(items[0]).toMatchObject({
      action: "identity.signIn",
      outcome: "refused",
      code: "SIGN_IN_FAILED",
      fields: ["loginName", "password"],
    });
    expect(JSON.stringify(items)).not.toContain("wrong-secret");
    const window = await audit.listAudit({ from: later(-1).toISOString(), to: later(0).toISOString() });
    expect(window.total).toBe(0);
  });
});

test("accounts that nobody used for 60 days are disabled in the night (SEC-06)", async () => {
  const { loginName, id } = await person({ password: strong });
  const fresh = await person({ password: strong });
  app.setNow(later(30 * 1440));
  await signIn(fresh.loginName, strong);
  app.setNow(later(61 * 1440));
  await app.system((ctx) => ctx.send("identity.disableIdleAccounts", {}));
  await app.drain();
  await expect(signIn(loginName, strong)).rejects.toMatchObject({ code: "SIGN_IN_FAILED" });
  expect(await signIn(fresh.loginName, strong)).toBeTruthy();
  await app
    .system((ctx) => ensureAccount(ctx, { loginName, displayName: "" }, { mustExist: true }))
    .then((same) => expect(same).toBe(id));
  expect(await signIn(loginName, strong)).toBeTruthy();
});

test("token buckets hold a burst, fill by the minute, and say how long to wait", async () => {
  const take = () =>
    app
      .system((ctx) => takeToken(ctx, "a key", { perMinute: 2, burst: 3 }))
      .then(
        () => "ok",
        (error) => error.error.retryAfterSeconds,
      );
  const burst = await Promise.all([take(), take(), take(), take()]);
  expect(burst.filter((one) => one === "ok").length).toBe(3);
  expect(burst.find((one) => one !== "ok")).toBe(30);
  app.setNow(new Date(Date.parse(start) + 30_000));
  expect([await take(), await take()]).toEqual(["ok", 30]);
  // A clock that goes back must not close the bucket for good, nor fill it.
  app.setNow(start);
  expect(await take()).toBe(30);
});

const sqlOf = (text: string) => CompiledQuery.raw(text);
