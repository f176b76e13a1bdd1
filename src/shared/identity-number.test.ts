import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ageOn,
  identityCheckSign,
  isElder60,
  isIdentityNumber,
  isUnder14,
  normaliseIdentityNumber,
} from "./identity-number.ts";

const ON = "2026-03-05";
/** A made-up number with a right check sign; 320499 is no division of Changzhou. */
const idOf = (birth: string, order = "001", area = "320499") => {
  const first = `${area}${birth}${order}`;
  return first + identityCheckSign(first);
};
const birthDate = fc
  .date({ min: new Date("1920-01-01"), max: new Date("2011-12-31"), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10).replaceAll("-", ""));
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

describe("identity numbers (GB 11643)", () => {
  it("checks sign and birth date", () => {
    expect(identityCheckSign("11010519491231002")).toBe("X");
    expect(normaliseIdentityNumber(" １１０１０５ 19491231 002x ")).toBe("11010519491231002X");
    expect(isIdentityNumber("110105194912310021")).toBe(false);
    expect(isIdentityNumber(idOf("19990230"))).toBe(false);
  });

  it("every single wrong digit is noticed", () => {
    fc.assert(
      fc.property(birthDate, digits(3), fc.nat(16), fc.integer({ min: 1, max: 9 }), (birth, order, place, shift) => {
        const id = idOf(birth, order);
        const wrong = id.slice(0, place) + String((Number(id[place]) + shift) % 10) + id.slice(place + 1);
        expect(isIdentityNumber(id)).toBe(true);
        expect(isIdentityNumber(wrong)).toBe(false);
      }),
    );
  });

  it("tells ages", () => {
    expect(ageOn("2012-03-06", ON)).toBe(13);
    expect([isUnder14("2012-03-06", ON), isUnder14("2012-03-05", ON), isUnder14("2012-03-04", ON)]).toEqual([
      true,
      true,
      false,
    ]);
    expect([isElder60("1966-03-05", ON), isElder60("1966-03-06", ON)]).toEqual([true, false]);
  });
});
