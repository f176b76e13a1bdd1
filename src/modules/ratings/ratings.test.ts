import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../test/harness/app.ts";
import { sql } from "../../platform/database.ts";
import type { PackClinic } from "../../shared/pack.ts";
import { mattersContract } from "../matters/contract.ts";
import { clinicOfArea } from "../network/index.ts";
import { ratingsContract } from "./contract.ts";

let app: TestApp;
let clinic: PackClinic;
let clinicId: string;
let clerk: string;
let town: string;

beforeAll(async () => {
  app = await startTestApp();
  clinic = app.platform.pack.clinics.find((one) => one.tier === "town")!;
  clinicId = (await app.system((ctx) => clinicOfArea(ctx, clinic.areaCode)))!.id;
  clerk = await app.staff({ role: "clerk", unitPath: clinic.path, clinicId });
  town = await app.staff({ role: "town", unitPath: app.platform.pack.area(clinic.areaCode).path });
});
afterAll(() => app.close());

let phones = 13_900_000_000;
/** A closed matter; with `contact` its person can be reached. The token is read from the message that went out. */
async function closed(contact = true) {
  phones += 1;
  const phone = String(phones);
  const matters = app.as(mattersContract, clerk);
  const { id, number } = await matters.open({
    text: "老板三个月没发工资",
    channel: "visit",
    clinicId,
    ...(contact ? { resident: { name: "王芳", phone } } : {}),
  });
  await matters.close({ id, outcome: "advised" });
  const token = await app.system(async (ctx) => {
    const { rows } = await sql<{
      tokenSealed: string;
    }>`select token_sealed from ratings where matter_id = ${id}`.execute(ctx.db);
    return ctx.open(rows[0]!.tokenSealed);
  });
  return { id, number, phone, token };
}
const anyone = () => app.as(ratingsContract);
const tiers = () => app.as(ratingsContract, town);
const rowOf = async (matterId: string) =>
  (await tiers().list({ size: 200 })).items.find((row) => row.matterId === matterId)!;
const messages = (matterId: string) =>
  app.system(async (ctx) => {
    const { rows } = await sql<{ template: string; textSealed: string }>`
      select template, text_sealed from notifications where matter_id = ${matterId} and channel = 'inApp'
        and template like 'rating%' order by created_at`.execute(ctx.db);
    return rows.map((row) => ({ template: row.template, text: ctx.open(row.textSealed) }));
  });

describe("inviting", () => {
  test("closing a matter invites its person, with a link that opens this matter", async () => {
    const { id, number, token } = await closed();
    const sent = await messages(id);
    expect(sent.map((message) => message.template)).toEqual(["ratingInvited"]);
    expect(sent[0]?.text).toContain(`/rate/${token}`);
    const invitation = await anyone().invitation({ token });
    expect(invitation).toMatchObject({ matterNumber: number, rated: false, level: null, tookPlace: null });
    expect(new Date(invitation.expiresAt).getTime() - app.now().getTime()).toBe(30 * 86_400_000);
  });
  test("who left no contact gets a rating to give at the window, and no message", async () => {
    const { id, token } = await closed(false);
    expect(await messages(id)).toEqual([]);
    expect((await anyone().give({ token, tookPlace: true, level: 5, via: "window" })).level).toBe(5);
  });
  test("a practitioner who closes his matter invites too, and sees no row", async () => {
    const practitioner = await app.system(async (ctx) => {
      const id = ctx.newId();
      await sql`insert into practitioners (id, code, unit_path, name, profession, employer, public_servant, good_at, languages, updated_at)
        values (${id}, ${id}, ${clinic.path}, '李律师', 'lawyer', '某所', false, '{}', '{}', ${ctx.now})`.execute(
        ctx.db,
      );
      return id;
    });
    const token = await app.staff({ role: "practitioner", unitPath: clinic.path, practitionerId: practitioner });
    const { id } = await app.as(mattersContract, clerk).open({ text: "邻居漏水", channel: "visit", clinicId });
    await app.system((ctx) =>
      sql`update matters set practitioner_id = ${practitioner} where id = ${id}`.execute(ctx.db),
    );
    await app.as(mattersContract, token).close({ id, outcome: "advised" });
    expect((await rowOf(id)).ratedAt).toBeNull();
    await expect(app.as(ratingsContract, token).list({})).rejects.toMatchObject({ status: 403 });
  });
  test("closed again: an unused link lives on with new time, a rating stays the only one", async () => {
    const matters = app.as(mattersContract, clerk);
    const [silent, rated] = [await closed(), await closed()];
    await anyone().give({ token: rated.token, tookPlace: true, level: 4 });
    app.setNow("2026-11-24T10:00:00+08:00");
    for (const { id } of [silent, rated]) {
      await matters.reopen({ id });
      await matters.close({ id, outcome: "advised" });
    }
    expect((await anyone().invitation({ token: silent.token })).expiresAt).toBe("2026-12-24T02:00:00.000Z");
    expect((await messages(silent.id)).length).toBe(2);
    expect(await anyone().invitation({ token: rated.token })).toMatchObject({ rated: true, level: 4 });
    expect((await messages(rated.id)).length).toBe(1);
    app.setNow("2026-11-23T10:00:00+08:00");
  });
});

