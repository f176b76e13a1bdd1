import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  CivilTimeError,
  civilDate,
  civilTime,
  daysBetween,
  endOfDay,
  formatDate,
  formatDuration,
  formatSpan,
  formatWait,
  instantOf,
  isCivilDate,
  startOfDay,
  todayLabel,
  weekdayOf,
  weekOfMonth,
} from "./civil-time.ts";

const day = fc.date({ min: new Date("1950-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });

describe("civil dates", () => {
  it("cuts days at midnight of the city, not of the machine", () => {
    expect(civilDate(new Date("2026-03-04T15:59:59Z"))).toBe("2026-03-04");
    expect(civilDate(new Date("2026-03-04T16:00:00Z"))).toBe("2026-03-05");
    expect(civilTime(new Date("2026-03-04T16:00:00Z"))).toBe("00:00");
    expect(instantOf("2026-03-05", "18:30").toISOString()).toBe("2026-03-05T10:30:00.000Z");
    expect(endOfDay("2026-03-05").toISOString()).toBe("2026-03-05T15:59:59.999Z");
  });

  it("knows summer time of 1986–1991 (a birth date, an old contract)", () => {
    expect(civilTime(new Date("1988-07-01T00:00:00Z"))).toBe("09:00");
    expect(startOfDay("1988-07-01").toISOString()).toBe("1988-06-30T15:00:00.000Z");
  });

  it.each(["2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", ""])(
    "refuses %s",
    (text) => {
      expect(isCivilDate(text)).toBe(false);
      expect(() => addDays(text, 1)).toThrow(CivilTimeError);
    },
  );

  it("refuses impossible times and instants", () => {
    expect(() => instantOf("2026-03-05", "24:00")).toThrow(CivilTimeError);
    expect(() => civilDate(new Date(Number.NaN))).toThrow(CivilTimeError);
  });

  it("counts days and weekdays", () => {
    expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
    expect(daysBetween("2026-03-01", "2026-02-01")).toBe(-28);
    expect(weekdayOf("2026-03-05")).toBe(4);
    expect(weekdayOf("1969-12-28")).toBe(7);
    expect(weekOfMonth("2026-03-15")).toBe(3);
  });

  it("round-trips every instant to the minute", () => {
    fc.assert(
      fc.property(day, (instant) => {
        const back = instantOf(civilDate(instant), civilTime(instant)).getTime();
        // The hour that summer time repeats in autumn is the only one that two instants share.
        const ambiguous = instant.getTime() < Date.UTC(1992, 0, 1);
        const gap = Math.abs(instant.getTime() - back);
        expect(gap < 60_000 || (ambiguous && gap < 3_660_000)).toBe(true);
      }),
    );
  });

  it("adds days and takes them off again", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -20_000, max: 20_000 }), (instant, n) => {
        const date = civilDate(instant);
        expect(daysBetween(date, addDays(date, n))).toBe(n);
        expect(addDays(addDays(date, n), -n)).toBe(date);
      }),
    );
  });
});

describe("the words for them", () => {
  const at = (date: string, time: string) => instantOf(date, time);

  it("writes dates, spans and labels", () => {
    expect(formatDate("2026-03-05")).toBe("3月5日（周四）");
    expect(formatDate("2026-03-05", "2026-12-31")).toBe("3月5日（周四）");
    expect(formatDate("2027-03-05", "2026-12-31")).toBe("2027年3月5日（周五）");
    expect(formatSpan(at("2026-03-05", "18:30"), at("2026-03-05", "20:30"))).toBe("3月5日（周四）18:30–20:30");
    expect(formatSpan(at("2026-03-05", "09:00"), at("2026-03-06", "11:30"))).toBe(
      "3月5日（周四）9:00–3月6日（周五）11:30",
    );
    const now = at("2026-03-05", "08:00");
    expect(todayLabel(at("2026-03-05", "14:00"), now)).toBe("今天");
    expect(todayLabel(at("2026-03-05", "18:30"), now)).toBe("今晚");
    expect(todayLabel(at("2026-03-06", "18:30"), now)).toBe("明天");
    expect(todayLabel(at("2026-03-07", "09:00"), now)).toBe("3月7日（周六）");
    expect(todayLabel(at("2027-01-04", "09:00"), now)).toBe("2027年1月4日（周一）");
  });

  it("writes waits and lengths", () => {
    expect([0, 3, 15, 25, 40, 80].map(formatWait)).toEqual([
      "不用等",
      "大约 5 分钟",
      "大约 10–20 分钟",
      "大约 20–35 分钟",
      "大约 30–50 分钟",
      "大约 1–2 小时",
    ]);
    expect([0, 45, 120, 135].map(formatDuration)).toEqual(["0 分钟", "45 分钟", "2 小时", "2 小时 15 分钟"]);
  });
});
