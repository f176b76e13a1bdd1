import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, civilDate, civilTime, weekdayOf, weekOfMonth } from "../../shared/civil-time.ts";
import { holidayName } from "../../shared/working-days.ts";
import {
  checkInRefusal,
  diary,
  occurrences,
  overlaps,
  type Pattern,
  patternsClash,
  publishRefusal,
  seatChange,
  sessionCan,
  timesRefusal,
} from "./rules.ts";

const at = (text: string) => new Date(`${text}+08:00`);
const monday: Pattern = {
  weekday: 1,
  nthWeek: null,
  starts: "09:00",
  ends: "11:30",
  validFrom: "2026-01-01",
  validTo: null,
};

describe("occurrences of a pattern", () => {
  test("every Monday of November 2026, at civil times", () => {
    const { sessions, holidays } = occurrences(monday, "2026-11-01", "2026-11-30");
    expect(sessions.map((one) => one.date)).toEqual([
      "2026-11-02",
      "2026-11-09",
      "2026-11-16",
      "2026-11-23",
      "2026-11-30",
    ]);
    expect(sessions[0]!.startsAt.toISOString()).toBe("2026-11-02T01:00:00.000Z");
    expect(holidays).toEqual([]);
  });

  test("the second Thursday only", () => {
    const { sessions } = occurrences({ ...monday, weekday: 4, nthWeek: 2 }, "2026-11-01", "2026-12-31");
    expect(sessions.map((one) => one.date)).toEqual(["2026-11-12", "2026-12-10"]);
  });

  test("not on public holidays, neither on weekdays nor at weekends, and says which", () => {
    // 2026: National Day holidays run 1–7 October; Saturday 10 October is a make-up workday.
    const weekdays = occurrences({ ...monday, weekday: 4 }, "2026-09-28", "2026-10-11");
    expect(weekdays.holidays).toEqual(["2026-10-01"]);
    const saturdays = occurrences({ ...monday, weekday: 6 }, "2026-09-28", "2026-10-11");
    expect(saturdays.holidays).toEqual(["2026-10-03"]);
    expect(saturdays.sessions.map((one) => one.date)).toEqual(["2026-10-10"]);
  });

  test("the city's own days off count, its own workdays are worked", () => {
    expect(occurrences(monday, "2026-11-02", "2026-11-08", { holidays: ["2026-11-02"] }).sessions).toEqual([]);
    const saturday = { ...monday, weekday: 6 };
    expect(occurrences(saturday, "2026-10-03", "2026-10-03", { workdays: ["2026-10-03"] }).sessions).toHaveLength(1);
  });

  test("only while the pattern is valid", () => {
    const short = { ...monday, validFrom: "2026-11-09", validTo: "2026-11-22" };
    expect(occurrences(short, "2026-11-01", "2026-11-30").sessions.map((one) => one.date)).toEqual([
      "2026-11-09",
      "2026-11-16",
    ]);
  });

  test("property: each lies in the span, on its weekday and week, on no holiday; all others are holidays", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000 }),
        fc.integer({ min: 0, max: 62 }),
        fc.integer({ min: 1, max: 7 }),
        fc.option(fc.integer({ min: 1, max: 5 })),
        (start, days, weekday, nthWeek) => {
          const from = addDays("2024-06-01", start);
          const to = addDays(from, days);
          const pattern = { ...monday, weekday, nthWeek, validFrom: "2020-01-01" };
          const { sessions, holidays } = occurrences(pattern, from, to);
          const fits = (date: string) =>
            weekdayOf(date) === weekday && (nthWeek === null || weekOfMonth(date) === nthWeek);
          const expected = Array.from({ length: days + 1 }, (_, step) => addDays(from, step)).filter(fits);
          expect([...sessions.map((one) => one.date), ...holidays].sort()).toEqual(expected);
          for (const one of sessions) {
            expect(holidayName(one.date)).toBeUndefined();
            expect([civilDate(one.startsAt), civilTime(one.startsAt), civilTime(one.endsAt)]).toEqual([
              one.date,
              "09:00",
              "11:30",
            ]);
          }
        },
      ),
    );
  });
});

