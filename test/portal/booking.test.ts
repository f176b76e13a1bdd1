import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appointmentsContract } from "../../src/modules/appointments/contract.ts";
import { mattersContract } from "../../src/modules/matters/contract.ts";
import { rostersContract } from "../../src/modules/rosters/contract.ts";
import { findPlaces, newLawyer, newSession, type Places } from "../../src/modules/rosters/rosters.fixture.ts";
import { startTestApp, type TestApp } from "../harness/app.ts";
import { type Browser, choices, openBrowser } from "./browser.ts";

let app: TestApp;
let places: Places;
beforeAll(async () => {
  app = await startTestApp();
  places = await findPlaces(app);
}, 120_000);
afterAll(async () => await app?.close());

const STORY = "在工地干了半年，老板三个月没发工资，我们六个人一起的，9月走的。";
let phones = 0;
const newPhone = () => {
  phones += 1;
  return `1380000${String(phones).padStart(4, "0")}`;
};

/** From nothing to the page before the last button. */
async function toCheck(browser: Browser, sessionId: string, story = STORY, phone = newPhone()): Promise<string> {
  await browser.open("/ask");
  await browser.send({ text: story });
  await browser.open(`/book/times?clinic=${places.clinic.id}`);
  await browser.send({ session: sessionId }, "/book/times");
  await signIn(browser, phone);
  if (browser.screen.path === "/book/name") await browser.send({ name: "阿卜杜勒·买买提", needs: ["dialect"] });
  expect(browser.screen.path).toBe("/book/check");
  return phone;
}

async function signIn(browser: Browser, phone: string): Promise<void> {
  if (!/phone$|sign-in/.test(browser.screen.path)) return;
  await browser.send({ phone });
  const code = /验证码是 (\d{6})/.exec(browser.screen.text)?.[1];
  expect(code).toBeDefined();
  await browser.send({ code: code ?? "" });
}

const tokenOf = (browser: Browser) => browser.cookies.get("clinic_session") ?? "";
const mattersOf = (browser: Browser) => app.as(mattersContract, tokenOf(browser)).list({});
const bookingsOf = (browser: Browser) =>
  app.as(appointmentsContract, tokenOf(browser)).list({ state: ["held", "booked"] });

