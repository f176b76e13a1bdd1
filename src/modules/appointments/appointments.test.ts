import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../test/harness/app.ts";
import { sql } from "../../platform/database.ts";
import { mattersContract } from "../matters/contract.ts";
import { notificationsContract } from "../notifications/contract.ts";
import { rostersContract } from "../rosters/contract.ts";
import { findPlaces, newLawyer, newSession, type Places } from "../rosters/rosters.fixture.ts";
import { appointmentsContract } from "./contract.ts";

let app: TestApp;
let places: Places;
let resident: { token: string; residentId: string };
let other: { token: string; residentId: string };
beforeAll(async () => {
  app = await startTestApp();
  places = await findPlaces(app);
  resident = await app.resident("13800001111");
  other = await app.resident("13900002222");
}, 120_000);
afterAll(async () => await app?.close());

const NOW = "2026-11-23T10:00:00+08:00";
beforeEach(() => app.setNow(NOW));

const as = (token: string) => app.as(appointmentsContract, token);
const town = () => as(places.townToken);
const free = async (id: string) => (await app.as(rostersContract).getSession({ id })).free;
async function newMatter(token = places.townToken): Promise<string> {
  const { id } = await app
    .as(mattersContract, token)
    .open({ text: "老板三个月没发工资", channel: "visit", clinicId: places.clinic.id });
  return id;
}
async function states(sessionId: string): Promise<Record<string, number>> {
  const { rows } = await app.system((ctx) =>
    sql<{ state: string; n: number }>`select state, count(*) as n from appointments
      where session_id = ${sessionId} group by 1`.execute(ctx.db),
  );
  return Object.fromEntries(rows.map((row) => [row.state, row.n]));
}
const run = (name: string) =>
  app
    .system((ctx) => ctx.send(name, {}))
    .then(async () => {
      await app.drain();
    });
const messages = async (token: string) =>
  (await app.as(notificationsContract, token).list({ size: 100 })).items
    .filter((one) => one.channel === "inApp")
    .map((one) => one.template);

