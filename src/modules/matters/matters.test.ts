import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../test/harness/app.ts";
import { addDays, civilDate, endOfDay } from "../../shared/civil-time.ts";
import { addWorkingDays } from "../../shared/working-days.ts";
import { apiError } from "../../ui/api.ts";
import { type ClinicRef, clinicsBelow } from "../network/index.ts";
import { residentsContract } from "../residents/contract.ts";
import { mattersContract } from "./contract.ts";
import { addEvent, startClock } from "./index.ts";
import { stepLabels } from "./labels.ts";

let app: TestApp;
let home: ClinicRef;
let away: ClinicRef;
let clerk: string;
let awayClerk: string;
let townPath: string;
let phones = 13900000000;
const nextPhone = () => String(++phones);
const matters = (token?: string) => app.as(mattersContract, token);
const code = async (work: Promise<unknown>) =>
  apiError(
    await work.then(
      () => undefined,
      (error: unknown) => error,
    ),
  )?.code;

beforeAll(async () => {
  app = await startTestApp();
  const towns = (await app.system((ctx) => clinicsBelow(ctx, "/"))).filter((clinic) => clinic.tier === "town");
  home = towns[0]!;
  away = towns.find((clinic) => !clinic.path.startsWith(home.path.split("/").slice(0, 4).join("/")))!;
  townPath = home.path.replace(/~[^/]+\/$/, "");
  clerk = await app.staff({ role: "clerk", unitPath: home.path, clinicId: home.id });
  awayClerk = await app.staff({ role: "clerk", unitPath: away.path, clinicId: away.id });
});
afterAll(async () => await app.close());

/** A minute passes between two openings, so that lists have an order. */
async function visit(extra: object = {}, token = clerk) {
  app.setNow(new Date(app.now().getTime() + 60_000));
  return await matters(token).open({ text: "老板拖欠我三个月工资，一直不发。", channel: "visit", ...extra });
}
const owner = async <T extends object>(query: string, values: unknown[] = []) => {
  const client = new Client({ connectionString: app.ownerUrl });
  await client.connect();
  try {
    return (await client.query<T>(query, values)).rows;
  } finally {
    await client.end();
  }
};

