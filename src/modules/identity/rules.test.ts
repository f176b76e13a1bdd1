import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { passwordWeakness } from "./password-rules.ts";
import {
  accountMovesFor,
  afterFailure,
  type Failures,
  grantRefusal,
  idleSince,
  isLocked,
  isSessionAlive,
  linkRefusal,
  mustSetPassword,
  rolesGoTogether,
  startingGrant,
} from "./rules.ts";

const person = { loginName: "wang.fang", displayName: "王芳", place: ["lanting", "兰汀市", "兰汀"] };
const weakness = (password: string) => passwordWeakness(password, person);
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 23) + minutes * 60_000);

describe("SEC-01 passwords", () => {
  test.each([
    ["short", "Ab3$xyzKm9!"],
    ["simple", "mnbtrwqlkjhv"],
    ["simple", "mnbtrw482917"],
    ["context", "xK9!mq-Wang.Fang-2"],
    ["context", "王芳-xK9!mqZZ-771"],
    ["context", "rT5-SiFa-kq8WmZ"],
    ["context", "rT5-12348-kq8WmZ"],
    ["context", "rT5-lanting-kq8WmZ"],
    ["context", "法律门诊rT5kq8WmZ-"],
    ["common", "P@ssw0rd2024!!"],
    ["common", "Qwerty!2345678"],
    ["common", "Woaini5201314!"],
    ["common", "Aa123456789012"],
    ["common", "Admin@20211001"],
    ["common", "abCABCabcabc1!"],
  ])("%s: %s", (reason, password) => expect(weakness(password)).toBe(reason));

  test.each(["tK7-brücke-Nebel", "9fV!x2Lq#zR8", "紫藤花架下的小猫儿Kq7", `Zq7!${"x9Kf".repeat(16)}`])(
    "may be used: %s",
    (password) => expect(weakness(password)).toBeUndefined(),
  );

  test("is refused whatever case, leet, year or signs dress up a common word", () => {
    const words = fc.constantFrom(
      "password",
      "qwerty",
      "iloveyou",
      "welcome",
      "administrator",
      "woaini",
      "dragon",
      "zxcvbnm",
    );
    const leet = fc.constantFrom("no", "yes");
    const tail = fc.tuple(fc.integer({ min: 1950, max: 2030 }), fc.constantFrom("", "!", "!!", "@#", "?123"));
    fc.assert(
      fc.property(words, words, leet, tail, fc.nat(), (first, second, dress, [year, signs], caps) => {
        let word = `${first}${second}`;
        if (dress === "yes") word = word.replaceAll("o", "0").replaceAll("a", "@").replaceAll("s", "$");
        const cased = Array.from(word, (sign, place) => ((caps >> (place % 8)) & 1 ? sign.toUpperCase() : sign)).join(
          "",
        );
        expect(weakness(`${cased}${year}${signs}`)).toBeDefined();
      }),
    );
  });

  test("never looks at less than the whole of it", () => {
    const strong = "9fV!x2Lq#zR8";
    fc.assert(
      fc.property(fc.stringMatching(/^[bdfhjkmq]{52,200}$/), (more) => {
        expect(weakness(strong + more)).toBeUndefined();
        expect(weakness(`${strong}${more}12348`)).toBe("context");
      }),
    );
  });

  test("end after 90 days; without one a demo opens and production does not", () => {
    expect(mustSetPassword(at(0), at(90 * 1440 - 1), false)).toBe(false);
    expect(mustSetPassword(at(0), at(90 * 1440), true)).toBe(true);
    expect([mustSetPassword(null, at(0), true), mustSetPassword(null, at(0), false)]).toEqual([false, true]);
  });
});

describe("SEC-02 failures", () => {
  const none: Failures = { failures: 0, lastFailedAt: null, lockedUntil: null };

  test("the fifth locks for 15 minutes, each further one twice as long, 24 hours at most", () => {
    let state = none;
    const locks: number[] = [];
    let now = at(0);
    for (let turn = 0; turn < 12; turn += 1) {
      state = afterFailure(state, now);
      locks.push(state.lockedUntil ? (state.lockedUntil.getTime() - now.getTime()) / 60_000 : 0);
      if (state.lockedUntil) {
        expect(isLocked(state, new Date(state.lockedUntil.getTime() - 1))).toBe(true);
        expect(isLocked(state, state.lockedUntil)).toBe(false);
        now = state.lockedUntil;
      }
    }
    expect(locks).toEqual([0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 960, 1440]);
  });

  test("no pace of guessing gets more than 20 guesses in any 24 hours", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 20, maxLength: 300 }), (pauses) => {
        let state = none;
        let minute = 0;
        const guesses: number[] = [];
        for (const pause of pauses) {
          minute += pause;
          if (isLocked(state, at(minute))) continue;
          state = afterFailure(state, at(minute));
          guesses.push(minute);
        }
        for (const start of guesses)
          expect(guesses.filter((one) => one >= start && one < start + 1440).length).toBeLessThanOrEqual(20);
      }),
    );
  });
});