describe("the whole way without JavaScript", () => {
  test("describe, understand, book, cancel, book again, see how it stands", async () => {
    const first = await newSession(app, places);
    const second = await newSession(app, places, {
      startsAt: "2026-11-24T09:00:00+08:00",
      endsAt: "2026-11-24T11:00:00+08:00",
    });
    const browser = openBrowser(app);
    const home = await browser.open("/");
    expect(home.status).toBe(200);
    for (const word of ["免费", "保密", "不用身份证", "说说您的问题", app.platform.pack.hotline.number])
      expect(home.text).toContain(word);

    await browser.open("/ask");
    const result = await browser.send({ text: STORY });
    expect(result.path).toBe("/ask/result");
    expect(result.h1).toContain("工资");
    expect(result.html).toMatch(/<mark>[^<]*工资/);
    expect(result.text).toMatch(/最晚 2027年/);

    await browser.open(`/clinics/${places.clinic.id}`);
    expect(choices(browser.screen, "session")).toContain(first.id);
    await browser.send({ session: first.id }, "/book/times");
    expect(browser.screen.path).toBe("/book/phone");
    const phone = newPhone();
    await signIn(browser, phone);
    expect(browser.screen.path).toBe("/book/name");
    await browser.send({ name: "𠮷田㛃" });
    expect(browser.screen.text).toContain("𠮷田㛃");
    expect(browser.screen.text).toContain("11月23日（周一）14:00–17:00");
    expect((await mattersOf(browser)).total).toBe(0);

    const done = await browser.send();
    expect(done.path).toMatch(/^\/book\/done\//);
    const {
      items: [matter],
    } = await mattersOf(browser);
    for (const word of [
      matter?.number ?? "?",
      "11月23日（周一） 14:00–17:00",
      places.clinic.name,
      "欧阳律师",
      "第 1 位",
    ])
      expect(done.text).toContain(word);
    expect(done.html).toContain("<svg");

    const cancelHref = /href="(\/cancel\/[^"]+)"/.exec(done.html)?.[1] ?? "";
    const stranger = openBrowser(app);
    await stranger.open(cancelHref);
    expect(stranger.screen.h1).toBe("要取消这个预约吗？");
    await stranger.send();
    expect(stranger.screen.h1).toBe("预约已经取消了");
    await stranger.open(cancelHref);
    expect(stranger.screen.h1).toBe("预约已经取消了");
    expect((await bookingsOf(browser)).total).toBe(0);

    await browser.open(cancelHref);
    await browser.send();
    expect(browser.screen.path).toBe("/book/times");
    await browser.send({ session: second.id });
    expect(browser.screen.path).toBe("/book/check");
    await browser.send();
    expect(browser.screen.text).toContain("11月24日（周二） 9:00–11:00");
    expect((await mattersOf(browser)).total).toBe(1);
    expect((await bookingsOf(browser)).items).toMatchObject([{ sessionId: second.id }]);

    const asker = openBrowser(app);
    await asker.open("/progress");
    await asker.send({ number: matter?.number ?? "", phone });
    expect(asker.screen.path).toBe("/progress");
    expect(asker.screen.text).toContain("您的事已经登记");
    expect(asker.screen.text).toContain(matter?.number ?? "?");
    await asker.open("/progress");
    expect(asker.screen.text).toContain("您的事已经登记");
    await asker.send({}, "/progress/close");
    expect(asker.screen.h1).toBe("查查办到哪一步");

    await browser.open("/my");
    expect(browser.screen.text).toContain(matter?.number ?? "?");
    await browser.send({}, "/sign-out");
    await browser.open("/my");
    expect(browser.screen.path).toBe("/sign-in?to=%2Fmy");
  });

  test("says how many come along, once more for the next time, and never for an answer in writing", async () => {
    const session = await newSession(app, places);
    const browser = openBrowser(app);
    await toCheck(browser, session.id);
    expect(browser.screen.text).toContain("几个人来 就您自己");
    await browser.open("/book/name");
    expect(browser.screen.text).toContain("您和几个人一起来？");
    await browser.send({ companions: "6" });
    expect(browser.screen.status).toBe(400);
    expect(browser.screen.text).toContain("最多 5 个人");
    await browser.send({ companions: "2" });
    expect(browser.screen.path).toBe("/book/check");
    expect(browser.screen.text).toContain("和 2 个人一起来");
    await browser.send();
    expect(browser.screen.path).toMatch(/^\/book\/done\//);
    expect(browser.screen.text).toContain("和 2 个人一起来");
    expect((await bookingsOf(browser)).items).toMatchObject([{ companions: 2 }]);

    const cancelHref = /href="(\/cancel\/[^"]+)"/.exec(browser.screen.html)?.[1] ?? "";
    await browser.open(cancelHref);
    await browser.send();
    await browser.open(cancelHref);
    await browser.send();
    await browser.send({ session: session.id });
    expect(browser.screen.path).toBe("/book/check");
    expect(browser.screen.text).toContain("就您自己");
    await browser.open("/book/name");
    expect(browser.screen.h1).toContain("您和几个人一起来？");
    await browser.send({ companions: "1" });
    await browser.send();
    expect((await bookingsOf(browser)).items).toMatchObject([{ companions: 1 }]);

    const writer = openBrowser(app);
    await writer.open("/ask");
    await writer.send({ text: STORY });
    await writer.open("/ask/online");
    await writer.send();
    await signIn(writer, newPhone());
    expect(writer.screen.path).toBe("/book/name");
    expect(writer.screen.text).not.toContain("一起来");
    await writer.send({});
    expect(writer.screen.text).not.toContain("几个人来");
  });

  test("a question left online gets a number and the hour of its answer", async () => {
    const browser = openBrowser(app);
    await browser.open("/ask");
    await browser.send({ text: "邻居装修漏水，把我家天花板泡坏了，不肯赔。" });
    await browser.open("/ask/online");
    expect(browser.screen.text).toContain("24 小时内");
    await browser.send();
    await signIn(browser, newPhone());
    await browser.send({});
    await browser.send();
    expect(browser.screen.path).toBe("/book/sent");
    expect(browser.screen.text).toContain("最晚 11月24日（周二）10:00 答复您");
    const { items } = await mattersOf(browser);
    expect(items).toMatchObject([{ channel: "online" }]);
    expect(browser.screen.text).toContain(items[0]?.number ?? "?");
    await browser.open("/book/check");
    expect(browser.screen.path).toBe("/book/sent");
  });

  test("somebody who chose a time first may keep the story for the visit", async () => {
    const session = await newSession(app, places);
    const browser = openBrowser(app);
    await browser.open(`/clinics/${places.clinic.id}`);
    await browser.send({ session: session.id }, "/book/times");
    expect(browser.screen.path).toBe("/ask");
    expect(browser.screen.text).toContain("您选的时间");
    expect(browser.screen.text).toContain("不想写，见面再说");
    const home = await app.request("/ask", {
      method: "POST",
      body: "later=yes",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "sec-fetch-site": "same-origin",
        cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      },
    });
    expect(home.headers.get("location")).toBe("/book/next");
    await browser.open("/book/next");
    expect(browser.screen.path).toBe("/book/phone");
  });
});