describe("opening", () => {
  test("a clerk's matter belongs to his clinic, is sorted by triage and has a number", async () => {
    const { id, number } = await visit();
    expect(number).toMatch(new RegExp(`^${app.platform.pack.matterPrefix}2611-\\d{5,}$`));
    const page = await matters(clerk).get({ id });
    expect(page).toMatchObject({
      clinicId: home.id,
      state: "open",
      category: "LABOUR",
      resident: null,
      masked: false,
      clocks: [],
    });
    expect(page.narrative).toBe("老板拖欠我三个月工资，一直不发。");
    expect(page.can).toEqual(["classify", "addNote", "defer", "close"]);
    expect(page.events.map((event) => event.kind)).toEqual(["opened"]);
  });

  test("triage keeps codes and scores, never the words they came from", async () => {
    const { id } = await visit({ text: "工头阚德胜欠我们十二个人的工钱，昨天还打了我。" });
    const [row] = await owner<{ triage: { categories: object[] } }>("select triage from matters where id = $1", [id]);
    expect(Object.keys(row!.triage.categories[0]!).sort()).toEqual(["code", "score"]);
    expect(JSON.stringify(row!.triage)).not.toMatch(/\p{Script=Han}/u);
  });

  test("an online matter of a resident goes to the city's clinic and has 24 hours; the first answer stops the clock", async () => {
    const resident = await app.resident(nextPhone());
    const { id } = await matters(resident.token).open({ text: "想离婚，孩子跟谁？", channel: "online" });
    const page = await matters(resident.token).get({ id });
    const city = app.platform.pack.area(app.platform.pack.defaultArea);
    expect(page.clinicName).toBeTruthy();
    expect(page.clocks).toMatchObject([{ code: "SLA-04", text: "还剩 1 天", pausable: false }]);
    expect(Date.parse(page.clocks[0]!.dueAt) - app.now().getTime()).toBe(24 * 3_600_000);
    const staff = await app.staff({ role: "clerk", unitPath: `${city.path}`, clinicId: page.clinicId });
    await matters(staff).classify({ id, category: "FAMILY" });
    expect((await matters(staff).get({ id })).clocks[0]!.stoppedAt).toBeNull();
    const noted = await matters(staff).addNote({ id, text: "已电话答复" });
    expect(noted.clocks).toMatchObject([{ code: "SLA-04", met: true, late: false }]);
    const seen = await matters(resident.token).get({ id });
    expect(seen.events.map((event) => event.kind)).toEqual(["opened", "classified"]);
    expect(seen.can).toEqual([]);
  });

  test("a letter has the working days of SLA-06", async () => {
    const { pack } = app.platform;
    const today = civilDate(app.now());
    const { id } = await visit({ channel: "letter" });
    const due = endOfDay(addWorkingDays(today, pack.serviceLevel("SLA-06", today).limit!.amount, pack.localDays));
    expect((await matters(clerk).get({ id })).clocks).toMatchObject([{ code: "SLA-06", dueAt: due.toISOString() }]);
  });

  test("a resident cannot open a letter, nor a matter of somebody else", async () => {
    const one = await app.resident(nextPhone());
    const other = await app.resident(nextPhone());
    expect(await code(matters(one.token).open({ text: "写信", channel: "letter" }))).toBe("BAD_REQUEST");
    expect(await code(matters(one.token).open({ text: "替人", channel: "online", residentId: other.residentId }))).toBe(
      "NOT_FOUND",
    );
  });

  test("a proxy needs the person's consent and sees what he opened, not what others opened", async () => {
    const one = await app.staff({ role: "proxy", unitPath: home.path, clinicId: home.id });
    const two = await app.staff({ role: "proxy", unitPath: home.path, clinicId: home.id });
    expect(await code(visit({ channel: "round" }, one))).toBe("CONSENT_NEEDED");
    const { id } = await visit(
      { channel: "round", consent: "spoken", resident: { name: "尤老伯", phone: nextPhone() } },
      one,
    );
    const page = await matters(one).get({ id });
    expect(page).toMatchObject({ clinicId: home.id, residentName: "尤老伯", masked: false, can: [] });
    expect(page.events[0]!.data).toMatchObject({ consent: "spoken" });
    expect(await code(matters(two).get({ id }))).toBe("NOT_FOUND");
    expect((await matters(two).list({})).total).toBe(0);
    expect((await matters(one).list({})).items.map((row) => row.id)).toEqual([id]);
  });

  test("under fourteen a guardian must agree (PRV-04)", async () => {
    const child = { name: "小明", idNumber: withCheck("32040120150607001") };
    expect(await code(visit({ resident: child }))).toBe("GUARDIAN_NEEDED");
    const { id } = await visit({ resident: child, consent: "spoken" });
    expect((await matters(clerk).get({ id })).personGroups).toContain("minor");
  });

  test.each([
    [{ clinicId: "01890000-0000-7000-8000-000000000000" }, "CLINIC_UNKNOWN"],
    [{ category: "NO_SUCH" }, "CATEGORY_UNKNOWN"],
    [{ resident: { name: "王芳", phone: "12345" } }, "PHONE_INVALID"],
    [{ resident: { name: "王芳", idNumber: "320401199001011234" } }, "ID_NUMBER_INVALID"],
  ])("is refused: %j → %s", async (extra, refused) => {
    expect(await code(visit(extra))).toBe(refused);
  });

  test("a clerk cannot open a matter at another clinic", async () => {
    expect(await code(visit({ clinicId: away.id }))).toBe("CLINIC_UNKNOWN");
  });

  test("who does not want to say who he is may", async () => {
    const { id } = await visit({ identityRefused: true });
    expect(await matters(clerk).get({ id })).toMatchObject({ identityRefused: true, resident: null });
  });
});

