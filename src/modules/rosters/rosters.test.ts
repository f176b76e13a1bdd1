import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../test/harness/app.ts";
import { sql } from "../../platform/database.ts";
import { addDays } from "../../shared/civil-time.ts";
import { practitionersContract } from "../practitioners/contract.ts";
import { rostersContract } from "./contract.ts";
import { publishPatterns, releaseSeat, seedPatterns, takeSeat } from "./index.ts";
import { findPlaces, newLawyer, newSession, type Places } from "./rosters.fixture.ts";

let app: TestApp;
let places: Places;
beforeAll(async () => {
  app = await startTestApp();
  places = await findPlaces(app);
}, 120_000);
afterAll(async () => await app?.close());

const NOW = "2026-11-23T10:00:00+08:00";
const anyone = () => app.as(rostersContract);
const town = () => app.as(rostersContract, places.townToken);
const card = async (openAt?: string) => {
  const { items } = await anyone().listClinics({ area: places.town.code, openAt, size: 200 });
  return items.find((one) => one.id === places.clinic.id)!;
};
const lawyerToken = (practitionerId: string) =>
  app.staff({ role: "practitioner", unitPath: places.clinic.path, practitionerId });

describe("planning a session", () => {
  test("draft, published with its seats, cancelled with a reason", async () => {
    const draft = await newSession(app, places, { publish: false });
    expect(draft).toMatchObject({ state: "draft", free: 0, can: ["change", "publish", "cancel"] });
    await expect(anyone().getSession({ id: draft.id })).rejects.toMatchObject({ status: 404 });
    expect((await anyone().listSessions({ clinicId: places.clinic.id, state: "draft" })).total).toBe(0);

    const published = await town().publishSession({ id: draft.id });
    expect(published).toMatchObject({ state: "published", free: 3, duty: [{ name: "欧阳律师" }] });
    expect(await town().publishSession({ id: draft.id })).toEqual(published);
    expect(await anyone().getSession({ id: draft.id })).toEqual({ ...published, can: [] });
    expect(await anyone().listSeats({ id: draft.id })).toEqual({
      items: [1, 2, 3].map((position) => ({ position, state: "free" })),
      total: 3,
      capacity: 3,
      free: 3,
    });

    expect(await town().cancelSession({ id: draft.id, reason: "律师临时出庭" })).toMatchObject({
      state: "cancelled",
      cancelReason: "律师临时出庭",
      free: 0,
      can: [],
    });
    await expect(town().cancelSession({ id: draft.id, reason: "再取消" })).rejects.toMatchObject({
      code: "SESSION_CANCELLED",
    });
    await expect(anyone().getSession({ id: draft.id })).rejects.toMatchObject({ status: 404 });
  });

  test("is refused for wrong times, unknown people and nobody on duty", async () => {
    await expect(newSession(app, places, { endsAt: "2026-11-23T14:00:00+08:00" })).rejects.toMatchObject({
      code: "TIMES_WRONG",
    });
    const nobody = { practitionerIds: ["01a20621-ad00-7e68-98fc-de0a659bf8d8"] };
    await expect(newSession(app, places, nobody)).rejects.toMatchObject({ code: "PRACTITIONER_UNKNOWN" });
    await expect(newSession(app, places, { practitionerIds: [] })).rejects.toMatchObject({ code: "NOBODY_ON_DUTY" });
    const left = await newLawyer(app, places);
    await app.as(practitionersContract, places.townToken).change({ id: left, state: "left" });
    await expect(newSession(app, places, { practitionerIds: [left] })).rejects.toMatchObject({
      code: "PRACTITIONER_UNKNOWN",
    });
  });

  test("nobody sits in two places at once, also when two plan at the same moment", async () => {
    const lawyer = await newLawyer(app, places);
    const plan = {
      practitionerIds: [lawyer],
      startsAt: "2026-12-01T09:00:00+08:00",
      endsAt: "2026-12-01T11:00:00+08:00",
    };
    const drafts = await Promise.all([1, 2, 3].map(() => newSession(app, places, { ...plan, publish: false })));
    const results = await Promise.allSettled(drafts.map(({ id }) => town().publishSession({ id })));
    expect(results.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of results)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "PRACTITIONER_BUSY" });
    // One that begins when the other ends is fine.
    await newSession(app, places, { ...plan, startsAt: plan.endsAt, endsAt: "2026-12-01T12:00:00+08:00" });
    await expect(
      newSession(app, places, { ...plan, startsAt: "2026-12-01T11:59:00+08:00", endsAt: "2026-12-01T13:00:00+08:00" }),
    ).rejects.toMatchObject({ code: "PRACTITIONER_BUSY" });
  });

  test("in another town is not found", async () => {
    const session = await newSession(app, places);
    const other = app.as(rostersContract, places.otherToken);
    await expect(other.cancelSession({ id: session.id, reason: "不是我的" })).rejects.toMatchObject({ status: 404 });
    await expect(other.changeSession({ id: session.id, capacity: 9 })).rejects.toMatchObject({ status: 404 });
    await expect(other.publishSession({ id: session.id })).rejects.toMatchObject({ status: 404 });
    expect((await other.getSession({ id: session.id })).can).not.toContain("cancel");
    const pattern = { clinicId: places.clinic.id, from: "2026-12-01", to: "2026-12-02" };
    await expect(other.publishFromPatterns(pattern)).rejects.toMatchObject({ status: 404 });
  });
});

