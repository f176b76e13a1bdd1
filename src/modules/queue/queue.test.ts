import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../test/harness/app.ts";
import { sql } from "../../platform/database.ts";
import { appointmentsContract } from "../appointments/contract.ts";
import { mattersContract } from "../matters/contract.ts";
import { rostersContract } from "../rosters/contract.ts";
import { findPlaces, newLawyer, newSession, type Places } from "../rosters/rosters.fixture.ts";
import { queueContract } from "./contract.ts";
import { finishTicket, startTicket } from "./index.ts";
import { compareWaiting, type Waiting } from "./rules.ts";

let app: TestApp;
let places: Places;
let lawyer: string;
let sessionId: string;
let clerkToken: string;
let lawyerToken: string;
beforeAll(async () => {
  app = await startTestApp();
  places = await findPlaces(app);
  lawyer = await newLawyer(app, places, "沈律师");
  clerkToken = await app.staff({ role: "clerk", unitPath: places.clinic.path, clinicId: places.clinic.id });
  lawyerToken = await app.staff({ role: "practitioner", unitPath: places.clinic.path, practitionerId: lawyer });
  const plan = { startsAt: "2026-11-23T09:00:00+08:00", endsAt: "2026-11-23T12:00:00+08:00", capacity: 8 };
  ({ id: sessionId } = await newSession(app, places, { ...plan, practitionerIds: [lawyer] }));
}, 120_000);
afterAll(async () => await app?.close());

const NOW = "2026-11-23T10:00:00+08:00";
// Every test begins with an empty waiting room.
beforeEach(async () => {
  app.setNow(NOW);
  await app.system((ctx) =>
    sql`update tickets set state = 'left', finished_at = ${ctx.now}
         where state in ('waiting', 'called', 'serving', 'skipped')`.execute(ctx.db),
  );
});

const as = (token: string) => app.as(queueContract, token);
const clerk = () => as(clerkToken);
const practitioner = () => as(lawyerToken);
async function newMatter(name?: string, token = clerkToken): Promise<string> {
  const { id } = await app.as(mattersContract, token).open({
    ...{ text: "邻居占了宅基地", channel: "visit", clinicId: places.clinic.id },
    ...(name ? { resident: { name } } : { identityRefused: true }),
  });
  return id;
}
const takeOne = async (name?: string, priorityReason?: "elderly" | "urgent") =>
  clerk().take({ matterId: await newMatter(name), priorityReason });
const callNext = (token = clerkToken) => as(token).callNext({ clinicId: places.clinic.id, room: "一号咨询室" });
const board = () => app.as(queueContract).board({ clinicId: places.clinic.id });