describe("times", () => {
  test("a session ends after it starts and within a day", () => {
    expect(timesRefusal(at("2026-11-23T09:00"), at("2026-11-23T09:00"))).toBe("TIMES_WRONG");
    expect(timesRefusal(at("2026-11-23T09:00"), at("2026-11-24T09:01"))).toBe("TIMES_WRONG");
    expect(timesRefusal(at("2026-11-23T18:30"), at("2026-11-24T00:30"))).toBeUndefined();
  });

  test("62 days are published at most", () => {
    expect(publishRefusal("2026-11-01", "2026-11-01")).toBeUndefined();
    expect(publishRefusal("2026-11-01", "2027-01-01")).toBeUndefined();
    expect(publishRefusal("2026-11-01", "2027-01-02")).toBe("TIMES_WRONG");
    expect(publishRefusal("2026-11-02", "2026-11-01")).toBe("TIMES_WRONG");
  });

  test("sign-in opens 30 minutes before and closes with the session", () => {
    const session = {
      state: "published" as const,
      startsAt: at("2026-11-23T14:00"),
      endsAt: at("2026-11-23T17:00"),
    };
    expect(checkInRefusal(session, at("2026-11-23T13:29"))).toBe("CHECK_IN_TOO_EARLY");
    expect(checkInRefusal(session, at("2026-11-23T13:30"))).toBeUndefined();
    expect(checkInRefusal(session, at("2026-11-23T16:59"))).toBeUndefined();
    expect(checkInRefusal(session, at("2026-11-23T17:00"))).toBe("SESSION_OVER");
    expect(checkInRefusal({ ...session, state: "cancelled" }, at("2026-11-23T14:00"))).toBe("SESSION_CANCELLED");
  });
});

test("property: what a diary takes never overlaps, and it refuses nothing that fits", () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 20 }))
    .map(([start, length]) => ({ start, end: start + length }));
  fc.assert(
    fc.property(fc.array(span, { maxLength: 30 }), (spans) => {
      const agenda = diary();
      const taken: typeof spans = [];
      for (const one of spans) {
        const fits = taken.every((other) => one.end <= other.start || other.end <= one.start);
        expect(agenda.take("p", one)).toBe(fits);
        if (fits) taken.push(one);
      }
    }),
  );
  expect(overlaps({ start: 0, end: 10 }, { start: 10, end: 20 })).toBe(false);
});

test("weekly patterns clash only where they can meet", () => {
  expect(patternsClash(monday, { ...monday, starts: "11:00", ends: "12:00" })).toBe(true);
  expect(patternsClash(monday, { ...monday, starts: "11:30", ends: "12:00" })).toBe(false);
  expect(patternsClash({ ...monday, nthWeek: 1 }, { ...monday, nthWeek: 2 })).toBe(false);
  expect(patternsClash({ ...monday, nthWeek: 1 }, monday)).toBe(true);
  expect(patternsClash(monday, { ...monday, weekday: 2 })).toBe(false);
});

test("a change of capacity adds seats, withdraws free ones, or is refused", () => {
  expect(seatChange(3, 3, 5)).toEqual({ add: 2, withdraw: 0 });
  expect(seatChange(3, 2, 1)).toEqual({ add: 0, withdraw: 2 });
  expect(seatChange(3, 1, 1)).toBe("SEATS_TAKEN");
  expect(seatChange(3, 0, 3)).toEqual({ add: 0, withdraw: 0 });
});

describe("what may be done with a session", () => {
  const session = {
    state: "published" as const,
    unitPath: "/1/2/3/~abc/",
    startsAt: at("2026-11-23T14:00"),
    endsAt: at("2026-11-23T17:00"),
    free: 1,
    duty: [{ practitionerId: "p", checkedInAt: null, checkedOutAt: null }],
  };
  const nothing = { plan: false, serveAs: null, book: false };

  test("follows state, permission and time", () => {
    const noon = at("2026-11-23T12:00");
    expect(sessionCan(session, nothing, noon)).toEqual([]);
    expect(sessionCan(session, { ...nothing, book: true }, noon)).toEqual(["book"]);
    expect(sessionCan({ ...session, free: 0 }, { ...nothing, book: true }, noon)).toEqual([]);
    expect(sessionCan(session, { ...nothing, plan: true }, noon)).toEqual(["change", "cancel"]);
    expect(sessionCan({ ...session, state: "draft" }, { ...nothing, plan: true }, noon)).toEqual([
      "change",
      "publish",
      "cancel",
    ]);
    expect(sessionCan({ ...session, state: "draft", duty: [] }, { ...nothing, plan: true }, noon)).toEqual([
      "change",
      "cancel",
    ]);
    expect(sessionCan({ ...session, state: "cancelled" }, { ...nothing, plan: true, book: true }, noon)).toEqual([]);
  });

  test("lets only the person on duty sign in and out", () => {
    const start = at("2026-11-23T14:00");
    expect(sessionCan(session, { ...nothing, serveAs: "p" }, start)).toEqual(["checkIn"]);
    expect(sessionCan(session, { ...nothing, serveAs: "someone else" }, start)).toEqual([]);
    const present = { ...session, duty: [{ practitionerId: "p", checkedInAt: "x", checkedOutAt: null }] };
    expect(sessionCan(present, { ...nothing, serveAs: "p" }, start)).toEqual(["checkOut"]);
  });
});
