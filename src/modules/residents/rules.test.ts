import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { identityCheckSign } from "../../shared/identity-number.ts";
import { roles } from "../../shared/permissions.ts";
import type { Resident } from "./contract.ts";
import { codeRefusal, groupsOn, isChild, isMaskedFor, maskResident } from "./rules.ts";

const idNumber = (birth: string) => {
  const first17 = `320401${birth}001`;
  return `${first17}${identityCheckSign(first17)}`;
};
const today = "2026-11-23";

describe("codes", () => {
  const now = new Date("2026-11-23T02:00:00Z");
  const fresh = { expiresAt: new Date("2026-11-23T02:10:00Z"), usedAt: null, attempts: 0 };
  test.each([
    ["fresh", fresh, undefined],
    ["guessed at four times", { ...fresh, attempts: 4 }, undefined],
    ["guessed at five times", { ...fresh, attempts: 5 }, "CODE_EXPIRED"],
    ["used", { ...fresh, usedAt: now }, "CODE_EXPIRED"],
    ["ended this moment", { ...fresh, expiresAt: now }, "CODE_EXPIRED"],
    ["never asked for", undefined, "CODE_EXPIRED"],
  ])("a code that is %s", (_what, code, refused) => {
    expect(codeRefusal(code, now)).toBe(refused);
  });
});

describe("groups", () => {
  test("the number tells age, and takes nothing away", () => {
    expect(groupsOn(["woman"], idNumber("20101201"), today)).toEqual(["woman", "minor"]);
    expect(groupsOn([], idNumber("20081123"), today)).toEqual([]);
    expect(groupsOn(["elderly"], idNumber("19501201"), today)).toEqual(["elderly"]);
    expect(groupsOn([], null, today)).toEqual([]);
  });
  test("a child is under fourteen, the birthday included", () => {
    expect(isChild(idNumber("20121123"), today)).toBe(true);
    expect(isChild(idNumber("20121122"), today)).toBe(false);
    expect(isChild(null, today)).toBe(false);
  });
});

describe("masks", () => {
  test("only the window, who serves, the proxy, the person and the system see in full", () => {
    const full = roles.filter((role) => !isMaskedFor({ kind: "staff", role, residentId: null }, "r1"));
    expect(full).toEqual(["proxy", "clerk", "practitioner"]);
    expect(isMaskedFor({ kind: "resident", role: "resident", residentId: "r1" }, "r1")).toBe(false);
    expect(isMaskedFor({ kind: "resident", role: "resident", residentId: "r2" }, "r1")).toBe(true);
    expect(isMaskedFor({ kind: "resident", role: "resident", residentId: "r2" }, null)).toBe(true);
    expect(isMaskedFor({ kind: "anonymous", role: "anonymous", residentId: null }, "r1")).toBe(true);
    expect(isMaskedFor({ kind: "system", role: "city", residentId: null }, "r1")).toBe(false);
  });
  test("hide what identifies and say so", () => {
    const name = fc.string({ unit: fc.constantFrom(..."王李欧阳芳伟𠮷㛃·"), minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(name, fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }), (given, number) => {
        const resident: Resident = {
          id: "x",
          name: given,
          phone: String(number),
          idNumber: idNumber("19900101"),
          address: "花园街12号3幢402室",
          groups: ["woman"],
          needs: [],
          identityRefused: false,
          phoneVerified: true,
          masked: false,
        };
        const shown = maskResident(resident, today);
        expect(shown).toMatchObject({ masked: true, groups: ["woman"] });
        expect(shown.idNumber).not.toContain("199001");
        expect(shown.address).toBe("花园街");
        expect(shown.name).toContain("*");
        expect(shown.phone).not.toBe(resident.phone);
        expect(maskResident(shown, today)).toEqual(shown);
      }),
    );
  });
});
