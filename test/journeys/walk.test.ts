import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureAccount, grantTo, mintLink } from "../../src/modules/identity/index.ts";
import { mattersContract } from "../../src/modules/matters/contract.ts";
import { outcomeLabels } from "../../src/modules/matters/labels.ts";
import { notificationsContract } from "../../src/modules/notifications/contract.ts";
import { ratingsContract } from "../../src/modules/ratings/contract.ts";
import { findPlaces, newLawyer, newSession, type Places } from "../../src/modules/rosters/rosters.fixture.ts";
import { startTestApp, type TestApp } from "../harness/app.ts";
import { listen, openChromium, type Site, shot, type Visitor, visit } from "./browser.ts";
import { provePhone } from "./tour.ts";

const STORY = "在工地干了半年，老板三个月没发工资，我们六个人一起的，9月走的。";
const PHONE = "13800001234";
const NAME = "阿卜杜勒·买买提";

let app: TestApp;
let site: Site;
let browser: Browser;
let places: Places;
const open: Visitor[] = [];
beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), openChromium()]);
  site = await listen(app);
  places = await findPlaces(app);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await app?.close();
});

/** A browser whose clock is the app's; it stays open to the end of the walk. */
async function come(options: Parameters<typeof visit>[3]): Promise<Visitor> {
  const visitor = await visit(browser, site, app, options);
  open.push(visitor);
  return visitor;
}

async function moveTo(time: string): Promise<void> {
  app.setNow(`2026-11-23T${time}:00+08:00`);
  for (const { context, page } of open)
    if (await page.evaluate(() => true).catch(() => false)) await context.clock.setFixedTime(app.now()).catch(() => {});
}

const h1 = (page: Page) => page.getByRole("heading", { level: 1 });
const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();
const follow = (page: Page, name: string | RegExp) => page.getByRole("link", { name }).first().click();

/** A made-up account with one grant and its one-time link. */
async function staffLink(
  loginName: string,
  displayName: string,
  grant: { role: "clerk" | "practitioner"; practitionerId?: string },
) {
  const { clinic } = places;
  return await app.system(async (ctx) => {
    const accountId = await ensureAccount(ctx, { loginName, displayName });
    await grantTo(ctx, accountId, { ...grant, unitPath: clinic.path, unitName: clinic.name, clinicId: clinic.id });
    return await mintLink(ctx, accountId, 1);
  });
}

/** What the district's today and overview say: closed today, and how many ratings stand behind satisfaction. */
async function figures(page: Page): Promise<{ closed: number; rated: number }> {
  await page.goto("/console/");
  const strip = page.getByRole("navigation", { name: "今天的数字" });
  await strip.getByRole("link", { name: /新登记/ }).waitFor();
  const closed = Number(/已办结\s*(\d+)/.exec(await strip.innerText())?.[1] ?? 0);
  await page.goto("/console/overview");
  const rate = page.getByRole("link", { name: /^满意率/ });
  await rate.waitFor();
  return { closed, rated: Number(/共 (\d+) 条/.exec(await rate.innerText())?.[1] ?? 0) };
}

/** One matter of somebody else, closed and rated, so that figures do not begin at nothing. */
async function earlierMatter(): Promise<void> {
  const { token } = await app.resident("13900007777");
  const matter = await app
    .as(mattersContract, token)
    .open({ text: "邻居家漏水不肯修。", channel: "visit", clinicId: places.clinic.id });
  await app.as(mattersContract, places.townToken).close({ id: matter.id, outcome: "advised" });
  const link = await app.as(ratingsContract).linkByProgress({ number: matter.number, phone: "13900007777" });
  await app.as(ratingsContract).give({ token: link.token ?? "", tookPlace: true, level: 5 });
}