describe("seats", () => {
  test("capacity changes add seats and withdraw free ones only", async () => {
    const { id } = await newSession(app, places, { capacity: 2 });
    const appointment = "01a20621-ad00-7e68-98fc-de0a659bf8d8";
    const seat = await app.system((ctx) => takeSeat(ctx, id, appointment));
    expect(seat).toMatchObject({ position: 1, expiredAppointmentId: null });
    expect(await town().changeSession({ id, capacity: 4 })).toMatchObject({ capacity: 4, free: 3 });
    expect(await town().changeSession({ id, capacity: 1 })).toMatchObject({ capacity: 1, free: 0 });
    await expect(town().changeSession({ id, capacity: 0 })).rejects.toMatchObject({ code: "SEATS_TAKEN" });
    expect(await anyone().listSeats({ id })).toMatchObject({ items: [{ position: 1, state: "taken" }], free: 0 });
    expect(await app.system((ctx) => releaseSeat(ctx, seat!.seatId, appointment))).toBe(true);
    expect(await app.system((ctx) => releaseSeat(ctx, seat!.seatId, appointment))).toBe(false);
    expect((await anyone().getSession({ id })).free).toBe(1);
  });

  test("a hold that is over counts as free and names who loses it", async () => {
    const { id } = await newSession(app, places, { capacity: 1 });
    const [one, two] = ["01a20621-ad00-7000-8000-000000000001", "01a20621-ad00-7000-8000-000000000002"];
    await app.system((ctx) => takeSeat(ctx, id, one, { heldUntil: new Date(ctx.now.getTime() + 600_000) }));
    expect(await app.system((ctx) => takeSeat(ctx, id, two))).toBeUndefined();
    expect((await anyone().getSession({ id })).free).toBe(0);
    app.setNow("2026-11-23T10:10:00+08:00");
    expect((await anyone().getSession({ id })).free).toBe(1);
    expect(await app.system((ctx) => takeSeat(ctx, id, two))).toMatchObject({ expiredAppointmentId: one });
    app.setNow(NOW);
  });
});

describe("duty", () => {
  test("sign-in from 30 minutes before, for one's own duty only, and out again", async () => {
    const lawyer = await newLawyer(app, places);
    const session = await newSession(app, places, { practitionerIds: [lawyer] });
    const own = app.as(rostersContract, await lawyerToken(lawyer));
    await expect(own.checkIn({ id: session.id })).rejects.toMatchObject({ code: "CHECK_IN_TOO_EARLY" });
    await expect(own.checkOut({ id: session.id })).rejects.toMatchObject({ code: "NOT_CHECKED_IN" });
    const stranger = app.as(rostersContract, await lawyerToken(await newLawyer(app, places)));
    app.setNow("2026-11-23T13:45:00+08:00");
    await expect(stranger.checkIn({ id: session.id })).rejects.toMatchObject({ code: "NOT_ON_DUTY" });
    const inside = await own.checkIn({ id: session.id });
    expect(inside.duty[0]).toMatchObject({ checkedInAt: "2026-11-23T05:45:00.000Z", checkedOutAt: null });
    expect(inside.can).toContain("checkOut");
    expect(await own.checkIn({ id: session.id })).toEqual(inside);
    expect((await own.checkOut({ id: session.id })).duty[0]!.checkedOutAt).toBe("2026-11-23T05:45:00.000Z");
    await expect(own.checkOut({ id: session.id })).rejects.toMatchObject({ code: "NOT_CHECKED_IN" });
    const mine = await own.mySessions({ from: "2026-11-23T00:00:00+08:00", to: "2026-11-24T00:00:00+08:00" });
    expect(mine.items.map((one) => one.id)).toEqual([session.id]);
    app.setNow(NOW);
  });
});

