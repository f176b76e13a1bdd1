import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatWait } from "../../shared/civil-time.ts";
import { advance } from "../../shared/lifecycle.ts";
import { type TicketState, ticketStates } from "./contract.ts";
import {
  compareWaiting,
  labelOf,
  liveStates,
  paceOf,
  priorityOf,
  type TicketMove,
  ticketCan,
  ticketMoves,
  type Waiting,
  waitedMinutes,
  waitMinutes,
} from "./rules.ts";

const moves = Object.keys(ticketMoves) as TicketMove[];

test("property: only allowed moves happen, nobody is served after leaving, nobody served twice", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 30 }), (tried) => {
      let state: TicketState = "waiting";
      let served = 0;
      for (const move of tried) {
        const next: TicketState | undefined = advance(ticketMoves, state, move);
        if (next === undefined) continue;
        expect((liveStates as readonly string[]).includes(state)).toBe(true);
        if (next === "serving") served += 1;
        state = next;
      }
      expect(ticketStates).toContain(state);
      expect(served).toBeLessThanOrEqual(1);
    }),
  );
});

describe("who is called first", () => {
  const now = 1_000;
  const ticket = (id: string, over: Partial<Waiting> = {}): Waiting => ({
    ...{ id, priority: 0, dueAt: null, queuedAt: 100, number: 1 },
    ...over,
  });
  const order = (...all: Waiting[]) => all.toSorted((a, b) => compareWaiting(a, b, now)).map((one) => one.id);

  test("priority, then booked whose time has come, then who queued first", () => {
    expect(
      order(
        ticket("walk-in"),
        ticket("early booked", { dueAt: 1_001, queuedAt: 200 }),
        ticket("booked", { dueAt: 1_000, queuedAt: 900 }),
        ticket("old man", { priority: 1, queuedAt: 950 }),
        ticket("urgent", { priority: 2, queuedAt: 990 }),
      ),
    ).toEqual(["urgent", "old man", "booked", "walk-in", "early booked"]);
  });

  test("property: a total order, the same whatever the order of coming in", () => {
    const waiting = fc.record({
      id: fc.uuid(),
      priority: fc.constantFrom(0, 0, 0, 1, 2),
      dueAt: fc.option(fc.integer({ min: 990, max: 1_010 })),
      queuedAt: fc.integer({ min: 0, max: 5 }),
      number: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(waiting, { selector: (one) => one.id, maxLength: 20 }), (all) => {
        expect(order(...all)).toEqual(order(...all.toReversed()));
        for (const one of all)
          for (const other of all)
            if (one !== other)
              expect(Math.sign(compareWaiting(one, other, now))).toBe(-Math.sign(compareWaiting(other, one, now)));
      }),
    );
  });
});

test("urgent goes before the groups, the groups before everybody", () => {
  expect([priorityOf("urgent"), priorityOf("elderly"), priorityOf("veteran"), priorityOf(undefined)]).toEqual([
    2, 1, 1, 0,
  ]);
});

test("numbers have three digits, more when the day is long", () => {
  expect(labelOf({ letter: "A", number: 12 })).toBe("A012");
  expect(labelOf({ letter: "B", number: 1_234 })).toBe("B1234");
});

describe("waiting", () => {
  test("the pace is what the last conversations took, within reason", () => {
    expect(paceOf([])).toBe(20);
    expect(paceOf([10, 20])).toBe(15);
    expect(paceOf([1])).toBe(5);
    expect(paceOf([300])).toBe(60);
  });

  test("is those ahead shared by those who serve, and honest when all are busy", () => {
    expect(formatWait(waitMinutes({ ahead: 0, pace: 20, servers: 1, serving: 0 }))).toBe("不用等");
    expect(formatWait(waitMinutes({ ahead: 0, pace: 20, servers: 1, serving: 1 }))).toBe("大约 5–15 分钟");
    expect(waitMinutes({ ahead: 3, pace: 20, servers: 2, serving: 1 })).toBe(30);
    expect(waitMinutes({ ahead: 3, pace: 20, servers: 0, serving: 0 })).toBe(60);
  });

  test("property: nobody further back waits shorter, more people serving never makes it longer", () => {
    const n = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(n, n, fc.integer({ min: 1, max: 9 }), (ahead, serving, servers) => {
        const wait = waitMinutes({ ahead, pace: 20, servers, serving });
        expect(waitMinutes({ ahead: ahead + 1, pace: 20, servers, serving })).toBeGreaterThan(wait);
        expect(waitMinutes({ ahead, pace: 20, servers: servers + 1, serving })).toBeLessThanOrEqual(wait);
      }),
    );
  });

  test("counts until the call, or until now", () => {
    const takenAt = new Date("2026-11-23T10:00:00+08:00");
    const at = (minute: number) => new Date(takenAt.getTime() + minute * 60_000);
    const none = { takenAt, calledAt: null, startedAt: null, finishedAt: null };
    expect(waitedMinutes(none, at(7.9))).toBe(7);
    expect(waitedMinutes({ ...none, calledAt: at(3), startedAt: at(5) }, at(60))).toBe(3);
    expect(waitedMinutes({ ...none, finishedAt: at(12) }, at(60))).toBe(12);
  });
});

test("after two calls in vain going on is suggested first", () => {
  const both = { call: true, take: true };
  expect(ticketCan({ state: "called", callCount: 1 }, both)).toEqual(["start", "recall", "skip", "leave"]);
  expect(ticketCan({ state: "called", callCount: 2 }, both)).toEqual(["skip", "start", "recall", "leave"]);
  expect(ticketCan({ state: "waiting", callCount: 0 }, both)).toEqual(["call", "start", "leave"]);
  expect(ticketCan({ state: "waiting", callCount: 0 }, { call: false, take: true })).toEqual(["leave"]);
  expect(ticketCan({ state: "skipped", callCount: 2 }, both)).toEqual(["requeue", "leave"]);
  expect(ticketCan({ state: "finished", callCount: 1 }, both)).toEqual([]);
});