describe("walls", () => {
  test("another unit gets 404, whatever it tries", async () => {
    const { id } = await visit();
    const stranger = matters(awayClerk);
    for (const attempt of [
      () => stranger.get({ id }),
      () => stranger.addNote({ id, text: "x" }),
      () => stranger.classify({ id, category: "DEBT" }),
      () => stranger.defer({ id, reason: "x" }),
      () => stranger.close({ id, outcome: "advised" }),
      () => stranger.reopen({ id }),
      () => stranger.pauseClock({ id, code: "SLA-03", reason: "x" }),
      () => stranger.reveal({ id, purpose: "想看一看" }),
    ])
      expect(await code(attempt())).toBe("NOT_FOUND");
    expect((await stranger.list({ clinicId: home.id })).total).toBe(0);
  });

  test("a practitioner sees his own matters only, also where his place would reach more", async () => {
    const [mine, other] = await practitionerIds();
    const me = await app.staff({ role: "practitioner", unitPath: home.path, clinicId: home.id, practitionerId: mine! });
    const them = await app.staff({
      role: "practitioner",
      unitPath: home.path,
      clinicId: home.id,
      practitionerId: other!,
    });
    const foreign = await visit();
    const { id } = await visit({}, me);
    expect((await matters(me).get({ id })).practitionerId).toBe(mine);
    expect(await code(matters(me).get({ id: foreign.id }))).toBe("NOT_FOUND");
    expect(await code(matters(them).get({ id }))).toBe("NOT_FOUND");
    expect((await matters(me).list({})).items.map((row) => row.id)).toEqual([id]);
  });

  test("a resident sees his own matters and nobody else's", async () => {
    const one = await app.resident(nextPhone());
    const other = await app.resident(nextPhone());
    const { id } = await matters(one.token).open({ text: "房东不退押金", channel: "online" });
    expect((await matters(one.token).list({})).items.map((row) => row.id)).toEqual([id]);
    expect(await code(matters(other.token).get({ id }))).toBe("NOT_FOUND");
    expect((await matters(other.token).list({})).total).toBe(0);
  });

  test("above the clinic words and names are masked until a reason is given", async () => {
    const phone = nextPhone();
    const { id } = await visit({ resident: { name: "欧阳修文", phone } });
    const town = await app.staff({ role: "town", unitPath: townPath });
    const page = await matters(town).get({ id });
    expect(page).toMatchObject({ masked: true, narrative: null, excerpt: null, residentName: "欧阳**" });
    expect(page.resident).toMatchObject({ masked: true, phone: `${phone.slice(0, 3)}****${phone.slice(-4)}` });
    expect(page.can).toContain("reveal");
    expect(JSON.stringify(page)).not.toContain("工资");
    const row = (await matters(town).list({})).items.find((item) => item.id === id);
    expect(row).toMatchObject({ residentName: "欧阳**", excerpt: null });

    const shown = await matters(town).reveal({ id, purpose: "核查投诉" });
    expect(shown).toMatchObject({ masked: false, residentName: "欧阳修文" });
    expect(shown.narrative).toContain("工资");
    expect(await code(matters(town).reveal({ id, purpose: "看" }))).toBe("BAD_REQUEST");
    const [entry] = await owner<{ purpose: string }>(
      "select purpose from audit_entries where action = 'matters.reveal' and subject_id = $1",
      [id],
    );
    expect(entry?.purpose).toBe("核查投诉");
    expect((await matters(clerk).get({ id })).events.map((event) => event.kind)).toContain("revealed");
    // The mask is back at the next look.
    expect((await matters(town).get({ id })).narrative).toBeNull();
  });

  test("who serves does not read a rating out of the timeline, a clock or a list; the tiers do", async () => {
    const { id } = await visit();
    await app.system(async (ctx) => {
      await addEvent(ctx, id, "ratingBad", {});
      await startClock(ctx, { id, unitPath: home.path }, "SLA-23");
    });
    const before = app.now();
    app.setNow(new Date(before.getTime() + 9 * 86_400_000));
    const town = await app.staff({ role: "town", unitPath: townPath });
    const seen = await matters(clerk).get({ id });
    const late = (await matters(clerk).list({ clock: "late", size: 200 })).items.map((row) => row.id);
    const above = await matters(town).get({ id });
    const lateAbove = (await matters(town).list({ clock: "late", size: 200 })).items.map((row) => row.id);
    app.setNow(before);
    expect(seen.events.map((event) => event.kind)).toEqual(["opened"]);
    expect(seen.clocks).toEqual([]);
    expect(late).not.toContain(id);
    expect(above.events.map((event) => event.kind)).toContain("ratingBad");
    expect(above.clocks).toMatchObject([{ code: "SLA-23", late: true }]);
    expect(lateAbove).toContain(id);
  });

  test("a person reveals thirty times an hour at most (PRV-07)", async () => {
    const { id } = await visit();
    const town = await app.staff({ role: "town", unitPath: townPath });
    for (let i = 0; i < 30; i++) await matters(town).reveal({ id, purpose: "核查投诉" });
    expect(await code(matters(town).reveal({ id, purpose: "核查投诉" }))).toBe("TOO_MANY_REQUESTS");
  });
});