describe("booking", () => {
  test("takes a seat, gives the matter to whoever serves and tells the person", async () => {
    const lawyer = await newLawyer(app, places, "沈律师");
    const session = await newSession(app, places, { practitionerIds: [lawyer, await newLawyer(app, places)] });
    const matterId = await newMatter(resident.token);
    const booked = await as(resident.token).book({ sessionId: session.id, matterId });
    expect(booked).toMatchObject({
      ...{ sessionId: session.id, matterId, state: "booked", madeBy: "self", position: 1 },
      ...{ startsAt: session.startsAt, practitionerName: "沈律师", clinicName: places.clinic.name, heldUntil: null },
      can: ["cancel"],
    });
    expect(booked.cancelToken).toMatch(/^[\w-]{27}$/);
    expect(await free(session.id)).toBe(2);
    const matter = await app.as(mattersContract, resident.token).get({ id: matterId });
    expect(matter.practitionerId).toBe(lawyer);
    expect(matter.events.map((event) => event.kind)).toContain("appointmentBooked");
    await app.drain();
    expect(await messages(resident.token)).toContain("appointmentBooked");
    const { cancelToken: _secret, ...shown } = booked;
    expect(await as(resident.token).get({ id: booked.id })).toEqual(shown);
  });

  test("knows how many come along: nobody where nothing is said, at most five", async () => {
    const session = await newSession(app, places, { capacity: 2 });
    const matterId = await newMatter(resident.token);
    const asked = { sessionId: session.id, matterId };
    for (const companions of [6, -1, 1.5])
      await expect(as(resident.token).book({ ...asked, companions })).rejects.toMatchObject({ status: 400 });
    const booked = await as(resident.token).book({ ...asked, companions: 5 });
    expect(booked.companions).toBe(5);
    expect(await as(resident.token).book({ ...asked, companions: 1 })).toMatchObject({ id: booked.id, companions: 5 });
    expect(await town().get({ id: booked.id })).toMatchObject({ companions: 5 });
    const alone = await town().book({ sessionId: session.id, matterId: await newMatter() });
    expect((await town().list({ sessionId: session.id })).items).toMatchObject([
      { id: booked.id, companions: 5 },
      { id: alone.id, companions: 0 },
    ]);
    await expect(
      app.system((ctx) => sql`update appointments set companions = 6 where id = ${booked.id}`.execute(ctx.db)),
    ).rejects.toThrow(/companions/);
  });

  test("20 at once on three seats: three booked, seventeen refused, no seat twice", async () => {
    const session = await newSession(app, places, { capacity: 3 });
    const matters = await Promise.all(Array.from({ length: 20 }, () => newMatter()));
    const results = await Promise.allSettled(
      matters.map((matterId) => town().book({ sessionId: session.id, matterId })),
    );
    const booked = results.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(booked.map((one) => one.position).sort()).toEqual([1, 2, 3]);
    for (const one of results)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ status: 409, code: "SESSION_FULL" });
    expect(await free(session.id)).toBe(0);
    expect(await states(session.id)).toEqual({ booked: 3 });
  });

  test("a storm of retries has one effect and one answer", async () => {
    const session = await newSession(app, places, { capacity: 2 });
    const [mine, theirs] = [await newMatter(resident.token), await newMatter()];
    const storm = Array.from({ length: 12 }, () => as(resident.token).book({ sessionId: session.id, matterId: mine }));
    const [answers, one] = await Promise.all([
      Promise.all(storm),
      town().book({ sessionId: session.id, matterId: theirs }),
    ]);
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    expect(new Set(answers.map((answer) => answer.cancelToken)).size).toBe(1);
    expect(one.state).toBe("booked");
    expect(await states(session.id)).toEqual({ booked: 2 });
    await app.drain();
    const { rows } = await app.system((ctx) =>
      sql<{ n: number }>`select count(*) as n from notifications
        where matter_id = ${mine} and template = 'appointmentBooked' and channel = 'inApp'`.execute(ctx.db),
    );
    expect(rows[0]!.n).toBe(1);
  });

  test("one live appointment a matter; none for a closed matter, a cancelled or past session", async () => {
    const [one, two] = [await newSession(app, places), await newSession(app, places)];
    const matterId = await newMatter();
    await town().book({ sessionId: one.id, matterId });
    await expect(town().book({ sessionId: two.id, matterId })).rejects.toMatchObject({ code: "MATTER_HAS_BOOKING" });
    expect(await free(two.id)).toBe(3);

    const closed = await newMatter();
    await app.as(mattersContract, places.townToken).close({ id: closed, outcome: "advised" });
    await expect(town().book({ sessionId: one.id, matterId: closed })).rejects.toMatchObject({ code: "MATTER_CLOSED" });

    const fresh = await newMatter();
    await app.as(rostersContract, places.townToken).cancelSession({ id: two.id, reason: "临时有事" });
    await expect(town().book({ sessionId: two.id, matterId: fresh })).rejects.toMatchObject({
      code: "SESSION_NOT_OPEN",
    });
    app.setNow("2026-11-23T17:00:00+08:00");
    await expect(town().book({ sessionId: one.id, matterId: fresh })).rejects.toMatchObject({
      code: "SESSION_NOT_OPEN",
    });
  });

  test("somebody else's matter, and a foreign town's appointment, are not found", async () => {
    const session = await newSession(app, places);
    const matterId = await newMatter(resident.token);
    await expect(as(other.token).book({ sessionId: session.id, matterId })).rejects.toMatchObject({ status: 404 });
    const { id } = await as(resident.token).book({ sessionId: session.id, matterId });
    for (const token of [other.token, places.otherToken]) {
      await expect(as(token).get({ id })).rejects.toMatchObject({ status: 404 });
      await expect(as(token).cancel({ id })).rejects.toMatchObject({ status: 404 });
      expect((await as(token).list({ sessionId: session.id })).total).toBe(0);
    }
    await expect(as(places.otherToken).noShow({ id })).rejects.toMatchObject({ status: 404 });
    await expect(app.as(appointmentsContract).list({})).rejects.toMatchObject({ status: 401 });
  });
});

