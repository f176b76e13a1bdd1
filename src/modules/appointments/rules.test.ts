import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { advance } from "../../shared/lifecycle.ts";
import { type AppointmentState, appointmentStates } from "./contract.ts";
import {
  afterSession,
  appointmentCan,
  appointmentMoves,
  holdUntil,
  liveStates,
  noShowRefusal,
  sessionRefusal,
  standingAnswer,
} from "./rules.ts";

const now = new Date("2026-11-23T10:00:00+08:00");
const hour = 3_600_000;

describe("lifecycle", () => {
  const moves = Object.keys(appointmentMoves) as (keyof typeof appointmentMoves)[];

  test("property: whatever is tried, only allowed moves happen, and what is over stays over", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("held" as const, "booked" as const),
        fc.array(fc.constantFrom(...moves)),
        (start, tried) => {
          let state: AppointmentState = start;
          for (const move of tried) {
            const next: AppointmentState | undefined = advance(appointmentMoves, state, move);
            const live = (liveStates as readonly string[]).includes(state);
            if (next === undefined) continue;
            expect(live).toBe(true);
            expect((appointmentMoves[move].from as readonly string[]).includes(state)).toBe(true);
            state = next;
          }
          expect(appointmentStates).toContain(state);
        },
      ),
    );
  });

  test("nothing is booked again once it is over", () => {
    for (const state of ["served", "cancelled", "noShow", "expired"] as const)
      expect(moves.filter((move) => advance(appointmentMoves, state, move))).toEqual([]);
  });
});

describe("the appointment a matter has already", () => {
  const standing = { state: "booked" as const, sessionId: "s", heldUntil: null, own: true };
  const asked = { sessionId: "s", hold: false };

  test("asked again is answered, somebody else's or elsewhere is refused", () => {
    expect(standingAnswer(undefined, asked, now)).toBe("none");
    expect(standingAnswer({ ...standing, state: "cancelled" }, asked, now)).toBe("none");
    expect(standingAnswer(standing, asked, now)).toBe("same");
    expect(standingAnswer(standing, { ...asked, hold: true }, now)).toBe("same");
    expect(standingAnswer(standing, { ...asked, sessionId: "t" }, now)).toBe("refuse");
    expect(standingAnswer({ ...standing, own: false }, asked, now)).toBe("refuse");
  });

  test("a hold is confirmed, replaced by another choice, and nothing once it ran out", () => {
    const held = { ...standing, state: "held" as const, heldUntil: holdUntil(now).getTime() };
    expect(held.heldUntil).toBe(now.getTime() + 600_000);
    expect(standingAnswer(held, asked, now)).toBe("confirm");
    expect(standingAnswer(held, { ...asked, hold: true }, now)).toBe("same");
    expect(standingAnswer(held, { ...asked, sessionId: "t" }, now)).toBe("replace");
    expect(standingAnswer({ ...held, own: false }, asked, now)).toBe("refuse");
    expect(standingAnswer({ ...held, own: false }, asked, new Date(held.heldUntil))).toBe("replace");
  });
});

test("a session is booked until it ends", () => {
  const end = new Date(now.getTime() + hour);
  expect(sessionRefusal({ state: "published", endsAt: end }, now)).toBeUndefined();
  expect(sessionRefusal({ state: "published", endsAt: now }, now)).toBe("SESSION_NOT_OPEN");
  expect(sessionRefusal({ state: "cancelled", endsAt: end }, now)).toBe("SESSION_NOT_OPEN");
});

test("not come is said after the start only, and names the clinic's fault where nobody was there", () => {
  expect(noShowRefusal({ state: "booked", startsAt: new Date(now.getTime() + 1) }, now)).toBe("TOO_EARLY");
  expect(noShowRefusal({ state: "booked", startsAt: now }, now)).toBeUndefined();
  expect(noShowRefusal({ state: "served", startsAt: now }, now)).toBe("APPOINTMENT_OVER");
  expect(afterSession(1)).toBe("noShow");
  expect(afterSession(0)).toBe("cancelled");
});

test("buttons follow state, permission and time", () => {
  const everything = { book: true, cancel: true, receive: true };
  const booked = { state: "booked" as const, startsAt: new Date(now.getTime() + hour), heldUntil: null };
  expect(appointmentCan(booked, everything, now)).toEqual(["checkIn", "cancel"]);
  expect(appointmentCan({ ...booked, startsAt: now }, everything, now)).toEqual(["checkIn", "noShow", "cancel"]);
  expect(appointmentCan(booked, { ...everything, receive: false }, now)).toEqual(["cancel"]);
  const held = { ...booked, state: "held" as const, heldUntil: holdUntil(now) };
  expect(appointmentCan(held, everything, now)).toEqual(["confirm", "cancel"]);
  expect(appointmentCan(held, everything, held.heldUntil)).toEqual(["cancel"]);
  expect(appointmentCan({ ...booked, state: "served" }, everything, now)).toEqual([]);
});