describe("working", () => {
  test("defers with three working days, waits for the person, goes on, closes", async () => {
    const { id } = await visit();
    const deferred = await matters(clerk).defer({ id, reason: "要查档案" });
    const today = civilDate(app.now());
    const days = app.platform.pack.localDays;
    const { amount } = app.platform.pack.serviceLevel("SLA-03", today).limit!;
    expect(deferred).toMatchObject({ state: "deferred" });
    expect(deferred.clocks).toMatchObject([
      { code: "SLA-03", dueAt: endOfDay(addWorkingDays(today, amount, days)).toISOString(), pausable: true },
    ]);
    const paused = await matters(clerk).pauseClock({ id, code: "SLA-03", reason: "等他补合同" });
    expect(paused.clocks[0]).toMatchObject({ text: "已停表", pauseReason: "等他补合同", pausable: false });
    expect(paused.can).toContain("resumeClock");
    expect(await code(matters(clerk).pauseClock({ id, code: "SLA-03", reason: "又停" }))).toBe("CLOCK_NOT_RUNNING");
    const before = app.now();
    try {
      app.setNow(new Date(before.getTime() + 14 * 86_400_000));
      const resumed = await matters(clerk).resumeClock({ id, code: "SLA-03" });
      const due = endOfDay(addWorkingDays(addDays(today, 14), amount, days));
      expect(resumed.clocks[0]).toMatchObject({ dueAt: due.toISOString(), pausedAt: null, late: false });
      expect(await code(matters(clerk).resumeClock({ id, code: "SLA-03" }))).toBe("CLOCK_NOT_RUNNING");
      const closed = await matters(clerk).close({ id, outcome: "advised" });
      expect(closed).toMatchObject({ state: "closed", outcome: "advised", can: ["addNote", "reopen"] });
      expect(closed.clocks[0]).toMatchObject({ met: true });
      expect(await code(matters(clerk).close({ id, outcome: "advised" }))).toBe("MATTER_CLOSED");
      expect(await code(matters(clerk).classify({ id, category: "DEBT" }))).toBe("MATTER_CLOSED");
      expect(await code(matters(clerk).defer({ id, reason: "x" }))).toBe("MATTER_CLOSED");
      const again = await matters(clerk).reopen({ id });
      expect(again).toMatchObject({ state: "open", outcome: null, closedAt: null });
      expect(await code(matters(clerk).reopen({ id }))).toBe("MATTER_NOT_CLOSED");
      expect(again.events.map((event) => event.kind)).toEqual([
        "opened",
        "defer",
        "clockPaused",
        "clockResumed",
        "close",
        "reopen",
      ]);
    } finally {
      app.setNow(before);
    }
  });

  test("some clocks may not stand still, and none that does not run", async () => {
    const { id } = await visit({ channel: "letter" });
    expect(await code(matters(clerk).pauseClock({ id, code: "SLA-06", reason: "等" }))).toBe("CLOCK_NOT_PAUSABLE");
    expect(await code(matters(clerk).pauseClock({ id, code: "SLA-03", reason: "等" }))).toBe("CLOCK_NOT_RUNNING");
  });

  test("a clock that is not kept says so", async () => {
    const { id } = await visit({ channel: "letter" });
    const before = app.now();
    try {
      app.setNow(new Date(before.getTime() + 30 * 86_400_000));
      expect((await matters(clerk).get({ id })).clocks[0]).toMatchObject({ late: true });
      expect((await matters(clerk).list({ clock: "late" })).items.map((row) => row.id)).toContain(id);
      const closed = await matters(clerk).close({ id, outcome: "documentDrafted" });
      expect(closed.clocks[0]).toMatchObject({ met: false, late: true });
      expect((await matters(clerk).list({ clock: "late" })).items.map((row) => row.id)).not.toContain(id);
    } finally {
      app.setNow(before);
    }
  });

  test("of two who close at once one wins", async () => {
    const { id } = await visit();
    const codes = await Promise.all(
      Array.from({ length: 6 }, () => code(matters(clerk).close({ id, outcome: "advised" }))),
    );
    expect(codes.filter((one) => one === undefined)).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set([undefined, "MATTER_CLOSED"]));
    const page = await matters(clerk).get({ id });
    expect(page.events.filter((event) => event.kind === "close")).toHaveLength(1);
  });

  test("the timeline cannot be changed, not even by the owner of the tables", async () => {
    const { id } = await visit();
    await expect(owner("update matter_events set kind = 'x' where matter_id = $1", [id])).rejects.toThrow(
      /append-only/,
    );
    await expect(owner("delete from matter_events where matter_id = $1", [id])).rejects.toThrow(/append-only/);
  });

  test("after a correction the matter is found by the new name and proved by the new phone", async () => {
    const [old, fresh] = [nextPhone(), nextPhone()];
    const { id, number } = await visit({ resident: { name: "贺兰雪", phone: old } });
    const residentId = (await matters(clerk).get({ id })).resident!.id;
    await app.as(residentsContract, clerk).change({ id: residentId, name: "贺兰霜", phone: fresh });
    await app.drain();
    expect((await matters(clerk).list({ q: "贺兰霜" })).items.map((row) => row.id)).toEqual([id]);
    expect((await matters(clerk).list({ q: "贺兰雪" })).total).toBe(0);
    expect(await code(matters().progress({ number, phone: old }))).toBe("PROGRESS_NOT_FOUND");
    expect((await matters().progress({ number, phone: fresh })).number).toBe(number);
  });
});