describe("holding", () => {
  test("keeps the seat ten minutes; confirmed it is booked, twice is once", async () => {
    const session = await newSession(app, places, { capacity: 1 });
    const matterId = await newMatter(resident.token);
    const held = await as(resident.token).book({ sessionId: session.id, matterId, hold: true });
    expect(held).toMatchObject({ state: "held", heldUntil: "2026-11-23T02:10:00.000Z", can: ["confirm", "cancel"] });
    await expect(town().book({ sessionId: session.id, matterId: await newMatter() })).rejects.toMatchObject({
      code: "SESSION_FULL",
    });
    app.setNow("2026-11-23T10:09:59+08:00");
    expect(await as(resident.token).confirm({ id: held.id })).toMatchObject({ state: "booked", heldUntil: null });
    expect(await as(resident.token).confirm({ id: held.id })).toMatchObject({ state: "booked" });
    app.setNow("2026-11-23T10:30:00+08:00");
    await run("appointments.expireHolds");
    expect(await states(session.id)).toEqual({ booked: 1 });
  });

  test("follows what was said last about who comes along, and keeps it where nothing more is said", async () => {
    const session = await newSession(app, places);
    const asked = { sessionId: session.id, matterId: await newMatter(resident.token) };
    expect(await as(resident.token).book({ ...asked, hold: true, companions: 1 })).toMatchObject({ companions: 1 });
    expect(await as(resident.token).book({ ...asked, hold: true, companions: 3 })).toMatchObject({ companions: 3 });
    const booked = await as(resident.token).book(asked);
    expect(booked).toMatchObject({ state: "booked", companions: 3 });
    expect(await as(resident.token).get({ id: booked.id })).toMatchObject({ companions: 3 });
  });

  test("that ran out goes to whoever asks, resident or not, without waiting for the job", async () => {
    const session = await newSession(app, places, { capacity: 1 });
    const held = await as(resident.token).book({
      ...{ sessionId: session.id, matterId: await newMatter(resident.token), hold: true },
    });
    app.setNow("2026-11-23T10:10:00+08:00");
    await expect(as(resident.token).confirm({ id: held.id })).rejects.toMatchObject({ code: "HOLD_EXPIRED" });
    const matters = await Promise.all(Array.from({ length: 4 }, () => newMatter(other.token)));
    const results = await Promise.allSettled(
      matters.map((matterId) => as(other.token).book({ sessionId: session.id, matterId })),
    );
    expect(results.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await states(session.id)).toEqual({ booked: 1, expired: 1 });
    await expect(as(resident.token).confirm({ id: held.id })).rejects.toMatchObject({ code: "HOLD_EXPIRED" });
  });

  test("that ran out is freed by the job every minute", async () => {
    const session = await newSession(app, places, { capacity: 1 });
    const matterId = await newMatter(resident.token);
    await as(resident.token).book({ sessionId: session.id, matterId, hold: true });
    app.setNow("2026-11-23T10:11:00+08:00");
    await run("appointments.expireHolds");
    expect(await states(session.id)).toEqual({ expired: 1 });
    const { items } = await app.as(rostersContract).listSeats({ id: session.id });
    expect(items).toEqual([{ position: 1, state: "free" }]);
    expect(await as(resident.token).book({ sessionId: session.id, matterId })).toMatchObject({ state: "booked" });
  });

  test("another choice gives the first seat back", async () => {
    const [one, two] = [await newSession(app, places), await newSession(app, places)];
    const matterId = await newMatter(resident.token);
    await as(resident.token).book({ sessionId: one.id, matterId, hold: true });
    const second = await as(resident.token).book({ sessionId: two.id, matterId, hold: true });
    expect([await free(one.id), await free(two.id)]).toEqual([3, 2]);
    expect(await as(resident.token).book({ sessionId: two.id, matterId })).toMatchObject({
      id: second.id,
      state: "booked",
    });
  });
});