describe("finding a clinic", () => {
  test("open while a published session has somebody who has not left", async () => {
    const lawyer = await newLawyer(app, places, "在岗律师");
    const day = "2026-12-07";
    const session = await newSession(app, places, {
      practitionerIds: [lawyer],
      startsAt: `${day}T14:00:00+08:00`,
      endsAt: `${day}T17:00:00+08:00`,
    });
    expect(await card(`${day}T13:59:00+08:00`)).toMatchObject({
      open: false,
      openUntil: null,
      nextSessionId: session.id,
      nextFree: 3,
      duty: [{ name: "在岗律师", profession: "lawyer", goodAt: ["劳动社保"] }],
    });
    expect(await card(`${day}T14:00:00+08:00`)).toMatchObject({
      open: true,
      openUntil: "2026-12-07T09:00:00.000Z",
      duty: [{ name: "在岗律师" }],
    });
    expect(await card(`${day}T17:00:00+08:00`)).toMatchObject({ open: false });
    app.setNow(`${day}T15:00:00+08:00`);
    const open = await anyone().listClinics({ open: true, area: places.town.code });
    expect(open.items.map((one) => one.id)).toEqual([places.clinic.id]);
    const own = app.as(rostersContract, await lawyerToken(lawyer));
    await own.checkIn({ id: session.id });
    await own.checkOut({ id: session.id });
    expect((await card()).open).toBe(false);
    app.setNow(NOW);
  });

  test("by area (short or official code), words, tier and line; open first, then soonest", async () => {
    const { total: whole } = await anyone().listClinics({});
    expect(whole).toBe(app.platform.pack.clinics.length);
    const inTown = await anyone().listClinics({ area: places.town.code });
    expect(inTown.items.every((one) => one.placeNames.includes(places.town.shortName))).toBe(true);
    if (places.town.officialCode)
      expect((await anyone().listClinics({ area: places.town.officialCode })).total).toBe(inTown.total);
    await expect(anyone().listClinics({ area: "999999" })).rejects.toMatchObject({ status: 404 });
    expect((await anyone().listClinics({ q: places.town.shortName, size: 200 })).items.map((one) => one.id)).toContain(
      places.clinic.id,
    );
    expect((await anyone().listClinics({ q: "没有这个地方" })).total).toBe(0);
    expect((await anyone().listClinics({ tier: "city" })).items.every((one) => one.tier === "city")).toBe(true);
    const line = app.platform.pack.clinics[0]!.lines[0]!;
    expect((await anyone().listClinics({ line })).items[0]!.lines).toContain(line);
    const { items } = await anyone().listClinics({ size: 200, openAt: "2026-12-07T15:00:00+08:00" });
    const rank = items.map((one) => `${one.open ? 0 : 1} ${one.nextStartsAt ?? "~"}`);
    expect(rank).toEqual([...rank].sort());
  });
});

