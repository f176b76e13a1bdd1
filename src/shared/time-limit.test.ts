import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, civilDate, daysBetween, endOfDay, instantOf } from "./civil-time.ts";
import { dueAt, remaining, resume, type TimeLimit } from "./time-limit.ts";
import { addWorkingDays, holidayName, isWorkingDay, workingDaysBetween } from "./working-days.ts";

const at = (text: string) => instantOf(text.slice(0, 10), text.slice(11));
const moment = fc.date({ min: new Date("2021-01-01"), max: new Date("2026-11-30"), noInvalidDate: true });
const date = moment.map(civilDate);

describe("working days", () => {
  it.each([
    ["2026-02-13", true, "the Friday before Spring Festival"],
    ["2026-02-14", true, "Saturday, make-up day"],
    ["2026-02-16", false, "Spring Festival"],
    ["2026-02-24", true, "the first day after"],
    ["2026-02-28", true, "Saturday, make-up day"],
    ["2026-03-01", false, "Sunday"],
    ["2026-09-20", true, "Sunday, make-up day for National Day"],
    ["2026-10-07", false, "National Day"],
    ["2026-10-10", true, "Saturday, make-up day"],
  ])("%s is %s: %s", (day, works) => {
    expect(isWorkingDay(day)).toBe(works);
  });

  it("names the holiday and follows the city's own days", () => {
    expect(holidayName("2026-02-17")).toBe("春节");
    expect(isWorkingDay("2026-03-05", { holidays: ["2026-03-05"] })).toBe(false);
    expect(isWorkingDay("2026-03-08", { workdays: ["2026-03-08"] })).toBe(true);
  });

  it("counts over Spring Festival and National Day 2026", () => {
    expect(addWorkingDays("2026-02-13", 1)).toBe("2026-02-14");
    expect(addWorkingDays("2026-02-13", 2)).toBe("2026-02-24");
    expect(addWorkingDays("2026-09-30", 3)).toBe("2026-10-10");
    expect(addWorkingDays("2026-10-08", -1)).toBe("2026-09-30");
    expect(workingDaysBetween("2026-02-13", "2026-02-28")).toBe(6);
    expect(addWorkingDays("2026-02-16", 0)).toBe("2026-02-24");
  });

  it("adds and counts alike", () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 60 }), (day, n) => {
        const end = addWorkingDays(day, n);
        expect(isWorkingDay(end)).toBe(true);
        expect(workingDaysBetween(day, end)).toBe(n);
        expect(workingDaysBetween(end, day)).toBe(-n);
      }),
    );
  });
});