describe("giving", () => {
  test("once", async () => {
    const { token } = await closed();
    expect(await anyone().give({ token, tookPlace: true, level: 3 })).toMatchObject({ rated: true, level: 3 });
    await expect(anyone().give({ token, tookPlace: true, level: 5 })).rejects.toMatchObject({ code: "ALREADY_RATED" });
    expect((await anyone().invitation({ token })).level).toBe(3);
  });
  test("ten at the same time: one counts", async () => {
    const { id, token } = await closed();
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, (_, turn) => anyone().give({ token, tookPlace: true, level: (turn % 5) + 1 })),
    );
    const won = answers.filter((answer) => answer.status === "fulfilled");
    expect(won).toHaveLength(1);
    expect((await rowOf(id)).level).toBe(won[0]?.value.level);
    for (const answer of answers)
      if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "ALREADY_RATED" });
  });
  test("not without a level, not after 30 days, not with somebody's guess", async () => {
    const { token } = await closed();
    await expect(anyone().give({ token, tookPlace: true })).rejects.toMatchObject({ code: "LEVEL_MISSING" });
    await expect(anyone().give({ token: `${token.slice(0, -1)}!`, tookPlace: true, level: 5 })).rejects.toMatchObject({
      status: 404,
    });
    app.setNow("2026-12-23T10:00:01+08:00");
    await expect(anyone().give({ token, tookPlace: true, level: 5 })).rejects.toMatchObject({ code: "RATING_EXPIRED" });
    app.setNow("2026-11-23T10:00:00+08:00");
  });
  test("what was written is sealed, opened for the tiers, and nowhere in the timeline", async () => {
    const { id, token } = await closed();
    await anyone().give({ token, tookPlace: true, level: 5, comment: "李律师讲得很清楚" });
    expect((await rowOf(id)).comment).toBe("李律师讲得很清楚");
    const { rows } = await app.system((ctx) =>
      sql<{ all: string }>`select row_to_json(r)::text as all from ratings r where matter_id = ${id}`.execute(ctx.db),
    );
    expect(rows[0]?.all).not.toContain("李律师");
    const matter = await app.as(mattersContract, clerk).get({ id });
    expect(JSON.stringify(matter)).not.toContain("李律师");
    expect(matter.events.some((event) => event.kind.startsWith("rating"))).toBe(false);
    expect(matter.clocks.some((clock) => clock.code === "SLA-23")).toBe(false);
  });
});