describe("taking a number", () => {
  test("walk-ins get A, masked names, the session that runs; one number a matter", async () => {
    const matterId = await newMatter("阿卜杜勒·买买提");
    const ticket = await clerk().take({ matterId });
    expect(ticket).toMatchObject({
      ...{ matterId, sessionId, clinicId: places.clinic.id, state: "waiting", maskedName: "阿**", priority: 0 },
      can: ["call", "start", "leave"],
    });
    expect(ticket.label).toMatch(/^A\d{3}$/);
    expect(ticket.matterNumber).not.toBe("");
    await expect(clerk().take({ matterId })).rejects.toMatchObject({ code: "MATTER_HAS_TICKET" });
    expect((await takeOne()).maskedName).toBe("来访人");
  });

  test("20 at once: twenty numbers, no hole, no pair; the same matter only once", async () => {
    const matters = await Promise.all(Array.from({ length: 20 }, () => newMatter()));
    const tickets = await Promise.all(matters.map((matterId) => clerk().take({ matterId })));
    const numbers = tickets.map((one) => Number(one.label.slice(1))).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, at) => numbers[0]! + at));
    const matterId = await newMatter();
    const storm = await Promise.allSettled(Array.from({ length: 6 }, () => clerk().take({ matterId })));
    expect(storm.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const next = await takeOne();
    expect(Number(next.label.slice(1))).toBe(numbers.at(-1)! + 2);
  });

  test("of a closed matter, or in a foreign clinic, is refused", async () => {
    const matterId = await newMatter();
    await app.as(mattersContract, places.townToken).close({ id: matterId, outcome: "advised" });
    await expect(clerk().take({ matterId })).rejects.toMatchObject({ code: "MATTER_CLOSED" });
    const open = await newMatter();
    const foreign = as(
      await app.staff({ role: "clerk", unitPath: places.otherClinic.path, clinicId: places.otherClinic.id }),
    );
    await expect(foreign.take({ matterId: open })).rejects.toMatchObject({ status: 404 });
    const ticket = await clerk().take({ matterId: open });
    await expect(foreign.list({ clinicId: places.clinic.id })).rejects.toMatchObject({ status: 404 });
    await expect(foreign.callNext({ clinicId: places.clinic.id, room: "一号" })).rejects.toMatchObject({ status: 404 });
    for (const move of ["recall", "skip", "requeue", "start", "finish", "leave"] as const)
      await expect(foreign[move]({ id: ticket.id })).rejects.toMatchObject({ status: 404 });
  });

  test("begins anew at midnight of the city, and yesterday's ticket does not stand in the way", async () => {
    app.setNow("2026-11-25T23:59:59+08:00");
    const matterId = await newMatter();
    expect((await clerk().take({ matterId })).label).toBe("A001");
    app.setNow("2026-11-26T00:00:00+08:00");
    expect((await clerk().list({ clinicId: places.clinic.id })).items).toEqual([]);
    expect((await clerk().take({ matterId })).label).toBe("A001");
    await app.system((ctx) => ctx.send("queue.closeDay", {}));
    await app.drain();
    expect((await clerk().list({ clinicId: places.clinic.id })).items).toMatchObject([{ state: "waiting" }]);
    app.setNow("2026-11-27T00:20:00+08:00");
    await app.system((ctx) => ctx.send("queue.closeDay", {}));
    await app.drain();
    const { rows } = await app.system((ctx) =>
      sql<{ state: string }>`select state from tickets where matter_id = ${matterId}`.execute(ctx.db),
    );
    expect(rows.map((row) => row.state)).toEqual(["left", "left"]);
  });
});

describe("whoever booked", () => {
  const book = async (startsAt = "2026-11-23T09:00:00+08:00") => {
    const id =
      startsAt === "2026-11-23T09:00:00+08:00"
        ? sessionId
        : (await newSession(app, places, { startsAt, endsAt: startsAt.replace(/T\d\d/, "T20") })).id;
    return await app.as(appointmentsContract, clerkToken).book({ sessionId: id, matterId: await newMatter("周女士") });
  };

  test("reports at the desk and gets B, once", async () => {
    const { id, matterId } = await book();
    const ticket = await clerk().checkIn({ id, priorityReason: "elderly" });
    expect(ticket).toMatchObject({ appointmentId: id, matterId, sessionId, priority: 1, priorityReason: "elderly" });
    expect(ticket.label).toMatch(/^B\d{3}$/);
    expect((await app.as(appointmentsContract, clerkToken).get({ id })).state).toBe("checkedIn");
    await expect(clerk().checkIn({ id })).rejects.toMatchObject({ code: "MATTER_HAS_TICKET" });
    await clerk().leave({ id: ticket.id });
    expect(await app.as(appointmentsContract, clerkToken).get({ id })).toMatchObject({ state: "cancelled" });
    await expect(clerk().checkIn({ id })).rejects.toMatchObject({ code: "APPOINTMENT_OVER" });
  });

  test("only on the day, and only while it stands", async () => {
    const tomorrow = await book("2026-11-24T14:00:00+08:00");
    await expect(clerk().checkIn({ id: tomorrow.id })).rejects.toMatchObject({ code: "NOT_TODAY" });
    await app.as(appointmentsContract, clerkToken).cancel({ id: tomorrow.id });
    await expect(clerk().checkIn({ id: tomorrow.id })).rejects.toMatchObject({ code: "APPOINTMENT_OVER" });
    await expect(as(places.otherToken).checkIn({ id: tomorrow.id })).rejects.toMatchObject({ status: 404 });
  });

  test("is served by the practitioner: matter his, appointment kept, ticket finished", async () => {
    const { id, matterId } = await book();
    const ticket = await clerk().checkIn({ id });
    expect((await callNext(lawyerToken))?.id).toBe(ticket.id);
    expect(await practitioner().start({ id: ticket.id })).toMatchObject({ state: "serving", practitionerId: lawyer });
    const matter = await app.as(mattersContract, lawyerToken).get({ id: matterId });
    expect(matter.practitionerId).toBe(lawyer);
    expect(await practitioner().finish({ id: ticket.id })).toMatchObject({ state: "finished", can: [] });
    expect((await app.as(appointmentsContract, clerkToken).get({ id })).state).toBe("served");
    await expect(practitioner().finish({ id: ticket.id })).rejects.toMatchObject({ code: "TICKET_STATE" });
  });
});