describe("clocks", () => {
  const due = (start: string, limit: TimeLimit, pausedMs?: number) => dueAt(at(start), limit, pausedMs);

  it("hours and minutes are exact", () => {
    expect(due("2026-02-14 17:20", { amount: 24, unit: "hours" })).toEqual(at("2026-02-15 17:20"));
    expect(due("2026-02-14 17:20", { amount: 15, unit: "minutes" }, 60_000)).toEqual(at("2026-02-14 17:36"));
  });

  it("days end with the n-th civil day, holidays or not (SLA-13)", () => {
    expect(due("2026-02-13 09:00", { amount: 7, unit: "days" })).toEqual(endOfDay("2026-02-20"));
    expect(due("2026-02-13 23:59", { amount: 7, unit: "days" })).toEqual(endOfDay("2026-02-20"));
  });

  it("working days jump over the festival (SLA-06) and count make-up days", () => {
    expect(due("2026-02-13 16:00", { amount: 7, unit: "workingDays" })).toEqual(endOfDay("2026-03-02"));
    expect(due("2026-09-30 09:00", { amount: 5, unit: "workingDays" })).toEqual(endOfDay("2026-10-13"));
    expect(due("2026-10-03 09:00", { amount: 1, unit: "workingDays" })).toEqual(endOfDay("2026-10-08"));
  });

  it("same day is the end of that civil day (SLA-15)", () => {
    expect(due("2026-03-05 00:10", { amount: 0, unit: "sameDay" })).toEqual(endOfDay("2026-03-05"));
  });

  it("a pause gives back what was left, in the unit's own calendar", () => {
    const seven: TimeLimit = { amount: 7, unit: "days" };
    const first = due("2026-03-02 09:00", seven);
    expect(resume(first, seven, at("2026-03-04 10:00"), at("2026-03-10 16:00"))).toEqual(endOfDay("2026-03-15"));
    const five: TimeLimit = { amount: 5, unit: "workingDays" };
    // Paused with 4 working days left just before the festival, resumed in it: the festival does not eat them.
    const before = due("2026-02-12 09:00", five);
    expect(before).toEqual(endOfDay("2026-02-26"));
    expect(resume(before, five, at("2026-02-13 09:00"), at("2026-02-20 09:00"))).toEqual(endOfDay("2026-02-27"));
    const hours: TimeLimit = { amount: 24, unit: "hours" };
    expect(resume(at("2026-03-05 10:00"), hours, at("2026-03-05 08:00"), at("2026-03-05 09:30"))).toEqual(
      at("2026-03-05 11:30"),
    );
  });

  it("refuses impossible limits and pauses", () => {
    expect(() => due("2026-03-02 09:00", { amount: -1, unit: "days" })).toThrow(RangeError);
    expect(() =>
      resume(at("2026-03-05 10:00"), { amount: 1, unit: "days" }, at("2026-03-05 10:00"), at("2026-03-05 09:00")),
    ).toThrow(RangeError);
  });

  const limit = fc.record({
    amount: fc.integer({ min: 0, max: 40 }),
    unit: fc.constantFrom<TimeLimit["unit"]>("minutes", "hours", "days", "workingDays", "sameDay"),
  });

  it("is never before its start and never earlier for a longer limit or a later start", () => {
    fc.assert(
      fc.property(moment, limit, fc.integer({ min: 0, max: 5_000_000_000 }), (start, clock, later) => {
        const end = dueAt(start, clock);
        expect(end.getTime()).toBeGreaterThanOrEqual(start.getTime());
        expect(dueAt(start, { ...clock, amount: clock.amount + 1 }).getTime()).toBeGreaterThanOrEqual(end.getTime());
        expect(dueAt(new Date(start.getTime() + later), clock).getTime()).toBeGreaterThanOrEqual(end.getTime());
        expect(dueAt(start, clock, later)).toEqual(dueAt(new Date(start.getTime() + later), clock));
      }),
    );
  });

  it("a pause never shortens a clock and leaves what was left", () => {
    fc.assert(
      fc.property(
        moment,
        limit,
        fc.integer({ min: 0, max: 2_000_000_000 }),
        fc.integer({ min: 0, max: 2_000_000_000 }),
        (start, clock, before, length) => {
          const end = dueAt(start, clock);
          const paused = new Date(start.getTime() + before);
          const resumed = new Date(paused.getTime() + length);
          const moved = resume(end, clock, paused, resumed);
          expect(moved.getTime()).toBeGreaterThanOrEqual(end.getTime());
          if (clock.unit === "days")
            expect(daysBetween(civilDate(end), civilDate(moved))).toBe(
              daysBetween(civilDate(paused), civilDate(resumed)),
            );
          if (clock.unit === "workingDays" && clock.amount > 0 && paused <= end) {
            const left = workingDaysBetween(civilDate(paused), civilDate(end));
            if (left > 0) expect(workingDaysBetween(civilDate(resumed), civilDate(moved))).toBe(left);
          }
          expect(resume(end, clock, paused, paused)).toEqual(end);
        },
      ),
    );
  });
});

describe("what is left, in words", () => {
  it.each([
    ["2026-03-05 09:00", "2026-03-08 23:59", "还剩 3 天", false],
    ["2026-03-05 09:00", "2026-03-05 14:10", "还剩 5 小时", false],
    ["2026-03-05 23:00", "2026-03-06 20:00", "还剩 21 小时", false],
    ["2026-03-05 09:00", "2026-03-05 09:20", "还剩 20 分钟", false],
    ["2026-03-05 09:00", "2026-03-05 09:00", "还剩不到 1 分钟", false],
    ["2026-03-05 11:00", "2026-03-05 09:00", "晚 2 小时", true],
    ["2026-03-05 11:00", "2026-03-01 23:59", "晚 4 天", true],
    ["2026-03-05 09:10", "2026-03-05 09:00", "晚 10 分钟", true],
  ])("%s, due %s: %s", (now, end, text, late) => {
    expect(remaining(at(end), at(now))).toEqual({ late, text });
  });

  it("is late exactly after the due moment", () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -400, max: 400 }), (day, n) => {
        const now = instantOf(day, "12:00");
        expect(remaining(endOfDay(addDays(day, n)), now).late).toBe(n < 0);
      }),
    );
  });
});