describe("weekly patterns", () => {
  test("are published once, without holidays, with their seats", async () => {
    const lawyer = await newLawyer(app, places);
    const pattern = await town().savePattern({
      clinicId: places.clinic.id,
      form: "lawyerSitIn",
      timeType: "night",
      weekday: 4,
      nthWeek: null,
      starts: "18:30",
      ends: "20:30",
      capacity: 4,
      room: "一号咨询室",
      practitionerIds: [lawyer],
      validFrom: "2026-01-01",
      validTo: null,
    });
    expect((await town().listPatterns({ clinicId: places.clinic.id })).items).toEqual([pattern]);
    expect((await app.as(rostersContract, places.otherToken).listPatterns({})).total).toBe(0);
    const span = { clinicId: places.clinic.id, from: "2026-09-21", to: "2026-10-04" };
    // 2026-10-01 is a Thursday and National Day.
    expect(await town().publishFromPatterns(span)).toEqual({ created: 1, skippedHolidays: 1, skippedBusy: 0 });
    expect(await town().publishFromPatterns(span)).toEqual({ created: 0, skippedHolidays: 1, skippedBusy: 0 });
    const { items } = await anyone().listSessions({ practitionerId: lawyer, from: "2026-09-01T00:00:00+08:00" });
    expect(items).toMatchObject([{ startsAt: "2026-09-24T10:30:00.000Z", free: 4, timeType: "night" }]);
    await town().cancelSession({ id: items[0]!.id, reason: "那天有别的活动" });
    expect(await town().publishFromPatterns(span)).toMatchObject({ created: 0 });
    await town().endPattern({ id: pattern.id, validTo: "2026-10-09" });
    const other = app.as(rostersContract, places.otherToken);
    await expect(other.endPattern({ id: pattern.id, validTo: "2026-10-09" })).rejects.toMatchObject({ status: 404 });
    const later = { ...span, from: "2026-10-15", to: "2026-10-15" };
    expect(await town().publishFromPatterns(later)).toEqual({ created: 0, skippedHolidays: 0, skippedBusy: 0 });
    await expect(town().publishFromPatterns({ ...span, to: "2026-12-01" })).rejects.toMatchObject({
      code: "TIMES_WRONG",
    });
  });

  test("leave out who sits elsewhere at that time", async () => {
    const lawyer = await newLawyer(app, places);
    await newSession(app, places, {
      practitionerIds: [lawyer],
      startsAt: "2027-02-15T09:00:00+08:00",
      endsAt: "2027-02-15T10:00:00+08:00",
    });
    const plan = {
      ...{ clinicId: places.clinic.id, form: "lawyerSitIn" as const, timeType: "regular" as const, weekday: 1 },
      ...{ nthWeek: null, starts: "09:30", ends: "11:00", capacity: 2, room: "二号咨询室", practitionerIds: [lawyer] },
      ...{ validFrom: "2027-02-15", validTo: "2027-02-28" },
    };
    const { id } = await town().savePattern(plan);
    expect(
      await town().publishFromPatterns({ clinicId: places.clinic.id, from: "2027-02-15", to: "2027-02-28" }),
    ).toEqual({ created: 1, skippedHolidays: 0, skippedBusy: 1 });
    await town().endPattern({ id, validTo: "2027-02-01" });
  });

  test("of the whole city are seeded and published for a month in seconds", async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => newLawyer(app, places)));
    const seeded = await app.system((ctx) => seedPatterns(ctx, () => people, "2027-03-01"));
    expect(seeded.made).toBeGreaterThan(5);
    const before = performance.now();
    const made = await app.system((ctx) => publishPatterns(ctx, { from: "2027-03-01", to: addDays("2027-03-01", 30) }));
    expect(performance.now() - before).toBeLessThan(15_000);
    expect(made).toMatchObject({ skippedBusy: 0 });
    const { rows } = await app.system((ctx) =>
      sql<{ sessions: number; seats: number; capacity: number; clashes: number }>`
        select count(*) as sessions, coalesce(sum(capacity), 0) as capacity,
               (select count(*) from seats join sessions s2 on s2.id = session_id where s2.starts_at >= '2027-03-01') as seats,
               (select count(*) from session_duties a join sessions sa on sa.id = a.session_id
                  join session_duties b on b.practitioner_id = a.practitioner_id and b.session_id > a.session_id
                  join sessions sb on sb.id = b.session_id
                 where sa.starts_at >= '2027-03-01' and sa.starts_at < sb.ends_at and sb.starts_at < sa.ends_at) as clashes
          from sessions where starts_at >= '2027-03-01'`.execute(ctx.db),
    );
    expect(rows[0]).toMatchObject({ sessions: made.created, clashes: 0 });
    expect(rows[0]!.seats).toBe(Number(rows[0]!.capacity));
  });
});