test("somebody whose matter another clinic keeps is received all the same, unnamed, and may go again", async () => {
  const resident = await app.resident("13800004444");
  const { id: matterId } = await app.as(mattersContract, resident.token).open({
    ...{ text: "物业不修电梯", channel: "visit", clinicId: places.otherClinic.id, resident: { name: "欧阳修" } },
  });
  const { id } = await app.as(appointmentsContract, resident.token).book({ sessionId, matterId });
  const ticket = await clerk().checkIn({ id });
  expect(ticket).toMatchObject({ matterId, state: "waiting" });
  expect(JSON.stringify(ticket)).not.toContain("欧阳修");
  expect((await callNext(lawyerToken))?.id).toBe(ticket.id);
  expect((await practitioner().start({ id: ticket.id })).state).toBe("serving");
  expect((await clerk().finish({ id: ticket.id })).state).toBe("finished");
});

describe("calling", () => {
  test("ten at once for six people: each person once, the others get nobody", async () => {
    const tickets = await Promise.all(Array.from({ length: 6 }, () => takeOne()));
    const called = await Promise.all(
      Array.from({ length: 10 }, (_, at) => callNext(at % 2 ? clerkToken : lawyerToken)),
    );
    const ids = called.flatMap((one) => (one ? [one.id] : []));
    expect(ids.toSorted()).toEqual(tickets.map((one) => one.id).toSorted());
    expect(called.filter((one) => one === null)).toHaveLength(4);
  });

  test("property: the database calls in the order of the rule", async () => {
    const seeds = Array.from({ length: 24 }, (_, at) => ({
      priority: at % 7 === 0 ? 2 : at % 3 === 0 ? 1 : 0,
      due: at % 4 === 0 ? -60 : at % 5 === 0 ? 60 : null,
      queued: (at * 37) % 11,
    }));
    const expected: Waiting[] = [];
    const now = Date.parse(NOW);
    for (const seed of seeds) {
      const { id, label } = await takeOne();
      const dueAt = seed.due === null ? null : now + seed.due * 1_000;
      const queuedAt = now - seed.queued * 1_000;
      expected.push({ id, priority: seed.priority, dueAt, queuedAt, number: Number(label.slice(1)) });
      await app.system((ctx) =>
        sql`update tickets set priority = ${seed.priority}, queued_at = ${new Date(queuedAt)},
              due_at = ${dueAt === null ? null : new Date(dueAt)} where id = ${id}`.execute(ctx.db),
      );
    }
    expected.sort((a, b) => compareWaiting(a, b, now));
    const { items } = await clerk().list({ clinicId: places.clinic.id });
    expect(items.map((one) => one.id)).toEqual(expected.map((one) => one.id));
    for (const { id } of expected) expect((await callNext())?.id).toBe(id);
    expect(await callNext()).toBeNull();
  });

  test("called in vain twice, skipped, queued again behind the others, gone", async () => {
    const [one, two] = [await takeOne("王一"), await takeOne("王二")];
    const called = await callNext();
    expect(called).toMatchObject({ id: one.id, state: "called", room: "一号咨询室", callCount: 1 });
    expect((await clerk().recall({ id: one.id })).can[0]).toBe("skip");
    expect((await clerk().skip({ id: one.id })).can).toEqual(["requeue", "leave"]);
    app.setNow("2026-11-23T10:05:00+08:00");
    expect(await clerk().requeue({ id: one.id })).toMatchObject({ state: "waiting", callCount: 0, waitedMinutes: 0 });
    expect((await clerk().list({ clinicId: places.clinic.id })).items.map((item) => item.id)).toEqual([two.id, one.id]);
    expect((await clerk().leave({ id: one.id })).state).toBe("left");
    await expect(clerk().start({ id: one.id })).rejects.toMatchObject({ code: "TICKET_STATE" });
    await expect(clerk().recall({ id: two.id })).rejects.toMatchObject({ code: "TICKET_STATE" });
    expect((await clerk().list({ clinicId: places.clinic.id, all: true })).items.map((item) => item.id)).toContain(
      one.id,
    );
  });

  test("a practitioner has the queue of his own sessions only", async () => {
    const stranger = as(
      await app.staff({
        ...{ role: "practitioner", unitPath: places.otherClinic.path },
        practitionerId: await newLawyer(app, places, "别处律师"),
      }),
    );
    const ticket = await takeOne();
    await expect(stranger.list({ clinicId: places.clinic.id })).rejects.toMatchObject({ status: 404 });
    await expect(stranger.start({ id: ticket.id })).rejects.toMatchObject({ status: 404 });
    const colleague = await newLawyer(app, places, "同所律师");
    const plan = { startsAt: "2026-11-23T09:00:00+08:00", endsAt: "2026-11-23T12:00:00+08:00" };
    await newSession(app, places, { ...plan, practitionerIds: [colleague] });
    const other = as(
      await app.staff({ role: "practitioner", unitPath: places.clinic.path, practitionerId: colleague }),
    );
    expect((await other.list({ clinicId: places.clinic.id })).items).toEqual([]);
    expect(await other.callNext({ clinicId: places.clinic.id, room: "二号咨询室" })).toBeNull();
    expect((await practitioner().list({ clinicId: places.clinic.id })).items.map((one) => one.id)).toEqual([ticket.id]);
  });

  test("the doors for the consultation: started and finished once, a second time changes nothing", async () => {
    const ticket = await takeOne();
    const first = await app.system((ctx) => startTicket(ctx, ticket.id));
    app.setNow("2026-11-23T10:01:00+08:00");
    expect(await app.system((ctx) => startTicket(ctx, ticket.id))).toEqual(first);
    expect(await app.system((ctx) => finishTicket(ctx, ticket.id))).toMatchObject({ state: "finished" });
    expect(await app.system((ctx) => finishTicket(ctx, ticket.id))).toBeUndefined();
  });
});