describe("finding", () => {
  test("by number, name, two characters, last four of the phone, words, and the hardest characters", async () => {
    const phone = nextPhone();
    const name = "𠮷田㛃";
    const text = `楼上䶮先生家漏水\u0000把我家天花板泡坏了😱，物业说归开发商管，已经去找过三次，都说再等等看。交通事故也没处理。`;
    const { id, number } = await visit({ text, resident: { name, phone } });
    const find = async (q: string) => (await matters(clerk).list({ q, size: 200 })).items.map((row) => row.id);
    for (const q of [
      number,
      number.toLowerCase(),
      name,
      "𠮷田",
      "田㛃",
      phone,
      phone.slice(-4),
      "天花板",
      "物业",
      "漏水",
      "开发商",
      "交通事故",
    ])
      expect(await find(q), q).toContain(id);
    expect(await find("𠮷野")).toEqual([]);
    expect(await find("火星")).toEqual([]);
    expect((await matters(awayClerk).list({ q: name })).total).toBe(0);
    const page = await matters(clerk).get({ id });
    expect(page.narrative).toBe(text.replace("\u0000", ""));
    expect(page.residentName).toBe(name);
    expect([...page.excerpt!].length).toBeLessThanOrEqual(21);
  });

  test("twenty thousand characters are kept and found; one more is refused", async () => {
    const text = `${"租房合同到期房东不退押金。".repeat(1600).slice(0, 19_996)}獬豸堂前`;
    const { id } = await visit({ text });
    expect((await matters(clerk).get({ id })).narrative).toBe(text);
    expect((await matters(clerk).list({ q: "押金", size: 200 })).items.map((row) => row.id)).toContain(id);
    expect(await code(visit({ text: `${text}多` }))).toBe("BAD_REQUEST");
    expect(await code(visit({ text: " \u0000\n " }))).toBe("BAD_REQUEST");
  });

  test("filters, order and counts agree", async () => {
    const staff = await app.staff({ role: "clerk", unitPath: away.path, clinicId: away.id });
    const mine = matters(staff);
    const made: string[] = [];
    for (let i = 0; i < 5; i++) {
      const category = i < 2 ? "DEBT" : "LABOUR";
      made.push(
        (
          await visit(
            { text: `借给朋友的钱不还，第 ${i} 次来。`, channel: i === 0 ? "letter" : "visit", category },
            staff,
          )
        ).id,
      );
    }
    await mine.close({ id: made[4]!, outcome: "notLegal" });
    await mine.defer({ id: made[3]!, reason: "再查" });
    const ids = async (input: Parameters<typeof mine.list>[0]) => {
      const page = await mine.list(input);
      expect(page.total).toBe(page.items.length);
      return page.items.map((row) => row.id);
    };
    expect(await ids({ category: "DEBT" })).toEqual([made[1], made[0]]);
    expect(await ids({ sort: "oldest" })).toEqual(made);
    expect(await ids({ state: "closed,deferred" })).toEqual([made[4], made[3]]);
    expect(await ids({ channel: "letter" })).toEqual([made[0]]);
    expect((await ids({ sort: "due" })).slice(0, 2)).toEqual([made[3], made[0]]);
    expect(await ids({ clock: "running" })).toEqual([made[3], made[0]]);
    expect(await ids({ from: "2026-11-23", to: "2026-11-23" })).toHaveLength(5);
    expect(await ids({ from: "2026-11-24" })).toEqual([]);
    expect(await ids({ to: "2026-11-22" })).toEqual([]);
    expect(await ids({ closedFrom: "2026-11-23", closedTo: "2026-11-23" })).toEqual([made[4]]);
    expect(await ids({ area: away.areaCode })).toHaveLength(5);
    expect(await ids({ area: home.areaCode })).toEqual([]);
    expect(await code(mine.list({ area: "nowhere" }))).toBe("NOT_FOUND");
    const page = await mine.list({ size: 2, page: 3 });
    expect(page).toMatchObject({ total: 5, items: [{ id: made[0] }] });
    expect((await mine.list({ page: 90_000 })).items).toEqual([]);
    const flagged = await mine.open({ text: "我男人天天打我，我和孩子都不敢回家。", channel: "visit" });
    const flags = (await mine.get({ id: flagged.id })).flags;
    expect(flags).toContain("VIOLENCE_AT_HOME");
    expect(await ids({ flag: "VIOLENCE_AT_HOME" })).toEqual([flagged.id]);
  });
});