describe("bad ratings", () => {
  test("start SLA-23, say so in the timeline without level or words, and end with the talk", async () => {
    const { id, token } = await closed();
    await anyone().give({ token, tookPlace: true, level: 2, comment: "等了一小时没人" });
    const before = await app.as(mattersContract, town).get({ id });
    const event = before.events.find((one) => one.kind === "ratingBad");
    expect(event).toMatchObject({ data: {}, text: null });
    const clock = before.clocks.find((one) => one.code === "SLA-23");
    // One working day: the end of Tuesday.
    expect(clock).toMatchObject({ dueAt: "2026-11-24T15:59:59.999Z", stoppedAt: null });
    // The clinic that was rated learns nothing of it.
    const rated = await app.as(mattersContract, clerk).get({ id });
    expect(rated.events.some((one) => one.kind.startsWith("rating"))).toBe(false);
    expect(rated.clocks.some((one) => one.code === "SLA-23")).toBe(false);
    const row = await rowOf(id);
    expect(row.can).toEqual(["contacted"]);
    expect((await tiers().list({ open: "true" })).items.map((one) => one.matterId)).toContain(id);
    expect(await tiers().contacted({ id: row.id, note: "已向他说明并道歉" })).toMatchObject({
      contactNote: "已向他说明并道歉",
      can: [],
    });
    await expect(tiers().contacted({ id: row.id, note: "再来一次" })).rejects.toMatchObject({
      code: "ALREADY_CONTACTED",
    });
    expect((await tiers().list({ open: "true" })).items.map((one) => one.matterId)).not.toContain(id);
    const after = await app.as(mattersContract, town).get({ id });
    expect(after.clocks.find((one) => one.code === "SLA-23")?.met).toBe(true);
    expect(JSON.stringify(after)).not.toMatch(/道歉|一小时/);
  });
  test("“the service did not take place” has no level and shows up for the tiers", async () => {
    const { id, token } = await closed();
    expect(await anyone().give({ token, tookPlace: false, level: 5 })).toMatchObject({ tookPlace: false, level: null });
    expect((await tiers().list({ denied: "true" })).items.map((row) => row.matterId)).toEqual([id]);
    const matter = await app.as(mattersContract, town).get({ id });
    expect(matter.events.map((event) => event.kind)).toContain("ratingDenied");
    expect(matter.clocks.map((clock) => clock.code)).toContain("SLA-23");
  });
  test("a good rating needs no talk", async () => {
    const { id, token } = await closed();
    await anyone().give({ token, tookPlace: true, level: 4 });
    await expect(tiers().contacted({ id: (await rowOf(id)).id, note: "谢谢" })).rejects.toMatchObject({
      code: "NOT_BAD",
    });
  });
});

describe("who sees", () => {
  test("the tiers within their reach; nobody who is rated, and nobody outside", async () => {
    const { id } = await closed();
    const pack = app.platform.pack;
    const district = pack.area(pack.area(clinic.areaCode).parent!);
    const other = pack.areas.find((area) => area.tier === "district" && area.code !== district.code)!;
    const rows = async (path: string, role: "district" | "city") =>
      (await app.as(ratingsContract, await app.staff({ role, unitPath: path })).list({ size: 200 })).items;
    expect((await rows(district.path, "district")).map((row) => row.matterId)).toContain(id);
    expect(await rows(other.path, "district")).toEqual([]);
    await expect(app.as(ratingsContract, clerk).list({})).rejects.toMatchObject({ status: 403 });
    await expect(anyone().list({})).rejects.toMatchObject({ status: 401 });
    const outside = app.as(ratingsContract, await app.staff({ role: "district", unitPath: other.path }));
    await expect(outside.contacted({ id: (await rowOf(id)).id, note: "看看" })).rejects.toMatchObject({ status: 404 });
  });
  test("the database keeps the rows from clerks even where the program forgot", async () => {
    const { id } = await closed();
    const seen = await app.system(async (ctx) => {
      await sql`select set_config('app.role', 'clerk', true), set_config('app.reach', ${clinic.path}, true)`.execute(
        ctx.db,
      );
      const read = await sql`select 1 from ratings where matter_id = ${id}`.execute(ctx.db);
      const write = await sql`update ratings set contacted_at = ${ctx.now} where matter_id = ${id}`.execute(ctx.db);
      return { read: read.rows.length, write: Number(write.numAffectedRows) };
    });
    expect(seen).toEqual({ read: 0, write: 0 });
  });
  test("filters by day, level and answer", async () => {
    app.setNow("2026-10-08T10:00:00+08:00");
    const made = [await closed(), await closed(), await closed(), await closed(false)];
    await anyone().give({ token: made[0]!.token, tookPlace: true, level: 1 });
    await anyone().give({ token: made[1]!.token, tookPlace: true, level: 5 });
    const count = async (filter: object) =>
      (await tiers().list({ from: "2026-10-08", to: "2026-10-08", ...filter })).total;
    expect(await count({})).toBe(4);
    expect(await count({ rated: "true" })).toBe(2);
    expect(await count({ rated: "false" })).toBe(2);
    expect(await count({ bad: "true" })).toBe(1);
    expect(await count({ level: 5 })).toBe(1);
    expect(await count({ contact: "true" })).toBe(3);
    expect(await count({ area: clinic.areaCode })).toBe(4);
    expect((await tiers().list({ to: "2026-10-07" })).total).toBe(0);
    app.setNow("2026-11-23T10:00:00+08:00");
  });
});