describe("cancelling", () => {
  test("frees the seat, keeps the reason sealed, and twice is no error", async () => {
    const session = await newSession(app, places, { capacity: 1 });
    const matterId = await newMatter(resident.token);
    const { id } = await as(resident.token).book({ sessionId: session.id, matterId });
    await app.drain();
    const cancelled = await as(resident.token).cancel({ id, reason: "孩子生病了" });
    expect(cancelled).toMatchObject({ state: "cancelled", cancelReason: "孩子生病了", can: [] });
    expect(await as(resident.token).cancel({ id })).toEqual(cancelled);
    expect(await free(session.id)).toBe(1);
    const { rows } = await app.system((ctx) =>
      sql<{ row: string }>`select appointments::text as row from appointments where id = ${id}`.execute(ctx.db),
    );
    expect(rows[0]!.row).not.toContain("生病");
    await app.drain();
    expect(await messages(resident.token)).toContain("appointmentCancelled");
    expect(await as(resident.token).book({ sessionId: session.id, matterId })).toMatchObject({ state: "booked" });
  });

  test("by the link that booking gave, without signing in; names masked, wrong links unknown", async () => {
    const session = await newSession(app, places);
    const matterId = await newMatter(resident.token);
    const { id, cancelToken } = await as(resident.token).book({ sessionId: session.id, matterId });
    const link = app.as(appointmentsContract);
    expect(await link.getByToken({ token: cancelToken! })).toMatchObject({ id, state: "booked" });
    expect((await link.getByToken({ token: cancelToken! })).cancelToken).toBeUndefined();
    await expect(link.getByToken({ token: "x".repeat(27) })).rejects.toMatchObject({ status: 404 });
    expect(await link.cancelByToken({ token: cancelToken! })).toMatchObject({ id, state: "cancelled" });
    expect(await link.cancelByToken({ token: cancelToken! })).toMatchObject({ state: "cancelled" });
    expect(await free(session.id)).toBe(3);
  });

  test("cancels and bookings at the same moment lose no seat", async () => {
    const session = await newSession(app, places, { capacity: 4 });
    const first = await Promise.all(Array.from({ length: 4 }, () => newMatter()));
    const booked = await Promise.all(first.map((matterId) => town().book({ sessionId: session.id, matterId })));
    const second = await Promise.all(Array.from({ length: 6 }, () => newMatter()));
    await Promise.allSettled([
      ...booked.map(({ id }) => town().cancel({ id })),
      ...second.map((matterId) => town().book({ sessionId: session.id, matterId })),
    ]);
    const counted = await states(session.id);
    expect(counted.cancelled).toBe(4);
    expect((counted.booked ?? 0) + (await free(session.id))).toBe(4);
  });
});

describe("when the session is called off or moved", () => {
  test("live appointments end with it; each person is told once, with a way to another time", async () => {
    const session = await newSession(app, places);
    const next = await newSession(app, places, {
      startsAt: "2026-11-23T10:30:00+08:00",
      endsAt: "2026-11-23T11:30:00+08:00",
    });
    const matterId = await newMatter(resident.token);
    const { id } = await as(resident.token).book({ sessionId: session.id, matterId });
    await app.as(rostersContract, places.townToken).cancelSession({ id: session.id, reason: "律师临时出庭" });
    expect(await as(resident.token).get({ id })).toMatchObject({ state: "cancelled", cancelReason: "律师临时出庭" });
    const before = (await messages(resident.token)).filter((one) => one === "sessionCancelled").length;
    await app.drain();
    await app.system((ctx) => ctx.send("appointments.tell", { id, message: "sessionCancelled" }));
    await app.drain();
    expect((await messages(resident.token)).filter((one) => one === "sessionCancelled")).toHaveLength(before + 1);
    const { events } = await app.as(mattersContract, resident.token).get({ id: matterId });
    expect(events.find((event) => event.kind === "sessionCancelled")?.data).toMatchObject({ nextSessionId: next.id });
    expect(await as(resident.token).book({ sessionId: next.id, matterId })).toMatchObject({ state: "booked" });
  });

  test("booking and calling off at the same moment leave no live appointment behind", async () => {
    for (let round = 0; round < 5; round += 1) {
      const session = await newSession(app, places, { capacity: 5 });
      const matters = await Promise.all(Array.from({ length: 5 }, () => newMatter()));
      const bookings = matters.map((matterId) => town().book({ sessionId: session.id, matterId }));
      const calledOff = app.as(rostersContract, places.townToken).cancelSession({ id: session.id, reason: "停电" });
      for (const one of await Promise.allSettled(bookings))
        if (one.status === "rejected") expect(one.reason).toMatchObject({ status: 409 });
      expect(await calledOff).toMatchObject({ state: "cancelled" });
      expect(Object.keys(await states(session.id)).filter((state) => state !== "cancelled")).toEqual([]);
    }
  });

  test("a new time and new people go along", async () => {
    const [first, second] = [await newLawyer(app, places, "甲律师"), await newLawyer(app, places, "乙律师")];
    const session = await newSession(app, places, { practitionerIds: [first] });
    const { id } = await as(resident.token).book({
      ...{ sessionId: session.id, matterId: await newMatter(resident.token) },
    });
    await app.as(rostersContract, places.townToken).changeSession({
      ...{ id: session.id, practitionerIds: [second] },
      ...{ startsAt: "2026-11-23T15:00:00+08:00", endsAt: "2026-11-23T18:00:00+08:00" },
    });
    expect(await as(resident.token).get({ id })).toMatchObject({
      startsAt: "2026-11-23T07:00:00.000Z",
      endsAt: "2026-11-23T10:00:00.000Z",
      practitionerName: "乙律师",
    });
  });
});