describe("progress", () => {
  test("number and phone show the course in plain words, and nothing of staff", async () => {
    const phone = nextPhone();
    const { id, number } = await visit({ resident: { name: "祁连山", phone } });
    await matters(clerk).addNote({ id, text: "机密备注" });
    await matters(clerk).defer({ id, reason: "内部原因" });
    const seen = await matters().progress({
      number: ` ${number.toLowerCase()} `,
      phone: `+86 ${phone.slice(0, 3)}-${phone.slice(3)}`,
    });
    expect(seen.steps.map((step) => step.text)).toEqual([stepLabels.opened, stepLabels.defer]);
    expect(seen).toMatchObject({ state: "deferred", stateLabel: "约期答复", clinicName: home.name });
    expect(JSON.stringify(seen)).not.toMatch(/机密|内部|祁连山/);
  });

  test("a wrong number, a wrong phone and nonsense get one and the same answer, and trying is limited", async () => {
    const phone = nextPhone();
    const { number } = await visit({ resident: { name: "祁连山", phone } });
    const wrong = { number: `${number.slice(0, -5)}99999`, phone };
    for (const input of [wrong, { number, phone: nextPhone() }, { number: "哈哈", phone: "哈哈" }])
      expect(await code(matters().progress(input))).toBe("PROGRESS_NOT_FOUND");
    const codes: (string | undefined)[] = [];
    for (let i = 0; i < 10; i++) codes.push(await code(matters().progress({ number, phone: "13000000000" })));
    expect(codes.at(-1)).toBe("TOO_MANY_REQUESTS");
    expect(codes[0]).toBe("PROGRESS_NOT_FOUND");
  });
});

