import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  comparableSatisfaction,
  contactRefusal,
  expiryOf,
  giveRefusal,
  needsContact,
  participation,
  remindNow,
  satisfaction,
  wilson,
} from "./rules.ts";

const share = fc
  .integer({ min: 1, max: 100_000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe("Wilson interval, 90 %", () => {
  test("known values", () => {
    // Newcombe's formula by hand: 8 of 10.
    const { low, high } = wilson(8, 10);
    expect(low).toBeCloseTo(0.541, 3);
    expect(high).toBeCloseTo(0.9314, 3);
    expect(wilson(1, 1).low).toBeCloseTo(0.2699, 3);
  });
  test("lies between 0 and 1 around the share", () => {
    fc.assert(
      fc.property(share, ([hits, n]) => {
        const { low, high } = wilson(hits, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(hits / n);
        expect(high).toBeGreaterThanOrEqual(hits / n);
        expect(low).toBeLessThan(high);
      }),
    );
  });
  test("its bounds are the shares that lie just z standard errors away (the score equation)", () => {
    fc.assert(
      fc.property(share, ([hits, n]) => {
        const p = hits / n;
        for (const bound of Object.values(wilson(hits, n))) {
          const distance = (p - bound) ** 2;
          expect(distance).toBeCloseTo((1.6449 ** 2 * bound * (1 - bound)) / n, 9);
        }
      }),
    );
  });
  test("praise and blame are mirrored", () => {
    fc.assert(
      fc.property(share, ([hits, n]) => {
        expect(wilson(hits, n).low).toBeCloseTo(1 - wilson(n - hits, n).high, 9);
      }),
    );
  });
  test("more ratings of the same share make it narrower", () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 2, max: 50 }), ([hits, n], times) => {
        const few = wilson(hits, n);
        const many = wilson(hits * times, n * times);
        expect(many.high - many.low).toBeLessThan(few.high - few.low);
      }),
    );
  });
  test("what is no share is refused", () => {
    expect(() => wilson(0, 0)).toThrow(RangeError);
    expect(() => wilson(3, 2)).toThrow(RangeError);
    expect(() => wilson(-1, 2)).toThrow(RangeError);
  });
});

describe("satisfaction", () => {
  test("nobody rated: there is none, whatever the silence", () => {
    expect(satisfaction({ rated: 0, satisfied: 0 })).toBeNull();
    expect(satisfaction({ rated: 4, satisfied: 3 })?.value).toBe(0.75);
  });
  test("one five-star rating beats nobody with many good ones", () => {
    expect(comparableSatisfaction({ rated: 1, satisfied: 1 }, 0.8)).toBeCloseTo(17 / 21);
    expect(comparableSatisfaction({ rated: 200, satisfied: 196 }, 0.8)).toBeGreaterThan(0.95);
  });
  test("below ten ratings a unit lies between its own share and the district's; from ten on the district is nothing to it", () => {
    fc.assert(
      fc.property(share, fc.double({ min: 0, max: 1, noNaN: true }), ([satisfied, rated], district) => {
        const score = comparableSatisfaction({ rated, satisfied }, district);
        if (rated < 10) {
          expect(score).toBeGreaterThanOrEqual(Math.min(district, satisfied / rated) - 1e-12);
          expect(score).toBeLessThanOrEqual(Math.max(district, satisfied / rated) + 1e-12);
        } else expect(score).toBe(comparableSatisfaction({ rated, satisfied }, 1 - district));
      }),
    );
  });
  test("participation is null when nobody could be reached", () => {
    expect(participation(0, 0)).toBeNull();
    expect(participation(3, 12)).toBe(0.25);
  });
});

describe("giving", () => {
  const now = new Date("2026-11-23T10:00:00+08:00");
  const fresh = { ratedAt: null, expiresAt: expiryOf(now) };
  test("once, in time, with a level unless it did not take place", () => {
    expect(giveRefusal(fresh, { tookPlace: true, level: 5 }, now)).toBeUndefined();
    expect(giveRefusal(fresh, { tookPlace: false }, now)).toBeUndefined();
    expect(giveRefusal(fresh, { tookPlace: true }, now)).toBe("LEVEL_MISSING");
    expect(giveRefusal({ ...fresh, ratedAt: "x" }, { tookPlace: true, level: 5 }, now)).toBe("ALREADY_RATED");
    expect(giveRefusal(fresh, { tookPlace: true, level: 5 }, new Date(fresh.expiresAt.getTime() + 1))).toBe(
      "RATING_EXPIRED",
    );
    expect(giveRefusal(fresh, { tookPlace: true, level: 5 }, fresh.expiresAt)).toBeUndefined();
  });
  test("who was not served or not satisfied is spoken with, once", () => {
    expect([1, 2, 3, 4, 5].filter((level) => needsContact({ level, tookPlace: true }))).toEqual([1, 2]);
    expect(needsContact({ level: null, tookPlace: false })).toBe(true);
    expect(needsContact({ level: null, tookPlace: null })).toBe(false);
    expect(contactRefusal({ level: 4, tookPlace: true, contactedAt: null })).toBe("NOT_BAD");
    expect(contactRefusal({ level: 1, tookPlace: true, contactedAt: "x" })).toBe("ALREADY_CONTACTED");
    expect(contactRefusal({ level: 1, tookPlace: true, contactedAt: null })).toBeUndefined();
  });
});

describe("the reminder (SLA-22)", () => {
  const invitedAt = new Date("2026-11-23T10:00:00+08:00");
  const silent = { invitedAt, expiresAt: expiryOf(invitedAt), ratedAt: null, remindedAt: null };
  const limit = { amount: 3, unit: "days" } as const;
  const at = (text: string) => new Date(text);
  test("after three days of silence, not before, not twice, not after the end", () => {
    expect(remindNow(silent, limit, at("2026-11-26T23:59:00+08:00"))).toBe(false);
    expect(remindNow(silent, limit, at("2026-11-27T10:00:00+08:00"))).toBe(true);
    expect(remindNow({ ...silent, remindedAt: "x" }, limit, at("2026-11-27T10:00:00+08:00"))).toBe(false);
    expect(remindNow({ ...silent, ratedAt: "x" }, limit, at("2026-11-27T10:00:00+08:00"))).toBe(false);
    expect(remindNow(silent, limit, at("2026-12-24T10:00:00+08:00"))).toBe(false);
  });
});
