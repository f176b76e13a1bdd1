import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startOfDay } from "../../shared/civil-time.ts";
import { type AreaRow, figureCodes } from "./contract.ts";
import {
  figureOf,
  fillDays,
  listAddress,
  percent,
  sortAreas,
  ticketLabel,
  withSatisfaction,
  withShares,
} from "./rules.ts";

const day = { from: "2026-11-23", to: "2026-11-23" };
const tier = { area: null, reachArea: "990002", clinicId: null, practitionerId: null };

describe("addresses", () => {
  test("say the day, the state, the area", () => {
    expect(listAddress("opened", tier, day)).toBe("/console/matters?from=2026-11-23&to=2026-11-23");
    expect(listAddress("late", { ...tier, area: "990002" }, day)).toBe("/console/matters?clock=late&area=990002");
    expect(listAddress("appointmentsKept", tier, day)).toContain("state=checkedIn%2Cserved");
    expect(listAddress("appointmentsKept", { ...tier, area: "990002" }, day)).toBe(
      "/console/records?figure=appointmentsKept&from=2026-11-23&to=2026-11-23&area=990002",
    );
  });
  test("of the public roster are bound to the caller's place, clinic or person", () => {
    const query = (who: Parameters<typeof listAddress>[1]) =>
      Object.fromEntries(new URL(listAddress("sessions", who, day), "http://x").searchParams);
    const span = { from: "2026-11-22T16:00:00.000Z", to: "2026-11-23T16:00:00.000Z" };
    expect(span.from).toBe(startOfDay(day.from).toISOString());
    expect(query(tier)).toEqual({ ...span, area: "990002" });
    expect(query({ ...tier, reachArea: null })).toEqual(span);
    expect(query({ ...tier, clinicId: "c", reachArea: "k7f3" })).toEqual({ ...span, clinicId: "c" });
    expect(query({ ...tier, practitionerId: "p", reachArea: null })).toEqual({ ...span, practitionerId: "p" });
  });
  test("every figure has one", () => {
    for (const code of figureCodes) expect(listAddress(code, tier, day)).toMatch(/^\/console\/[a-z]+\?\w/);
  });
});

describe("figures", () => {
  const of = (code: (typeof figureCodes)[number], n: number, hits = 0, all = n) =>
    figureOf(code, { n, hits, of: all }, "/console/x", { today: true });
  test("zero visitors is an honest number, never red", () => {
    expect(of("opened", 0)).toMatchObject({ value: 0, tone: "plain", note: "今天没有人来。这很正常。" });
    fc.assert(fc.property(fc.nat(10_000), (n) => of("emptySessions", n).tone === "plain"));
  });
  test("only what is late is red, and only when there is any", () => {
    for (const code of figureCodes)
      for (const n of [0, 7]) expect(of(code, n, n).tone === "seal").toBe(code === "late" && n > 0);
  });
  test("shares are null where there is nothing to share", () => {
    for (const code of ["onTime", "offHours", "participation", "satisfaction"] as const)
      expect(of(code, 0)).toMatchObject({ value: null, interval: null });
    expect(of("onTime", 3, 2).value).toBe(66.7);
    expect(of("offHours", 2, 180, 720).value).toBe(25);
  });
  test("satisfaction has its n and its interval around it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }).chain((n) => fc.tuple(fc.constant(n), fc.nat(n))),
        ([n, satisfied]) => {
          const figure = of("satisfaction", n, satisfied);
          expect(figure.n).toBe(n);
          expect(figure.interval!.low).toBeLessThanOrEqual(figure.value!);
          expect(figure.interval!.high).toBeGreaterThanOrEqual(figure.value!);
          expect(figure.note === null).toBe(n >= 10);
        },
      ),
    );
  });
});

describe("series", () => {
  test("every day of the period once, in order", () => {
    expect(fillDays([{ day: "2026-02-28", n: 2 }], "2026-02-27", "2026-03-01")).toEqual([
      { day: "2026-02-27", n: 0 },
      { day: "2026-02-28", n: 2 },
      { day: "2026-03-01", n: 0 },
    ]);
  });
  test("shares add up to one, or to nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ n: fc.nat(1_000) })), (rows) => {
        const sum = withShares(rows).reduce((all, row) => all + row.share, 0);
        expect(sum).toBeCloseTo(rows.some((row) => row.n > 0) ? 1 : 0);
      }),
    );
  });
  test("words", () => {
    expect(percent(0.98765)).toBe(98.8);
    expect(ticketLabel("A", 12)).toBe("A012");
    expect(ticketLabel("B", 1_204)).toBe("B1204");
  });
});

describe("areas", () => {
  const row = (code: string, rated: number, satisfied: number, opened = 0) =>
    ({ code, rated, satisfied, opened }) as Omit<AreaRow, "satisfaction" | "comparable">;
  test("one praise does not make the best unit", () => {
    const rows = withSatisfaction([row("a", 1, 1), row("b", 300, 297), row("c", 0, 0), row("d", 40, 20)]);
    expect(sortAreas(rows, "satisfaction", false).map((one) => one.code)).toEqual(["b", "a", "d", "c"]);
    expect(sortAreas(rows, "satisfaction", true).map((one) => one.code)).toEqual(["d", "a", "b", "c"]);
    expect(rows[2]).toMatchObject({ satisfaction: null, comparable: null });
  });
  test("sorting loses nothing and changes nothing", () => {
    const rows = fc.array(
      fc
        .record({ code: fc.uuid(), rated: fc.nat(50), opened: fc.nat(9) })
        .map((one) => row(one.code, one.rated, Math.floor(one.rated / 2), one.opened)),
    );
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom("code" as const, "opened" as const, "satisfaction" as const),
        fc.boolean(),
        (given, sort, up) => {
          const all = withSatisfaction(given);
          const before = JSON.stringify(all);
          const sorted = sortAreas(all, sort, up);
          expect(JSON.stringify(all)).toBe(before);
          expect(sorted.map((one) => one.code).sort()).toEqual(given.map((one) => one.code).sort());
          if (sort === "opened")
            for (const [at, one] of sorted.entries())
              if (at > 0)
                expect(up ? one.opened >= sorted[at - 1]!.opened : one.opened <= sorted[at - 1]!.opened).toBe(true);
        },
      ),
    );
  });
});