describe("the days around", () => {
  test("whoever booked for tomorrow is reminded at 18:00, once", async () => {
    const tomorrow = { startsAt: "2026-11-24T09:00:00+08:00", endsAt: "2026-11-24T11:00:00+08:00" };
    const session = await newSession(app, places, tomorrow);
    const { id } = await as(other.token).book({ sessionId: session.id, matterId: await newMatter(other.token) });
    const gone = await as(other.token).book({ sessionId: session.id, matterId: await newMatter(other.token) });
    await as(other.token).cancel({ id: gone.id });
    const later = { startsAt: "2026-11-25T09:00:00+08:00", endsAt: "2026-11-25T11:00:00+08:00" };
    const dayAfter = await newSession(app, places, later);
    await as(other.token).book({ sessionId: dayAfter.id, matterId: await newMatter(other.token) });
    await app.drain();
    app.setNow("2026-11-23T18:00:00+08:00");
    await run("appointments.remind");
    await run("appointments.remind");
    app.setNow(NOW);
    expect((await messages(other.token)).filter((one) => one === "appointmentReminder")).toHaveLength(1);
    expect((await as(other.token).get({ id })).state).toBe("booked");
  });

  test("not come is said after the start; what nobody ended is ended at night, by whose fault it was", async () => {
    const lawyer = await newLawyer(app, places);
    const [empty, served] = [
      await newSession(app, places),
      await newSession(app, places, { practitionerIds: [lawyer] }),
    ];
    const one = await town().book({ sessionId: empty.id, matterId: await newMatter() });
    const two = await town().book({ sessionId: served.id, matterId: await newMatter() });
    const three = await town().book({ sessionId: served.id, matterId: await newMatter() });
    await expect(town().noShow({ id: two.id })).rejects.toMatchObject({ code: "TOO_EARLY" });
    app.setNow("2026-11-23T14:20:00+08:00");
    const token = await app.staff({ role: "practitioner", unitPath: places.clinic.path, practitionerId: lawyer });
    await app.as(rostersContract, token).checkIn({ id: served.id });
    expect(await town().noShow({ id: two.id })).toMatchObject({ state: "noShow", can: [] });
    await expect(town().noShow({ id: two.id })).rejects.toMatchObject({ code: "APPOINTMENT_OVER" });
    await expect(town().cancel({ id: two.id })).rejects.toMatchObject({ code: "APPOINTMENT_OVER" });
    app.setNow("2026-11-24T00:40:00+08:00");
    await run("appointments.closeDay");
    expect(await town().get({ id: three.id })).toMatchObject({ state: "noShow" });
    expect(await town().get({ id: one.id })).toMatchObject({ state: "cancelled", cancelReason: "坐诊的人没有到" });
  });
});

test("lists: a resident's own, a clinic's day, by number; names masked above the clinic", async () => {
  const person = await app.resident("13700003333");
  const session = await newSession(app, places, {
    startsAt: "2026-12-03T09:00:00+08:00",
    endsAt: "2026-12-03T11:00:00+08:00",
  });
  const { id: matterId, number } = await app.as(mattersContract, person.token).open({
    ...{ text: "楼上漏水不肯赔", channel: "visit", clinicId: places.clinic.id, resident: { name: "阿卜杜勒·买买提" } },
  });
  const { id } = await as(person.token).book({ sessionId: session.id, matterId });
  expect((await as(person.token).list({})).items.map((one) => one.id)).toEqual([id]);
  const clerk = as(await app.staff({ role: "clerk", unitPath: places.clinic.path, clinicId: places.clinic.id }));
  const day = { clinicId: places.clinic.id, from: "2026-12-03", to: "2026-12-03" };
  expect(await clerk.list(day)).toMatchObject({ total: 1, items: [{ id, residentName: "阿卜杜勒·买买提" }] });
  expect((await clerk.list({ ...day, from: "2026-12-04", to: "2026-12-04" })).total).toBe(0);
  expect((await clerk.list({ q: number.slice(-5) })).items.map((one) => one.id)).toContain(id);
  expect((await clerk.list({ q: "买买提" })).items.map((one) => one.id)).toEqual([id]);
  const city = app.platform.pack.areas[0]!;
  const district = as(await app.staff({ role: "city", unitPath: city.path }));
  expect((await district.list(day)).items[0]!.residentName).toBe("阿**");
  expect((await district.list({ q: "买买提" })).total).toBe(0);
});