test("one matter from the resident's first words to the district's figure", async ({ onTestFailed }) => {
  onTestFailed(async () => {
    for (const [at, { page }] of open.entries()) await shot(page, `failed-${at}`);
  });
  const lawyer = await newLawyer(app, places, "欧阳律师");
  const first = await newSession(app, places, { practitionerIds: [lawyer] });
  const later = await newSession(app, places, {
    practitionerIds: [lawyer],
    startsAt: "2026-11-23T18:30:00+08:00",
    endsAt: "2026-11-23T20:30:00+08:00",
  });
  await earlierMatter();
  const district = await come({
    width: 1280,
    height: 900,
    token: await app.staff({
      role: "district",
      unitPath: places.town.path.replace(/[^/]+\/$/, ""),
      name: "区县看数人",
    }),
  });
  const before = await figures(district.page);
  expect(before).toEqual({ closed: 1, rated: 1 });

  // The resident, without JavaScript, on a phone.
  const { page } = await come({ javaScript: false });
  await page.goto("/");
  await shot(page, "01-home", [360, 390, 768, 1280]);
  await follow(page, "说说您的问题");
  await page.getByLabel("发生了什么事？").fill(STORY);
  await shot(page, "02-ask", [360, 390, 768, 1280]);
  await press(page, "看看怎么办");
  expect(await h1(page).innerText()).toContain("工资");
  expect(await page.locator("mark").allInnerTexts()).toEqual(expect.arrayContaining([expect.stringContaining("工资")]));
  expect(await page.locator("main").innerText()).toMatch(/最晚\s*2027年/);
  await shot(page, "03-result", [360, 390, 768, 1280]);

  const book = async (sessionId: string) => {
    await page.locator(`input[name=session][value="${sessionId}"] + label`).click();
    await shot(page, "04-times", [360, 390, 768, 1280]);
    await press(page, "预约这个时间");
  };
  await page.locator(".way.first a").click();
  expect(new URL(page.url()).pathname).toBe("/book/times");
  await book(first.id);
  await page.locator("input[name=phone]").fill(PHONE);
  await shot(page, "05-phone", [360, 390, 768, 1280]);
  await page.locator("main form button.primary").click();
  const code = /验证码是\s*(\d{6})/.exec(await page.locator("main").innerText())?.[1] ?? "";
  await page.locator("input[name=code]").fill(code);
  await shot(page, "06-code", [360, 390, 768, 1280]);
  await page.locator("main form button.primary").click();
  await page.getByLabel("称呼").fill(NAME);
  await shot(page, "07-name", [360, 390, 768, 1280]);
  await page.locator("main form button.primary").click();
  expect(await page.locator("main").innerText()).toContain("14:00–17:00");
  await shot(page, "08-check", [360, 390, 768, 1280]);
  await press(page, "没错，约这个时间");
  expect(await h1(page).innerText()).toContain("约好了");
  await shot(page, "09-done", [360, 390, 768, 1280]);
  const number = (await page.locator(".ticket-number b").innerText()).trim();
  expect(number).toMatch(/-\d{5}$/);

  await follow(page, "取消这个预约");
  await shot(page, "10-cancel", [360, 390, 1280]);
  await press(page, "取消这个预约");
  expect(await h1(page).innerText()).toBe("预约已经取消了");
  await press(page, "换个时间再约");
  await book(later.id);
  await press(page, "没错，约这个时间");
  expect(await page.locator(".ticket").innerText()).toContain("18:30–20:30");
  expect((await page.locator(".ticket-number b").innerText()).trim()).toBe(number);
  const seats = await app.as(mattersContract, await sessionOf(page)).list({});
  expect(seats).toMatchObject({ total: 1, items: [{ number }] });

  // The clerk, through a one-time link that sets a password.
  await moveTo("18:10");
  const clerk = await come({ width: 1280, height: 900 });
  await clerk.page.goto(await staffLink("walk.clerk", "窗口周", { role: "clerk" }));
  await shot(clerk.page, "20-link");
  await clerk.page.getByLabel("新密码").fill("Qingguo-Huafen-58");
  await press(clerk.page, "设置密码并登录");
  await h1(clerk.page).filter({ hasText: "今日" }).waitFor();
  await shot(clerk.page, "21-clerk-today");
  await clerk.page.goto("/console/queue");
  await clerk.page.getByLabel(/找今天的预约/).fill(PHONE.slice(-4));
  const arrival = clerk.page.locator(".queue-arrivals li", { hasText: number });
  await arrival.getByRole("button", { name: "报到" }).click();
  await clerk.page.getByText(/已报到，号码 B\d+/).waitFor();
  const ticket = (await clerk.page.locator(".queue-slip strong").innerText()).trim();
  expect(ticket).toMatch(/^B\d+$/);
  await shot(clerk.page, "22-clerk-queue");

  // The waiting room, then the lawyer's call.
  const board = await come({ width: 1920, height: 1080 });
  await board.page.goto(`/board/${places.clinic.id}`);
  await board.page.locator("#next li", { hasText: ticket }).waitFor();
  expect(await board.page.locator("#next li").innerText()).not.toContain("不用等");
  await shot(board.page, "23-board-waiting");
  const desk = await come({ width: 1280, height: 900 });
  await desk.page.goto(await staffLink("walk.lawyer", "欧阳律师", { role: "practitioner", practitionerId: lawyer }));
  await press(desk.page, "直接进入（演示）");
  await h1(desk.page).filter({ hasText: "今日" }).waitFor();
  await desk.page.goto("/console/my-sessions");
  await press(desk.page, "签到");
  await shot(desk.page, "24-lawyer-desk");
  await press(desk.page, /^叫下一位/);
  await desk.page.getByText("人来了，开始接待").waitFor();
  await shot(desk.page, "25-lawyer-called");
  await board.page.locator("#ticket", { hasText: ticket }).waitFor();
  expect(await board.page.locator("#who").innerText()).not.toContain("买买提");
  await shot(board.page, "26-board-called");

  await press(desk.page, "人来了，开始接待");
  const note = desk.page.getByLabel("咨询记录");
  await note.fill("六人被欠三个月工资，无合同，有微信聊天和考勤照片。已讲明仲裁时效和举证。");
  await desk.page.getByText(/已保存/).waitFor();
  expect(await desk.page.locator(".consult-told").innerText()).toContain("三个月没发工资");
  await shot(desk.page, "27-workspace-note", [1280, 1920]);
  await desk.page.getByRole("tab", { name: /法律建议书/ }).click();
  await desk.page.getByLabel("律师的意见").fill("可以要回来。先到劳动监察大队投诉，不行就申请劳动仲裁。");
  await desk.page.getByLabel(/^接下来怎么做/).fill("整理微信聊天和考勤照片\n六个人一起到劳动监察大队投诉");
  await shot(desk.page, "28-workspace-sheet");
  await press(desk.page, "出具法律建议书");
  const print = desk.page.getByRole("link", { name: "打印建议书" }).first();
  await print.waitFor();
  await shot(desk.page, "29-workspace-issued");
  const [paper] = await Promise.all([desk.context.waitForEvent("page"), print.click()]);
  await paper.waitForLoadState();
  expect(await paper.locator("main").innerText()).toContain("劳动监察大队");
  await paper.emulateMedia({ media: "print" });
  await shot(paper, "30-paper", [794]);
  await paper.close();
  const [download] = await Promise.all([
    desk.page.waitForEvent("download"),
    desk.page.getByRole("link", { name: "下载 Word" }).first().click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.docx$/);
  expect(readFileSync(await download.path()).subarray(0, 4)).toEqual(Buffer.from([0x50, 0x4b, 3, 4]));

  await press(desk.page, "回到记录");
  await desk.page.getByRole("radio", { name: outcomeLabels.advised }).check();
  await press(desk.page, /^签发并办结/);
  await h1(desk.page).filter({ hasText: "我的坐诊" }).waitFor();

  // The message carries the link; the resident rates without JavaScript.
  await moveTo("19:00");
  await app.drain();
  const messages = await app.as(notificationsContract, (await app.resident(PHONE)).token).list({ size: 50 });
  const link = messages.items.map(({ text }) => /\/rate\/[\w-]+/.exec(text)?.[0]).find(Boolean) ?? "";
  expect(link).not.toBe("");
  await page.goto("/progress");
  await page.getByLabel("编号").fill(number);
  await page.getByLabel("登记时留的手机号").fill(PHONE);
  await press(page, "查一查");
  await shot(page, "40-progress", [360, 390, 768, 1280]);
  expect(await page.getByRole("link", { name: "评一评" }).getAttribute("href")).toBe(link);
  await page.goto(link);
  await shot(page, "41-rate", [360, 390, 768, 1280]);
  await page.locator("label", { hasText: /^满意/ }).click();
  await press(page, "就这样评");
  expect(await h1(page).innerText()).toBe("谢谢，我们记下了");
  await shot(page, "42-rated", [360, 390]);
  // Nine hours later one is signed out, and comes back with the phone.
  await page.goto("/my");
  await provePhone(page, PHONE);
  expect(await page.locator("main").innerText()).toContain(number);
  await shot(page, "43-my", [360, 390, 768, 1280]);
  await follow(page, "看法律建议书");
  expect(await page.locator("main").innerText()).toContain("劳动监察大队");
  await shot(page, "44-sheet", [360, 390, 1280]);

  // The district's figures moved by this matter and nothing else, and open to it.
  const after = await figures(district.page);
  await shot(district.page, "50-overview", [768, 1280, 1920]);
  expect(after).toEqual({ closed: before.closed + 1, rated: before.rated + 1 });
  await district.page.getByRole("link", { name: /^满意率/ }).click();
  await district.page
    .getByRole("cell", { name: new RegExp(number) })
    .first()
    .waitFor();
  await shot(district.page, "51-ratings-list");
  await district.page.goto("/console/");
  await district.page
    .getByRole("navigation", { name: "今天的数字" })
    .getByRole("link", { name: /已办结/ })
    .click();
  const rows = district.page.locator("tbody tr");
  await rows.filter({ hasText: number }).first().waitFor();
  expect(await rows.count()).toBe(after.closed);
  await shot(district.page, "52-closed-list");
  expect(await district.page.locator("main").innerText()).not.toContain("买买提");
  await rows.filter({ hasText: number }).first().click();
  await district.page.getByRole("heading", { name: /\*/ }).first().waitFor();
  await shot(district.page, "53-matter-open");
  for (const visitor of open) expect(visitor.faults).toEqual([]);
}, 150_000);

/** The resident's own session, to ask the API what the browser cannot show. */
async function sessionOf(page: Page): Promise<string> {
  return (await page.context().cookies()).find(({ name }) => name === "clinic_session")?.value ?? "";
}