describe("drafts", () => {
  test("come back with their token, merged, with what triage says; nobody else opens them", async () => {
    const { token } = await matters().saveDraft({
      answers: { text: "公司三个月没发工资，我已经辞职了。", name: "司空见惯" },
    });
    expect(await matters().saveDraft({ token, answers: { name: "司空图", area: "x" } })).toEqual({ token });
    const draft = await matters().loadDraft({ token });
    expect(draft.answers).toEqual({ text: "公司三个月没发工资，我已经辞职了。", name: "司空图", area: "x" });
    expect(draft.triage?.categories[0]?.code).toBe("LABOUR");
    expect(await code(matters().loadDraft({ token: `${token.slice(0, -2)}xx` }))).toBe("NOT_FOUND");
    const [row] = await owner<{ all: string }>("select string_agg(drafts::text, '') as all from drafts");
    expect(row!.all).not.toMatch(/司空|工资/);
    expect(row!.all).not.toContain(token);
  });

  test("hold only the questions' fields, not too much, and for thirty days", async () => {
    expect(await code(matters().saveDraft({ answers: { __proto__x: "1" } }))).toBe("BAD_REQUEST");
    expect(await code(matters().saveDraft({ answers: { constructor: "1" } }))).toBe("BAD_REQUEST");
    const long = "长".repeat(20_000);
    expect(await code(matters().saveDraft({ answers: { text: long, added: long, name: "一" } }))).toBe("BAD_REQUEST");
    const { token } = await matters().saveDraft({ answers: { text: "等一等" } });
    const before = app.now();
    try {
      app.setNow(new Date(before.getTime() + 31 * 86_400_000));
      expect(await code(matters().loadDraft({ token }))).toBe("NOT_FOUND");
      const again = await matters().saveDraft({ token, answers: { text: "回来了" } });
      expect(again.token).not.toBe(token);
    } finally {
      app.setNow(before);
    }
  });
});

async function practitionerIds(): Promise<string[]> {
  const rows = await owner<{ id: string }>("select id from practitioners limit 2");
  if (rows.length === 2) return rows.map((row) => row.id);
  return (
    await owner<{ id: string }>(
      `insert into practitioners (id, code, unit_path, name, profession, employer, public_servant, good_at, languages, updated_at)
       select gen_random_uuid(), 'T' || n, $1, '律师' || n, 'lawyer', '所', false, '{}', '{}', now() from generate_series(1, 2) n returning id`,
      [home.path],
    )
  ).map((row) => row.id);
}

/** The 18th sign of an identity number (GB 11643). */
function withCheck(first17: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return `${first17}${"10X98765432"[sum % 11]}`;
}