describe("pressed twice, in two tabs, and back again", () => {
  test("two tabs that send at the same moment make one matter and one booking", async () => {
    const session = await newSession(app, places, { capacity: 5 });
    const browser = openBrowser(app);
    await toCheck(browser, session.id);
    const tabs = [browser, browser.tab(), browser.tab()];
    await Promise.all(tabs.map((tab) => tab.send()));
    for (const tab of tabs) expect(tab.screen.path).toMatch(/^\/book\/done\//);
    expect(new Set(tabs.map((tab) => tab.screen.path)).size).toBe(1);
    expect((await mattersOf(browser)).total).toBe(1);
    expect((await bookingsOf(browser)).total).toBe(1);
  });

  test("back after the confirmation shows the confirmation, not the question again", async () => {
    const session = await newSession(app, places);
    const browser = openBrowser(app);
    await toCheck(browser, session.id);
    const before = { ...browser.screen };
    await browser.send();
    const done = browser.screen.path;
    expect((await browser.open("/book/check")).path).toBe(done);
    browser.screen = before;
    expect((await browser.send()).path).toBe(done);
    expect((await bookingsOf(browser)).total).toBe(1);
    // A new question starts empty, and says that the last one arrived.
    await browser.open("/ask");
    expect(browser.screen.html).not.toContain(STORY);
    expect(browser.screen.text).toContain("刚才的问题已经收到");
  });

  test("a second question makes a second matter", async () => {
    const [one, two] = [await newSession(app, places), await newSession(app, places)];
    const browser = openBrowser(app);
    const phone = await toCheck(browser, one.id);
    await browser.send();
    await toCheck(browser, two.id, "邻居家的狗咬了我，打针花了两千块。", phone);
    await browser.send();
    expect((await mattersOf(browser)).total).toBe(2);
    expect((await bookingsOf(browser)).total).toBe(2);
  });
});

describe("when the seat is gone", () => {
  test("three next times are offered, everything typed is kept, and one tap books", async () => {
    const lawyer = await newLawyer(app, places);
    const at = (day: number, hour: number) => `2026-11-${day}T${String(hour).padStart(2, "0")}:00:00+08:00`;
    const last = await newSession(app, places, {
      capacity: 1,
      practitionerIds: [lawyer],
      startsAt: at(25, 9),
      endsAt: at(25, 10),
    });
    for (const day of [26, 27, 28])
      await newSession(app, places, { practitionerIds: [lawyer], startsAt: at(day, 9), endsAt: at(day, 10) });
    const [slow, quick] = [openBrowser(app), openBrowser(app)];
    await toCheck(slow, last.id);
    await toCheck(quick, last.id);
    await quick.send();
    expect(quick.screen.path).toMatch(/^\/book\/done\//);
    await slow.send();
    expect(slow.screen.path).toBe("/book/full");
    expect(slow.screen.h1).toBe("这个时间刚被约满了");
    expect(slow.screen.text).toContain("下面是最近的三个空位");
    const offered = choices(slow.screen, "session");
    expect(offered).toHaveLength(3);
    expect(offered).not.toContain(last.id);
    await slow.send({ session: offered[0] ?? "" });
    expect(slow.screen.path).toBe("/book/check");
    await slow.send();
    expect(slow.screen.path).toMatch(/^\/book\/done\//);
    expect((await mattersOf(slow)).total).toBe(1);
  });

  test("a session that was called off meanwhile is said to be off", async () => {
    const session = await newSession(app, places);
    const browser = openBrowser(app);
    await toCheck(browser, session.id);
    await app.as(rostersContract, places.townToken).cancelSession({ id: session.id, reason: "律师临时开庭" });
    await browser.send();
    expect(browser.screen.path).toBe("/book/full");
    expect(browser.screen.h1).toBe("这个时间不能约了");
  });
});