describe("SEC-02 sessions", () => {
  test.each([
    ["staff", 15, 480],
    ["resident", 30, 1440],
  ] as const)("%s: %i minutes unused, %i minutes at all", (kind, idle, absolute) => {
    const session = { seenAt: at(0), expiresAt: at(absolute) };
    expect(isSessionAlive(kind, session, new Date(at(idle).getTime() - 1))).toBe(true);
    expect(isSessionAlive(kind, session, at(idle))).toBe(false);
    expect(isSessionAlive(kind, { ...session, seenAt: at(absolute - 1) }, at(absolute))).toBe(false);
  });

  test("accounts are idle after 60 days (SEC-06)", () => expect(idleSince(at(60 * 1440))).toEqual(at(0)));

  test("a session starts under the grant used last, where it still lives", () => {
    const grants = [{ id: "a" }, { id: "b" }];
    expect(startingGrant(grants, "b")?.id).toBe("b");
    expect(startingGrant(grants, "gone")?.id).toBe("a");
    expect(startingGrant([], "a")).toBeUndefined();
  });
});

describe("SEC-07 administrators", () => {
  test("stand alone", () => {
    expect(rolesGoTogether(["systemAdmin"])).toBe(true);
    expect(rolesGoTogether(["systemAdmin", "auditAdmin"])).toBe(false);
    expect(rolesGoTogether(["city", "securityAdmin"])).toBe(false);
    expect(rolesGoTogether(["clerk", "proxy"])).toBe(true);
  });

  test("cannot be entered through a link of the system administrator", () => {
    expect(linkRefusal({ own: false, roles: ["auditAdmin"], hasPassword: true })).toBe("ADMIN_ACCOUNT");
    expect(linkRefusal({ own: false, roles: ["auditAdmin"], hasPassword: false })).toBeUndefined();
    expect(linkRefusal({ own: true, roles: [], hasPassword: true })).toBe("OWN_ACCOUNT");
    expect(linkRefusal({ own: false, roles: ["clerk"], hasPassword: true })).toBeUndefined();
  });

  test("moves follow state and permission", () => {
    const base = { own: false, disabled: false, locked: false, roles: [], hasPassword: true };
    expect(accountMovesFor({ ...base, may: () => true })).toEqual(["newLink", "disableAccount", "giveGrant"]);
    expect(accountMovesFor({ ...base, own: true, locked: true, may: () => true })).toEqual(["unlockAccount"]);
    expect(accountMovesFor({ ...base, disabled: true, may: () => true })).toEqual(["enableAccount"]);
    expect(accountMovesFor({ ...base, may: () => false })).toEqual([]);
  });
});

describe("grants", () => {
  const clinicId = "0197a000-0000-7000-8000-000000000001";
  test.each([
    ["city", "/", undefined],
    ["city", "/3204/", undefined],
    ["city", "/3204/320412/", "GRANT_INCOMPLETE"],
    ["district", "/3204/320412/", undefined],
    ["town", "/3204/320412/320412100/", undefined],
    ["town", "/3204/320412/", "GRANT_INCOMPLETE"],
    ["clerk", "/3204/~k7f3x/", "GRANT_INCOMPLETE"],
    ["auditAdmin", "/3204/320412/", "GRANT_INCOMPLETE"],
    ["district", "3204/320412", "GRANT_INCOMPLETE"],
    ["practitioner", "/3204/", "GRANT_INCOMPLETE"],
  ] as const)("%s at %s: %s", (role, unitPath, expected) => expect(grantRefusal({ role, unitPath })).toBe(expected));

  test("are complete with the clinic of a clerk and the person of a practitioner", () => {
    expect(grantRefusal({ role: "clerk", unitPath: "/3204/~k7f3x/", clinicId })).toBeUndefined();
    expect(grantRefusal({ role: "practitioner", unitPath: "/3204/", practitionerId: clinicId })).toBeUndefined();
  });
});
