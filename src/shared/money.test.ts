import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capFen, fenFromYuan, formatMoney, MoneyError, multiplyFen, splitFen, sumFen, yuanText } from "./money.ts";

describe("money", () => {
  it("reads and writes yuan", () => {
    expect(["1234", "1,234.5", "-3.05", "０.01", "0"].map(fenFromYuan)).toEqual([123_400, 123_450, -305, 1, 0]);
    for (const text of ["1.234", "1,23", "abc", "", "1e3"]) expect(() => fenFromYuan(text)).toThrow(MoneyError);
    expect([yuanText(123_456_789), yuanText(-5), formatMoney(10_000), formatMoney(10_050)]).toEqual([
      "1,234,567.89",
      "-0.05",
      "100 元",
      "100.50 元",
    ]);
  });

  it("multiplies exactly, rounds half away from zero, splits without loss", () => {
    expect([multiplyFen(10_000, 12, 10), multiplyFen(5, 1, 2), multiplyFen(-5, 1, 2), multiplyFen(105, 9, 10)]).toEqual(
      [12_000, 3, -3, 95],
    );
    expect(capFen(6000, 5000)).toBe(5000);
    expect(() => sumFen([0.5])).toThrow(MoneyError);
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.integer({ min: 1, max: 50 }), (fen, n) => {
        const parts = splitFen(fen, n);
        expect(sumFen(parts)).toBe(fen);
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
        expect(fenFromYuan(yuanText(fen))).toBe(fen);
      }),
    );
  });
});
