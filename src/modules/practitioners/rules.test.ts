import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadPack } from "../../platform/pack.ts";
import { licenceKinds, type Profession, professions } from "./contract.ts";
import { inventPeople } from "./demo-rules.ts";
import { professionLabels } from "./labels.ts";
import { canServe, isPublicServant, licenceOf, licenceRefusal, movesFor } from "./rules.ts";

describe("licences", () => {
  test("the licensed professions need their own, with a number", () => {
    expect(licenceRefusal({ profession: "lawyer", licenceKind: "lawyerLicence", licenceNo: "1" })).toBeUndefined();
    expect(licenceRefusal({ profession: "lawyer", licenceKind: "lawyerLicence", licenceNo: null })).toBe(
      "LICENCE_MISSING",
    );
    expect(licenceRefusal({ profession: "notary", licenceKind: "lawyerLicence", licenceNo: "1" })).toBe(
      "LICENCE_MISSING",
    );
    expect(licenceRefusal({ profession: "mediator", licenceKind: "none", licenceNo: null })).toBeUndefined();
  });

  test("nobody serves as one of them without", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...professions),
        fc.constantFrom(...licenceKinds),
        fc.option(fc.string()),
        (profession, licenceKind, licenceNo) => {
          const allowed = licenceRefusal({ profession, licenceKind, licenceNo }) === undefined;
          if (licenceOf(profession) === "none") expect(allowed).toBe(true);
          else expect(allowed).toBe(licenceKind === licenceOf(profession) && Boolean(licenceNo));
        },
      ),
    );
  });
});

test("officers are public servants whatever was ticked (no subsidy)", () => {
  for (const profession of ["judge", "prosecutor", "police", "justiceStaff"] as const)
    expect(isPublicServant(profession, false)).toBe(true);
  expect([isPublicServant("lawyer", false), isPublicServant("lawyer", true)]).toEqual([false, true]);
});

test("only active people serve; moves follow the state", () => {
  expect(["active", "suspended", "left"].map((state) => canServe(state as "active"))).toEqual([true, false, false]);
  expect(movesFor("active", true)).toEqual(["change", "suspend", "leave"]);
  expect(movesFor("suspended", true)).toEqual(["change", "resume", "leave"]);
  expect(movesFor("active", false)).toEqual([]);
});

describe.each(["changzhou", "lanting"])("invented people of %s", (id) => {
  const pack = loadPack(id);
  const people = inventPeople(pack, 2021);
  const team = (tier: string) =>
    pack.clinics
      .filter((one) => one.tier === tier)
      .map((clinic) => people.filter((person) => person.serves.includes(clinic.areaCode)));

  test("professions of the pack are known and worded", () => {
    for (const { code, label } of pack.practitioners.professions) {
      expect(professions).toContain(code);
      expect(professionLabels[code as Profession]).toBe(label);
    }
  });

  test("every clinic has somebody: 20 in the city, 12 in a district, 3 or 4 in a town, an adviser in a village", () => {
    for (const one of team("city")) expect(one.length).toBeGreaterThanOrEqual(20);
    for (const one of team("district")) expect(one.length).toBeGreaterThanOrEqual(12);
    for (const one of team("town")) expect([3, 4]).toContain(one.length);
    for (const one of team("village")) expect(one.length).toBe(1);
    expect(Math.max(...people.map((person) => person.serves.length))).toBe(2);
  });

  test("are lawful, say that they are invented, and have codes of their own", () => {
    for (const person of people) {
      expect(licenceRefusal(person), person.code).toBeUndefined();
      expect(person.employer).toContain("演示");
      if (person.licenceNo) expect(person.licenceNo).toMatch(/^演示\d{6}$/);
      expect(person.name.length).toBeGreaterThan(1);
      expect(person.goodAt.length).toBeGreaterThan(0);
    }
    expect(new Set(people.map((person) => person.code)).size).toBe(people.length);
  });

  test("are the same for the same seed, and others for another", () => {
    expect(inventPeople(pack, 2021)).toEqual(people);
    expect(inventPeople(pack, 2022).map((one) => one.name)).not.toEqual(people.map((one) => one.name));
  });
});
