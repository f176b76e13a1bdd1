import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLandline, isMobile, normalisePhone } from "./phone.ts";

describe("telephones", () => {
  it.each([
    ["138 1234 5678", "13812345678"],
    ["+86-13812345678", "13812345678"],
    ["0086 138 1234 5678", "13812345678"],
    ["8613812345678", "13812345678"],
    ["１３８１２３４５６７８", "13812345678"],
    ["（0519）8668 1234", "0519-86681234"],
    ["+86 519 86681234", "0519-86681234"],
    ["010-66681234", "010-66681234"],
    ["0519-86681234转801", "0519-86681234-801"],
    ["0519-86681234-801", "0519-86681234-801"],
    ["12812345678", undefined],
    ["1381234567", undefined],
    ["12348", undefined],
    ["0519-00001234", undefined],
    ["138****5678", undefined],
    ["电话13812345678", undefined],
  ])("%s → %s", (text, number) => {
    expect(normalisePhone(text)).toBe(number);
  });

  it("takes the city's area code and keeps what it made", () => {
    expect(normalisePhone("8668 1234", "0519")).toBe("0519-86681234");
    expect([isMobile("13812345678"), isLandline("0519-86681234"), isMobile("0519-86681234")]).toEqual([
      true,
      true,
      false,
    ]);
    fc.assert(
      fc.property(fc.stringMatching(/^1[3-9]\d{9}$/), (mobile) => {
        expect(normalisePhone(normalisePhone(`+86 ${mobile.slice(0, 3)} ${mobile.slice(3)}`)!)).toBe(mobile);
      }),
    );
  });
});