describe("the board", () => {
  test("shows who is called and the next five with honest waits, masked, of this clinic only", async () => {
    const names = ["欧阳一", "李二", "张三丰", "𠮷田㛃", "赵五", "钱六", "孙七"];
    for (const name of names) await takeOne(name);
    const elder = await takeOne("周老", "elderly");
    const called = await callNext();
    expect(called?.id).toBe(elder.id);
    const second = await takeOne("吴急", "urgent");
    const shown = await board();
    expect(shown).toMatchObject({
      ...{ clinicName: places.clinic.name, open: true, now: new Date(NOW).toISOString() },
      current: [{ ticket: elder.label, name: "周*", room: "一号咨询室", callCount: 1 }],
    });
    expect(shown.next).toHaveLength(5);
    expect(shown.next[0]).toMatchObject({
      ...{ ticket: second.label, priority: true, priorityText: "急事优先", waitText: "不用等" },
    });
    expect(shown.next[1]).toMatchObject({ priority: false, priorityText: null });
    expect(shown.next[4]!.waitText).toMatch(/^大约/);
    for (const name of names) expect(JSON.stringify(shown)).not.toContain(name);
    const elsewhere = await app.as(queueContract).board({ clinicId: places.otherClinic.id });
    expect(elsewhere).toMatchObject({ open: false, current: [], next: [] });
    await expect(
      app.as(queueContract).board({ clinicId: "01a20621-ad00-7e68-98fc-de0a659bf8d8" }),
    ).rejects.toMatchObject({ status: 404 });
  });

  test("forgets a call after half an hour, and says when nobody is there any more", async () => {
    await takeOne();
    await callNext();
    app.setNow("2026-11-23T10:30:00+08:00");
    expect((await board()).current).toHaveLength(1);
    app.setNow("2026-11-23T10:30:01+08:00");
    expect((await board()).current).toHaveLength(0);
    app.setNow("2026-11-23T12:00:00+08:00");
    expect((await board()).open).toBe(false);
    await expect(app.as(rostersContract, lawyerToken).checkIn({ id: sessionId })).rejects.toMatchObject({
      code: "SESSION_OVER",
    });
  });
});