describe("the reminder", () => {
  test("goes out once, to whoever is silent and can be reached", async () => {
    app.setNow("2026-09-07T10:00:00+08:00");
    const [silent, answered, nameless] = [await closed(), await closed(), await closed(false)];
    await anyone().give({ token: answered.token, tookPlace: true, level: 4 });
    const run = async (at: string) => {
      app.setNow(at);
      await app.system((ctx) => ctx.send("ratings.remind", {}));
      await app.drain();
    };
    const kinds = async (id: string) => (await messages(id)).map((message) => message.template);
    await run("2026-09-10T10:00:00+08:00");
    expect(await kinds(silent.id)).toEqual(["ratingInvited"]);
    await run("2026-09-11T10:00:00+08:00");
    await run("2026-09-12T10:00:00+08:00");
    expect(await kinds(silent.id)).toEqual(["ratingInvited", "ratingReminder"]);
    expect((await messages(silent.id))[1]?.text).toContain(`/rate/${silent.token}`);
    expect(await kinds(answered.id)).toEqual(["ratingInvited"]);
    expect(await kinds(nameless.id)).toEqual([]);
    // Silence is no praise: the row stays without a level.
    expect((await rowOf(silent.id)).level).toBeNull();
    app.setNow("2026-11-23T10:00:00+08:00");
  });
});

describe("the link by number and phone", () => {
  test("opens the rating of one's own matter; every wrong guess gets the same answer", async () => {
    const { number, phone, token } = await closed();
    const other = await closed();
    expect(await anyone().linkByProgress({ number, phone })).toEqual({ token, rated: false });
    const refused = async (input: { number: string; phone: string }) =>
      await anyone()
        .linkByProgress(input)
        .then(
          () => "answered",
          (error) => JSON.stringify({ status: error.status, code: error.code, data: error.data }),
        );
    const answers = await Promise.all([
      refused({ number, phone: other.phone }),
      refused({ number: number.replace(/\d{5}$/, "99999"), phone }),
      refused({ number: "随便", phone: "不是号码" }),
    ]);
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain("PROGRESS_NOT_FOUND");
    await anyone().give({ token, tookPlace: true, level: 5 });
    expect(await anyone().linkByProgress({ number, phone })).toEqual({ token: null, rated: true });
  });
  test("has nothing to open before the matter is closed", async () => {
    const phone = "13700001111";
    const { number } = await app
      .as(mattersContract, clerk)
      .open({ text: "问一问", channel: "visit", clinicId, resident: { name: "赵四", phone } });
    expect(await anyone().linkByProgress({ number, phone })).toEqual({ token: null, rated: false });
  });
  test("guessing runs into a limit that a refusal does not give back", async () => {
    const { number } = await closed();
    const statuses: number[] = [];
    for (let turn = 0; turn < 12; turn += 1)
      await anyone()
        .linkByProgress({ number, phone: `1360000${1000 + turn}` })
        .catch((error) => statuses.push(error.status));
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(409));
    expect(statuses.slice(10)).toEqual([429, 429]);
  });
});
